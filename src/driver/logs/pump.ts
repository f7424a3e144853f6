/**
 * Carries one task's output from conmon's log file to Nomad's FIFOs: new data is announced by the {@link LogWatch},
 * delivered in large writes, counted in the {@link LogPosition}, and its disk blocks are given back.
 */
import { closeSync, fstatSync, statSync } from "node:fs";
import type { DecodedLog } from "../../codec/k8s-log.ts";
import { messageOf } from "../../core/errors.ts";
import type { Logger } from "../../core/logger.ts";
import type { OutputStream } from "../../core/output.ts";
import { after, type LongTimer } from "../../platform/timers.ts";
import { type ChunkBuffer, chunkBytes, longestChunkBytes } from "./chunk-buffer.ts";
import { LogGaps } from "./gaps.ts";
import { LogSpace, oldestLine } from "./hole-punch.ts";
import { endOfWrite, LineHold } from "./line-boundaries.ts";
import { type LogPlace, openLog } from "./open-log.ts";
import type { LogOutputs } from "./outputs.ts";
import type { LogPosition } from "./position.ts";
import { LogWatch } from "./watch.ts";

/** Chunks that are delivered before other work of the plugin gets its turn. */
const chunksPerTurn = 2;

const newline = 10;
const streams: readonly OutputStream[] = ["stdout", "stderr"];

export interface LogPumpDeps {
  readonly place: LogPlace;
  readonly outputs: LogOutputs;
  readonly position: LogPosition;
  /** The position is lost: what the file still holds is delivered. */
  readonly startOver: boolean;
  readonly scratch: ChunkBuffer;
  /** conmon's lines go to stdout unchanged. */
  readonly raw: boolean;
  readonly logger: Logger;
  /** Reports to the task's users. */
  readonly report: (message: string) => void;
}

type Step = "more" | "caughtUp" | "readerLags";

export class LogPump {
  readonly #deps: LogPumpDeps;
  readonly #hold = new LineHold();
  readonly #gaps: LogGaps;
  readonly #space: LogSpace;
  readonly #watch: LogWatch;
  #fd: number;
  #inode: number;
  #chunkBytes = chunkBytes;
  /** What was delivered of a stream ends within a line. */
  readonly #open: Record<OutputStream, boolean> = { stdout: false, stderr: false };
  #scheduled = false;
  /** Something was delivered since the last call of {@link LogWatch.checked}. */
  #found = false;
  /** The reader did not take all of the last chunk. */
  #lags = false;
  /** The end of the last chunk waits for the rest of its line. */
  #holds = false;
  #waitTimer: LongTimer | undefined;
  #whenDrained: PromiseWithResolvers<void> | undefined;
  /** Why nothing is delivered any more. */
  #failure: unknown;
  #closed = false;

