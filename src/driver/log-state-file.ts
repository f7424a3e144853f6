/**
 * A few numbers in a small file that is mapped into memory: a store survives `kill -9` of the plugin without a system
 * call. Two slots hold them in turn, so that a kill between any two instructions leaves one consistent set.
 */
import { closeSync, constants, fstatSync, ftruncateSync, openSync } from "node:fs";
import type { ProcessIdentity } from "./fifo-keeper.ts";

const fileBytes = 128;
/** Says that the file is ours and in this format. */
const magic = 0x6e_64_70_01;

/** Indexes of 64-bit floats: exact up to 2^53, and one store each. */
const field = { magic: 0, keepers: [1, 12], slots: [4, 8] } as const;
/** Index of a 32-bit integer, in the fourth float: which slot counts. */
const selector = 6;

/** Numbers in a slot. */
export type SlotIndex = 0 | 1 | 2;

export class LogStateFile {
  readonly #floats: Float64Array;
  readonly #integers: Int32Array;

  private constructor(bytes: Uint8Array) {
    this.#floats = new Float64Array(bytes.buffer, bytes.byteOffset, fileBytes / 8);
    this.#integers = new Int32Array(bytes.buffer, bytes.byteOffset, fileBytes / 4);
    if (this.#floats[field.magic] === magic) return;
    this.#floats.fill(0);
    this.#floats[field.magic] = magic;
  }

  /** Opens the file at `path`, or makes it; `fresh` forgets what it held. Throws what the file system throws. */
  static open(path: string, fresh: boolean): LogStateFile {
    const fd = openSync(path, constants.O_RDWR | constants.O_CREAT | constants.O_NOFOLLOW, 0o600);
    try {
      if (fresh) ftruncateSync(fd, 0);
      if (fstatSync(fd).size !== fileBytes) ftruncateSync(fd, fileBytes);
      // By its descriptor: in a rootless Podman's directory that user could put a link in its place by now.
      return new LogStateFile(Bun.mmap(`/proc/self/fd/${fd}`, { shared: true }));
    } finally {
      closeSync(fd);
    }
  }

  /** Numbers that are not kept, for a place where nothing can be written. */
  static volatile(): LogStateFile {
    return new LogStateFile(new Uint8Array(fileBytes));
  }

  read(index: SlotIndex): number {
    return this.#floats[this.#slot + index] ?? 0;
  }

  /** Changes one number where it stands. */
  store(index: SlotIndex, value: number): void {
    this.#floats[this.#slot + index] = value;
  }

  /** Changes all three at once. */
  replace(first: number, second: number, third: number): void {
    const spare = this.#slot === field.slots[0] ? 1 : 0;
    const at = field.slots[spare];
    this.#floats[at] = first;
    this.#floats[at + 1] = second;
    this.#floats[at + 2] = third;
    Atomics.store(this.#integers, selector, spare);
  }

  /** Who holds the task's FIFOs: one process, and a second one while the plugin replaces it. */
  get keepers(): readonly [ProcessIdentity, ProcessIdentity] {
    return [this.#keeper(0), this.#keeper(1)];
  }

  setKeeper(place: 0 | 1, { pid, startTime }: ProcessIdentity): void {
    const at = field.keepers[place];
    this.#floats[at + 1] = 0;
    this.#floats[at] = pid;
    this.#floats[at + 1] = startTime;
  }

  #keeper(place: 0 | 1): ProcessIdentity {
    const at = field.keepers[place];
    return { pid: this.#floats[at] ?? 0, startTime: this.#floats[at + 1] ?? 0 };
  }

  get #slot(): number {
    return Atomics.load(this.#integers, selector) === 1 ? field.slots[1] : field.slots[0];
  }
}
