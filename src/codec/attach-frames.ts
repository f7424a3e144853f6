import { DriverError } from "../core/errors.ts";

/** Bytes of a frame's head: stream, three zeros, length (big-endian). */
const headLength = 8;

/** First byte of a head. Podman's own clients take 3 for an error of the service (bindings/containers/attach.go). */
const kinds = { stdin: 0, stdout: 1, stderr: 2, error: 3 } as const;

/** What is kept of Podman's text in an error frame, in bytes. */
const longestError = 4096;

/** Called with a view of the chunk that was pushed: valid only as long as that chunk is. */
export type FrameSink = (stream: "stdout" | "stderr", payload: Uint8Array) => void;

/**
 * Incremental decoder of the framed output of attach, exec and logs (Docker's multiplexed stream). It holds at most the
 * eight bytes of a head between chunks; payloads are handed on as views, without a copy, in as many pieces as they come,
 * so memory does not depend on the length that a head claims.
 */
export class AttachFrames {
  readonly #what: string;
  readonly #head = new Uint8Array(headLength);
  readonly #view = new DataView(this.#head.buffer);
  #headFilled = 0;
  #remaining = 0;
  #kind: number = kinds.stdout;
  #error: number[] = [];

  /** @param what the call, for messages */
  constructor(what: string) {
    this.#what = what;
  }

  /** True between frames: the connection may end here without a loss. */
  get atBoundary(): boolean {
    return this.#headFilled === 0 && this.#remaining === 0;
  }

  /** @throws DriverError `badReply` when the bytes are no frames, `podmanFailed` with Podman's text for an error frame. */
  push(chunk: Uint8Array, sink: FrameSink): void {
    let offset = 0;
    while (offset < chunk.length) {
      if (this.#remaining === 0) {
        offset += this.#fillHead(chunk, offset);
        continue;
      }
      const payload = chunk.subarray(offset, offset + this.#remaining);
      this.#remaining -= payload.length;
      offset += payload.length;
      if (this.#kind === kinds.error) this.#keepError(payload);
      else if (this.#kind !== kinds.stdin) sink(this.#kind === kinds.stderr ? "stderr" : "stdout", payload);
    }
  }

  #fillHead(chunk: Uint8Array, offset: number): number {
    const taken = Math.min(headLength - this.#headFilled, chunk.length - offset);
    this.#head.set(chunk.subarray(offset, offset + taken), this.#headFilled);
    this.#headFilled += taken;
    if (this.#headFilled < headLength) return taken;
    this.#headFilled = 0;
    const word = this.#view.getUint32(0);
    if ((word & 0xffffff) !== 0 || word >>> 24 > kinds.error) {
      const text = `Podman: ${this.#what}: unexpected response: a frame begins with 0x${this.#head.toHex()}`;
      throw new DriverError("badReply", text);
    }
    this.#kind = word >>> 24;
    this.#remaining = this.#view.getUint32(4);
    if (this.#kind === kinds.error && this.#remaining === 0) this.#keepError(new Uint8Array(0));
    return taken;
  }

  #keepError(payload: Uint8Array): void {
    this.#error.push(...payload.subarray(0, longestError - this.#error.length));
    if (this.#remaining > 0) return;
    const text = new TextDecoder().decode(Uint8Array.from(this.#error)).replace(/\s+/g, " ").trim();
    throw new DriverError("podmanFailed", `Podman: ${this.#what}: ${text === "" ? "it gave no reason" : text}`);
  }
}