  /** @throws what the file system throws when the log cannot be read. */
  constructor(deps: LogPumpDeps) {
    this.#deps = deps;
    this.#fd = openLog(deps.place);
    const { ino, size } = fstatSync(this.#fd);
    this.#inode = ino;
    if (deps.startOver) this.#startOver(size);
    else if (deps.position.offset > size) deps.position.moveTo(0);
    this.#gaps = new LogGaps({ path: deps.place.path, logger: deps.logger, report: deps.report });
    this.#space = new LogSpace(deps.place.path, deps.logger);
    this.#watch = new LogWatch(deps.place.path, () => this.#check(), deps.logger);
    this.#wake();
  }

  /**
   * Resolves when everything that is in the file by now has been delivered, or with {@link close}; rejects with what keeps it
   * from being delivered. Call it once, after conmon has ended.
   */
  drained(): Promise<void> {
    const drained = Promise.withResolvers<void>();
    this.#whenDrained = drained;
    if (this.#closed) this.#settle();
    this.#wake();
    return drained.promise;
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#waitTimer?.cancel();
    this.#watch.close();
    this.#gaps.close();
    closeSync(this.#fd);
    this.#settle();
  }

  #settle(): void {
    if (this.#failure === undefined) this.#whenDrained?.resolve();
    else this.#whenDrained?.reject(this.#failure);
  }

  #startOver(size: number): void {
    const { position, place, logger } = this.#deps;
    position.moveTo(oldestLine(this.#fd));
    if (size === 0) return;
    logger.warn("the position in the log is lost: what the log still holds is delivered, also what was delivered before", {
      path: place.path,
    });
  }

  #wake(): void {
    if (this.#scheduled || this.#waitTimer !== undefined || this.#closed) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      if (!this.#closed) this.#turn();
    });
  }

  /** Called by the watch, which leaves time between two checks: no need to gather them with {@link #wake}. */
  #check(): void {
    if (!this.#scheduled && this.#waitTimer === undefined && !this.#closed) this.#turn();
  }

  #turn(): void {
    try {
      let step: Step = "more";
      for (let chunk = 0; chunk < chunksPerTurn && step === "more"; chunk += 1) step = this.#step();
      if (step === "more") this.#wake();
      else if (step === "readerLags") this.#waitForReader();
      else this.#caughtUp();
    } catch (error) {
      const { place, logger, report } = this.#deps;
      logger.error("the task's log cannot be delivered", { path: place.path, error: messageOf(error) });
      report(`Output lost: the task's output is delivered no more: ${messageOf(error)}`);
      this.#failure = error;
      this.close();
    }
  }

  #caughtUp(): void {
    const found = this.#found;
    this.#found = false;
    const { position, scratch } = this.#deps;
    const mayGrow = !found && this.#gaps.ended(position.offset + scratch.rest, scratch.rest);
    if (!found && this.#reopened()) this.#wake();
    else if (this.#whenDrained === undefined) this.#watch.checked(found || mayGrow);
    else if (found) this.#wake();
    else this.#whenDrained.resolve();
  }

  #step(): Step {
    const { position, scratch } = this.#deps;
    const decoded = this.#load();
    if (decoded.consumed === 0) return "caughtUp";
    if (scratch.full && decoded.unfinishedAt === 0 && this.#chunkBytes < longestChunkBytes) {
      this.#chunkBytes = longestChunkBytes;
      return "more";
    }
    const payload = this.#holds ? decoded.ended : decoded.length;
    this.#lags = !streams.every((stream) => this.#deliver(stream, payload[stream]));
    if (this.#lags) return "readerLags";
    this.#found = true;
    this.#gaps.delivered(decoded);
    this.#noteOpen(this.#holds ? decoded.before : decoded.length);
    if (this.#holds) {
      const { unfinishedAt, before } = decoded;
      const [stdout, stderr] = streams.map((stream) => position.delivered(stream) - before[stream]);
      position.moveTo(position.offset + unfinishedAt, stdout, stderr);
    } else position.moveTo(position.offset + decoded.consumed);
    this.#space.delivered(this.#fd, position.offset);
    // What conmon wrote meanwhile is little: the next check takes it.
    return scratch.full ? "more" : "caughtUp";
  }

  #noteOpen(until: Readonly<Record<OutputStream, number>>): void {
    for (const stream of streams) {
      if (until[stream] > 0) this.#open[stream] = this.#deps.scratch.payload(stream)[until[stream] - 1] !== newline;
    }
  }

  /** The next chunk, or the last one again when the reader has not taken all of it. */
  #load(): Readonly<DecodedLog> {
    const { position, scratch, raw } = this.#deps;
    const last = this.#lags ? scratch.again(this) : undefined;
    if (last !== undefined) return last;
    const ending = this.#whenDrained !== undefined;
    const part = { offset: position.offset, atEnd: ending, open: this.#open };
    const decoded = scratch.load(this, this.#fd, this.#chunkBytes, part, raw);
    const { consumed, unfinishedAt, length, ended } = decoded;
    const unfinished = length.stdout - ended.stdout + length.stderr - ended.stderr;
    const mayHold = !ending && unfinishedAt < consumed && !(scratch.full && unfinishedAt === 0);
    // Re-read only because another task used the buffers: it had no time to grow.
    this.#holds = mayHold && (this.#lags || this.#hold.waits(position.offset + unfinishedAt, unfinished));
    return decoded;
  }

  /**
   * Delivers a stream's payload up to `end`. False when the reader did not take all of it. The position is noted once for
   * the whole chunk: a kill may repeat whole lines. A write that begins or ends within a line is noted before it is made, since
   * the kernel may run the reader, and a kill come, before the write returns: such a line would be torn.
   */
  #deliver(stream: OutputStream, end: number): boolean {
    const { position, scratch, outputs } = this.#deps;
    const payload = scratch.payload(stream);
    let withinLine = this.#open[stream];
    for (let from = position.delivered(stream); from < end; from = position.delivered(stream)) {
      if (from > 0) withinLine = payload[from - 1] !== newline;
      const to = endOfWrite(payload, from, end, outputs.room(stream), outputs.capacity(stream));
      const size = to - from;
      const tears = size > 0 && (withinLine || payload[to - 1] !== newline);
      if (tears) {
        position.deliver(stream, size);
        position.note();
      }
      const taken = size === 0 ? 0 : outputs.write(stream, payload.subarray(from, to));
      if (tears && taken === size) continue;
      position.deliver(stream, tears ? taken - size : taken);
      if (tears || taken === 0 || payload[from + taken - 1] !== newline) position.note();
      if (taken === 0) return false;
    }
    return true;
  }

  #waitForReader(): void {
    this.#waitTimer = after(this.#deps.outputs.nextPause(), () => {
      this.#waitTimer = undefined;
      this.#wake();
    });
  }

  /** True when conmon went on in a new file, as it does with a limit on the log's size. */
  #reopened(): boolean {
    const { place, position } = this.#deps;
    const current = statSync(place.path, { throwIfNoEntry: false });
    if (current === undefined || current.ino === this.#inode) return false;
    const next = openLog(place);
    closeSync(this.#fd);
    this.#fd = next;
    this.#inode = fstatSync(next).ino;
    this.#space.restart();
    position.moveTo(0);
    return true;
  }
}
