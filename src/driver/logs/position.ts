import type { OutputStream } from "../../core/output.ts";
import type { LogStateFile, NumberIndex } from "./position-file.ts";

const offsetIndex: NumberIndex = 0;
const deliveredIndex: Readonly<Record<OutputStream, NumberIndex>> = { stdout: 1, stderr: 2 };

/** How far a log file is delivered. Its three numbers: offset in the file, and delivered bytes of stdout and of stderr after it. */
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

  /** Counts bytes of payload as delivered; the next {@link note} or {@link moveTo} writes it. */
  deliver(stream: OutputStream, bytes: number): void {
    this.#file.change(deliveredIndex[stream], this.delivered(stream) + bytes);
  }

  /** Writes what {@link deliver} counted. */
  note(): void {
    this.#file.flush();
  }

  /** Moves on and writes it: everything before `offset` is delivered, and that much payload of each stream after it. */
  moveTo(offset: number, stdout = 0, stderr = 0): void {
    this.#file.replace(offset, stdout, stderr);
  }
}

/**
 * The last delivered line of Podman's log stream. Its three numbers: seconds and nanoseconds of its timestamp, and how many
 * delivered lines have that timestamp.
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
