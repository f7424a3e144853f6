/**
 * Output for tests that kill what carries it: a file for each stream that a task writes again and again, and a check of what
 * arrived. All of it has to be there in its order, and a stretch may come twice only as whole lines.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";

/** The most that may come twice: what the driver reads at once. */
const longestRepeat = 2 * 1024 * 1024;
/** So many bytes at the start of a line say which line it is. */
const tellingBytes = 64;
const newline = 10;

/** One way to write. */
export interface Torrent {
  readonly name: string;
  /** What each stream repeats. */
  readonly out: Buffer;
  readonly err: Buffer;
  /** Shell command that copies its stdin to its stdout. */
  readonly copy: string;
}

function numbered(stream: string, lines: number, width: (line: number) => number): Buffer {
  return Buffer.from(Array.from({ length: lines }, (_, line) => `${stream} ${line} ${"x".repeat(width(line))}\n`).join(""));
}

/** Bytes that look random and are always the same. */
function noise(seed: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  let state = seed;
  for (let index = 0; index < length; index += 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    bytes[index] = state >>> 24;
  }
  return bytes;
}

const lines = (stream: string, count: number) => numbered(stream, count, (line) => line % 97);

/**
 * Each stream repeats more than the driver can deliver twice: less, and it could not be told how much came again. A byte at a
 * time, the log's own words before each are most of what is read.
 */
export const torrents: readonly Torrent[] = [
  { name: "lines", out: lines("out", 60_000), err: lines("err", 50_000), copy: "cat" },
  { name: "no-newline", out: lines("out", 45_000).subarray(0, -1), err: lines("err", 42_000).subarray(0, -1), copy: "cat" },
  { name: "bytes", out: lines("out", 12_000), err: lines("err", 10_000), copy: "dd bs=1 2>/dev/null" },
  { name: "megabytes", out: numbered("out", 4, () => 1_000_000), err: numbered("err", 3, () => 1_000_000), copy: "cat" },
  { name: "binary", out: noise(1, 3_000_000), err: noise(2, 2_000_000), copy: "cat" },
];

/**
 * A script for a task that writes until there is a file `stop` beside what it writes, and says then how often it did. The
 * pauses leave other tests something of the machine.
 */
export function torrentScript({ copy }: Torrent, directory: string, pauseSeconds = 0.05): string {
  const write = `write() { n=0; while [ ! -e ${directory}/stop ]; do ${copy} < ${directory}/$1; n=$((n + 1)); sleep ${pauseSeconds}; done; echo $n > ${directory}/$1.rounds; }`;
  return `${write}; write err >&2 & write out; wait`;
}

/** Puts the two files into a task's directory. */
export function layTorrent({ out, err }: Torrent, directory: string): void {
  writeFileSync(join(directory, "out"), out);
  writeFileSync(join(directory, "err"), err);
}

/** Compares what arrives with what was written. */
export class TorrentCheck {
  /** What was written is this again and again; twice, so that a line is found across the seam. */
  readonly #twice: Buffer;
  readonly #period: number;
  /** Received from the start of a line on; of that, so many bytes were compared. */
  #line = Buffer.alloc(0);
  #compared = 0;
  /** Where that line begins in all that was written. */
  #at = 0;
  readonly repeats: number[] = [];
  received = 0;
  /** The first thing that was wrong. */
  problem: string | undefined;

  constructor(data: Buffer) {
    this.#twice = Buffer.concat([data, data]);
    this.#period = data.length;
  }

  /** Bytes of what was written that have arrived in their order. */
  get arrived(): number {
    return this.#at + this.#compared;
  }

  take(chunk: Uint8Array): void {
    this.received += chunk.length;
    if (this.problem !== undefined) return;
    this.#line = Buffer.concat([this.#line, chunk]);
    while (this.#compare()) {
      const start = this.#line.lastIndexOf(newline, Math.max(0, this.#compared - 1)) + 1;
      if (this.#line.length - start < tellingBytes || !this.#goBack(start)) return;
    }
    const start = this.#line.lastIndexOf(newline) + 1;
    this.#line = this.#line.subarray(start);
    this.#at += start;
    this.#compared -= start;
  }

  /** True when something else was received than was to come. */
  #compare(): boolean {
    while (this.#compared < this.#line.length) {
      const from = (this.#at + this.#compared) % this.#period;
      const length = Math.min(this.#line.length - this.#compared, this.#period);
      const got = this.#line.subarray(this.#compared, this.#compared + length);
      const wanted = this.#twice.subarray(from, from + length);
      if (!got.equals(wanted)) {
        this.#compared += got.findIndex((byte, index) => byte !== wanted[index]);
        return true;
      }
      this.#compared += length;
    }
    return false;
  }

  /** Takes what was received from `start` on for lines that come a second time. False when they are not. */
  #goBack(start: number): boolean {
    const expected = this.#at + start;
    const found = this.#twice.indexOf(this.#line.subarray(start, start + tellingBytes));
    const back = found === -1 ? 0 : (((expected - found) % this.#period) + this.#period) % this.#period;
    if (back === 0 || back > longestRepeat || back > expected) {
      const [before, after] = [this.#line.subarray(0, start), this.#line.subarray(start)];
      const what = found === -1 ? "is nothing that was written" : `is ${back} bytes back`;
      this.problem = `at ${expected}, after ${show(before.subarray(-80))}, came ${show(after.subarray(0, 200))}: ${what}`;
      return false;
    }
    this.repeats.push(back);
    this.#line = this.#line.subarray(start);
    this.#at = expected - back;
    this.#compared = 0;
    return true;
  }
}

function show(bytes: Uint8Array): string {
  return JSON.stringify(Buffer.from(bytes).toString("latin1"));
}
