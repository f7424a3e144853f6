/**
 * The position file of one task's log: 256 bytes and the owner's path, in little-endian order.
 *
 * | offset | bytes | meaning |
 * | --- | --- | --- |
 * | 0 | 128 | slot 0: records with an even sequence number, and at first a copy of record 1 |
 * | 128 | 128 | slot 1: records with an odd sequence number |
 * | 256 | 1 to 4096 | the task's allocation directory, UTF-8, up to the end of the file; written once |
 *
 * A slot holds one record, then zeros. All numbers but the last are 64-bit floats, exact up to 2^53:
 *
 * | offset | bytes | meaning |
 * | --- | --- | --- |
 * | 0 | 8 | sequence number, from 1; the highest one whose record is whole counts |
 * | 8 | 8 | magic: what the file is, and its format |
 * | 16 | 24 | three numbers; `position.ts` says what they mean for a file and for a stream |
 * | 40 | 16 | process holding the FIFOs: its id, and its start time in clock ticks since boot; 0 for none |
 * | 56 | 16 | a second such process, while the plugin replaces the first |
 * | 72 | 4 | CRC-32 of the 72 bytes before, unsigned |
 *
 * Each change is one `pwrite` of 76 bytes into the slot of the next sequence number. It need not be atomic: a torn record
 * fails its checksum, and the other slot still has the record before it. The space is written when the file is made, so a
 * full disk stops no change. Mapped memory would save the call, but a store into it is SIGBUS when the disk is full or
 * somebody shortens the file.
 */
import { closeSync, constants, fstatSync, lstatSync, openSync, readSync, unlinkSync, writeSync } from "node:fs";
import type { ProcessIdentity } from "./fifo-keeper.ts";

/** "ndp", version 2. */
const magic = 0x6e_64_70_02;
/** Indexes of the floats of a record. */
const field = { sequence: 0, magic: 1, numbers: 2, keepers: [5, 7] } as const;
const checkedBytes = 9 * 8;
const recordBytes = checkedBytes + 4;
const slotBytes = 128;
const ownerAt = 2 * slotBytes;
const longestOwner = 4096;

/** A number of the record. */
export type NumberIndex = 0 | 1 | 2;

export class LogStateFile {
  /** True when it holds what an earlier plugin noted. */
  readonly resumed: boolean;
  readonly #bytes: Uint8Array;
  readonly #floats: Float64Array;
  readonly #checked: Uint8Array;
  readonly #checksum: Uint32Array;
  /** Called with the first write that fails: from then on the file may be out of date. */
  readonly #onFailure: (error: unknown) => void;
  #fd: number | undefined;
  #changed = false;
  #failed = false;

  private constructor(fd: number | undefined, resumed: boolean, record: Uint8Array, onFailure: (error: unknown) => void) {
    this.#fd = fd;
    this.resumed = resumed;
    this.#bytes = record;
    this.#floats = new Float64Array(record.buffer, record.byteOffset, checkedBytes / 8);
    this.#checked = record.subarray(0, checkedBytes);
    this.#checksum = new Uint32Array(record.buffer, record.byteOffset + checkedBytes, 1);
    this.#onFailure = onFailure;
  }

