import { DriverError } from "../core/errors.ts";

/** Bytes of a frame's head: stream, three zeros, length (big-endian). */
const headLength = 8;

/** Podman reads from conmon in 8 KiB pieces; what is far above that is no frame. */
const longestFrame = 16 * 1024 * 1024;

/** Called with a view of the chunk that was pushed: valid only until the call returns. */
export type FrameSink = (stream: "stdout" | "stderr", payload: Uint8Array) => void;

/**
 * Incremental decoder of the framed output of attach, exec and logs (Docker's multiplexed stream). It holds at most the
 * eight bytes of a head between chunks; payloads are handed on as views, without a copy, in as many pieces as they come.
 */
export class AttachFrames {
  readonly #head = new Uint8Array(headLength);
  readonly #view = new DataView(this.#head.buffer);
  #headFilled = 0;
  #remaining = 0;
  #stream: "stdout" | "stderr" = "stdout";

  /** True between frames: the connection may end here without a loss. */
  get atBoundary(): boolean {
    return this.#headFilled === 0 && this.#remaining === 0;
  }

  /** @throws DriverError `badReply` when the bytes are no frames. */
  push(chunk: Uint8Array, sink: FrameSink): void {
    let offset = 0;
    while (offset < chunk.length) {
      if (this.#remaining > 0) {
        const end = Math.min(chunk.length, offset + this.#remaining);
        this.#remaining -= end - offset;
        sink(this.#stream, chunk.subarray(offset, end));
        offset = end;
      } else {
        offset += this.#fillHead(chunk, offset);
      }
    }
  }

  #fillHead(chunk: Uint8Array, offset: number): number {
    const taken = Math.min(headLength - this.#headFilled, chunk.length - offset);
    this.#head.set(chunk.subarray(offset, offset + taken), this.#headFilled);
    this.#headFilled += taken;
    if (this.#headFilled === headLength) {
      this.#headFilled = 0;
      const kind = this.#head[0] ?? 255;
      const length = this.#view.getUint32(4);
      if (kind > 2 || length > longestFrame) {
        throw new DriverError("badReply", `Podman's output stream is broken: a frame of kind ${kind} with ${length} bytes`);
      }
      this.#stream = kind === 2 ? "stderr" : "stdout";
      this.#remaining = length;
    }
    return taken;
  }
}
