import type { OutputStream } from "../../core/output.ts";
import type { LogStateFile, NumberIndex } from "./position-file.ts";

const offsetIndex: NumberIndex = 0;
const deliveredIndex: Readonly<Record<OutputStream, NumberIndex>> = { stdout: 1, stderr: 2 };

/** How far a log file is delivered: everything before `offset`, and of what follows so many bytes of each stream. */
export class LogPosition {
  readonly #file: LogStateFile;

  constructor(file: LogStateFile) {
    this.#file = file;
  }

  /** Bytes of the log file. */
  get offset(): number {
    return this.#file.read(offsetIndex);
  }

  /** Bytes of a stream's payload after {@link offset} that are delivered already. */
  delivered(stream: OutputStream): number {
    return this.#file.read(deliveredIndex[stream]);
  }

  /** Counts bytes of payload as delivered; noted by {@link note} or {@link moveTo}, whichever comes first. */
  deliver(stream: OutputStream, bytes: number): void {
    this.#file.change(deliveredIndex[stream], this.delivered(stream) + bytes);
  }

  /** Notes what was delivered. To be called before anything else is. */
  note(): void {
    this.#file.flush();
  }

  /** Moves on: everything before `offset` is delivered, and so many bytes of each stream's payload after it. */
  moveTo(offset: number, stdout = 0, stderr = 0): void {
    this.#file.replace(offset, stdout, stderr);
  }
}

/**
 * The last line of Podman's log stream that is delivered: its timestamp, and how many lines of that same timestamp are.
 * Podman 4.3 rounds timestamps to seconds, later ones give nanoseconds; counting makes both exact.
 */
export class FollowPosition {
  readonly #file: LogStateFile;

  constructor(file: LogStateFile) {
    this.#file = file;
  }

  get seconds(): number {
    return this.#file.read(0);
  }

  get nanoseconds(): number {
    return this.#file.read(1);
  }

  /** Lines delivered that carry the timestamp. */
  get lines(): number {
    return this.#file.read(2);
  }

  /** Counts one more line as delivered. */
  deliver(seconds: number, nanoseconds: number): void {
    const same = seconds === this.seconds && nanoseconds === this.nanoseconds;
    this.#file.replace(seconds, nanoseconds, same ? this.lines + 1 : 1);
  }
}