  /**
   * Makes a file of our own at `path`, in place of what is there.
   *
   * @param owner the allocation directory, for {@link ownerOf}
   * @throws what the file system throws; no file is left then
   */
  static create(path: string, owner: string, onFailure: (error: unknown) => void): LogStateFile {
    unlinkIfThere(path);
    const fd = openSync(path, constants.O_RDWR | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW, 0o600);
    try {
      const file = new LogStateFile(fd, false, new Uint8Array(recordBytes), onFailure);
      // Takes all of its space now.
      const content = Buffer.concat([new Uint8Array(ownerAt), Buffer.from(owner)]);
      file.#seal();
      for (const slot of [0, slotBytes]) content.set(file.#bytes, slot);
      if (writeSync(fd, content, 0, content.length, 0) !== content.length) throw new Error("no space left on device");
      return file;
    } catch (error) {
      closeSync(fd);
      unlinkIfThere(path);
      throw error;
    }
  }

  /** Opens the file that an earlier plugin left; undefined when there is none or it is not one of ours. */
  static reopen(path: string, onFailure: (error: unknown) => void): LogStateFile | undefined {
    const fd = openOwn(path, constants.O_RDWR);
    if (fd === undefined) return undefined;
    const record = newestRecord(fd);
    if (record !== undefined) return new LogStateFile(fd, true, record, onFailure);
    closeSync(fd);
    return undefined;
  }

  /** Numbers in memory only, for when no file can be written. */
  static volatile(): LogStateFile {
    return new LogStateFile(undefined, false, new Uint8Array(recordBytes), () => undefined);
  }

  read(index: NumberIndex): number {
    return this.#floats[field.numbers + index] ?? 0;
  }

  /** Changes one number, which the next {@link flush} or {@link replace} writes. */
  change(index: NumberIndex, value: number): void {
    this.#floats[field.numbers + index] = value;
    this.#changed = true;
  }

  /** Writes what {@link change} changed. */
  flush(): void {
    if (this.#changed) this.#write();
  }

  /** Changes all three at once and writes them, unless nothing changed. */
  replace(first: number, second: number, third: number): void {
    const same = this.read(0) === first && this.read(1) === second && this.read(2) === third;
    this.#floats[field.numbers] = first;
    this.#floats[field.numbers + 1] = second;
    this.#floats[field.numbers + 2] = third;
    if (this.#changed || !same) this.#write();
  }

  /** Who holds the task's FIFOs: one process, and a second one while the plugin replaces it. */
  get keepers(): readonly [ProcessIdentity, ProcessIdentity] {
    return [this.#keeper(0), this.#keeper(1)];
  }

  setKeeper(place: 0 | 1, { pid, startTime }: ProcessIdentity): void {
    this.#floats[field.keepers[place]] = pid;
    this.#floats[field.keepers[place] + 1] = startTime;
    this.#write();
  }

  /** Flushes and closes the file; the numbers can still be read. */
  close(): void {
    if (this.#fd === undefined) return;
    this.flush();
    closeSync(this.#fd);
    this.#fd = undefined;
  }

  #keeper(place: 0 | 1): ProcessIdentity {
    const at = field.keepers[place];
    return { pid: this.#floats[at] ?? 0, startTime: this.#floats[at + 1] ?? 0 };
  }

  #write(): void {
    this.#changed = false;
    if (this.#fd === undefined) return;
    const sequence = this.#seal();
    try {
      const written = writeSync(this.#fd, this.#bytes, 0, recordBytes, (sequence % 2) * slotBytes);
      if (written !== recordBytes) throw new Error(`${written} of ${recordBytes} bytes were written`);
    } catch (error) {
      // The next change tries the same slot again: the other one has the last whole record.
      this.#floats[field.sequence] = sequence - 1;
      if (!this.#failed) this.#onFailure(error);
      this.#failed = true;
    }
  }

  #seal(): number {
    const sequence = (this.#floats[field.sequence] ?? 0) + 1;
    this.#floats[field.sequence] = sequence;
    this.#floats[field.magic] = magic;
    this.#checksum[0] = Bun.hash.crc32(this.#checked);
    return sequence;
  }
}

/** The allocation directory of the file at `path`; undefined when it is not one of ours or names none. */
export function ownerOf(path: string): string | undefined {
  const fd = openOwn(path, constants.O_RDONLY);
  if (fd === undefined) return undefined;
  try {
    if (newestRecord(fd) === undefined) return undefined;
    const bytes = Buffer.alloc(longestOwner);
    return bytes.toString("utf8", 0, readSync(fd, bytes, 0, longestOwner, ownerAt)) || undefined;
  } finally {
    closeSync(fd);
  }
}

/** Opens a regular file that is ours, has one name and both slots; undefined when it is something else. */
function openOwn(path: string, access: number): number | undefined {
  let fd: number;
  try {
    fd = openSync(path, access | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch {
    return undefined;
  }
  const facts = fstatSync(fd);
  if (facts.isFile() && facts.uid === process.geteuid?.() && facts.nlink === 1 && facts.size >= ownerAt) return fd;
  closeSync(fd);
  return undefined;
}

function newestRecord(fd: number): Uint8Array | undefined {
  let newest: Uint8Array | undefined;
  let highest = 0;
  for (const slot of [0, slotBytes]) {
    const bytes = new Uint8Array(recordBytes);
    if (readSync(fd, bytes, 0, recordBytes, slot) !== recordBytes) continue;
    const view = new DataView(bytes.buffer);
    const [sequence, kind] = [view.getFloat64(field.sequence * 8, true), view.getFloat64(field.magic * 8, true)];
    if (kind !== magic || view.getUint32(checkedBytes, true) !== checksumOf(bytes) || !(sequence > highest)) continue;
    [newest, highest] = [bytes, sequence];
  }
  return newest;
}

function checksumOf(record: Uint8Array): number {
  return Bun.hash.crc32(record.subarray(0, checkedBytes));
}

function unlinkIfThere(path: string): void {
  if (lstatSync(path, { throwIfNoEntry: false }) !== undefined) unlinkSync(path);
}
