/**
 * The buffers that all log pumps of a plugin share. A pump works synchronously; when its reader is slow it gives the
 * buffers up and reads the chunk again later, so the plugin's memory does not grow with the number of tasks.
 */
import { readSync } from "node:fs";
import { type DecodedLog, decodeK8sLog } from "../codec/k8s-log.ts";

/** Bytes that are read at once. More than a pipe takes at once is no use, less costs system calls. */
const chunkBytes = 512 * 1024;

export class LogScratch {
  #input: Buffer | undefined;
  #stderr: Buffer | undefined;
  #owner: object | undefined;
  #offset = -1;
  #full = false;
  readonly #decoded: DecodedLog = { consumed: 0, stdoutLength: 0, stderrLength: 0, malformedLines: 0 };

  /**
   * The log from `offset` on, decoded: what `owner` asked for last is not read twice while nobody else came between.
   * With `atEnd` a last line without a newline counts as one. `consumed` 0 means that there is nothing whole to deliver.
   */
  load(owner: object, fd: number, offset: number, atEnd: boolean): Readonly<DecodedLog> {
    if (this.#owner === owner && this.#offset === offset && this.#decoded.consumed > 0) return this.#decoded;
    this.#input ??= Buffer.allocUnsafeSlow(chunkBytes);
    this.#stderr ??= Buffer.allocUnsafeSlow(chunkBytes);
    this.#owner = owner;
    this.#offset = offset;
    const length = readSync(fd, this.#input, 0, chunkBytes, offset);
    this.#full = length === chunkBytes;
    decodeK8sLog(this.#input, length, this.#stderr, false, this.#decoded);
    // No line of conmon's is as long as the buffer, but whatever else is there must not stop the log for good.
    if (this.#decoded.consumed === 0 && length > 0 && (atEnd || this.#full)) {
      decodeK8sLog(this.#input, length, this.#stderr, true, this.#decoded);
    }
    return this.#decoded;
  }

  /** Whether the last {@link load} read as much as fits, so that there may be more. */
  get full(): boolean {
    return this.#full;
  }

  /** Payload of the last {@link load}; valid until the next one. */
  payload(stream: "stdout" | "stderr"): Uint8Array {
    const buffer = stream === "stdout" ? this.#input : this.#stderr;
    const length = stream === "stdout" ? this.#decoded.stdoutLength : this.#decoded.stderrLength;
    return (buffer ?? new Uint8Array()).subarray(0, length);
  }

  /** Gives the memory back when no task is left. */
  release(): void {
    this.#input = undefined;
    this.#stderr = undefined;
    this.#owner = undefined;
  }
}
