/**
 * The buffers that all log pumps of a plugin share. A pump works synchronously; when its reader is slow it gives the
 * buffers up and reads the chunk again later, so the plugin's memory does not grow with the number of tasks.
 */
import { readSync } from "node:fs";
import { DecodedLog, decodeK8sLog, keepK8sLog, type LogPart } from "../../codec/k8s-log.ts";
import type { OutputStream } from "../../core/output.ts";

/** Bytes read at once. More than a pipe takes at once is no use, less costs system calls. */
export const chunkBytes = 512 * 1024;
/** Bytes read at once where a single line is longer. Memory that is not read into costs nothing. */
export const longestChunkBytes = 2 * 1024 * 1024;

export class ChunkBuffer {
  #input: Buffer | undefined;
  #stderr: Buffer | undefined;
  #owner: object | undefined;
  #full = false;
  #rest = 0;
  readonly #decoded = new DecodedLog();

  /**
   * A part of the log for `owner`: at most `bytes` of it, decoded unless `raw`.
   * `consumed` 0 means that there is nothing whole to deliver. The result is valid until the next call.
   */
  load(owner: object, fd: number, bytes: number, part: LogPart, raw: boolean): Readonly<DecodedLog> {
    const input = this.#input ?? Buffer.allocUnsafeSlow(longestChunkBytes);
    const stderr = this.#stderr ?? Buffer.allocUnsafeSlow(longestChunkBytes);
    this.#input = input;
    this.#stderr = stderr;
    this.#owner = owner;
    const length = readSync(fd, input, 0, bytes, part.offset);
    this.#full = length === bytes;
    const decode = (atEnd: boolean) =>
      raw
        ? keepK8sLog(input, length, atEnd, this.#decoded)
        : decodeK8sLog(input, length, stderr, { ...part, atEnd }, this.#decoded);
    decode(false);
    // No line of conmon's is as long as the buffer, but whatever else is there must not stop the log for good.
    if (this.#decoded.consumed === 0 && length > 0 && (part.atEnd || this.#full)) decode(true);
    this.#rest = length - this.#decoded.consumed;
    return this.#decoded;
  }

  /** What the last {@link load} found, unless another owner called it since. */
  again(owner: object): Readonly<DecodedLog> | undefined {
    return this.#owner === owner ? this.#decoded : undefined;
  }

  /** Whether the last {@link load} read as much as it was to, so that there may be more. */
  get full(): boolean {
    return this.#full;
  }

  /** Bytes of the last {@link load} after the last whole line. */
  get rest(): number {
    return this.#rest;
  }

  /** Payload of the last {@link load}; valid until the next one. */
  payload(stream: OutputStream): Uint8Array {
    const buffer = stream === "stdout" ? this.#input : this.#stderr;
    return (buffer ?? new Uint8Array()).subarray(0, this.#decoded.length[stream]);
  }

  /** Gives the memory back when no task is left. */
  release(): void {
    this.#input = undefined;
    this.#stderr = undefined;
    this.#owner = undefined;
  }
}
