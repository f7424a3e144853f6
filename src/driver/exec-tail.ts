/** Keeps the last bytes of a stream. */
export class Tail {
  readonly #buffer: Uint8Array;
  #length = 0;
  #next = 0;

  /** @param limit bytes that are kept */
  constructor(limit: number) {
    this.#buffer = new Uint8Array(limit);
  }

  push(chunk: Uint8Array): void {
    const limit = this.#buffer.length;
    const kept = chunk.length > limit ? chunk.subarray(chunk.length - limit) : chunk;
    const first = Math.min(kept.length, limit - this.#next);
    this.#buffer.set(kept.subarray(0, first), this.#next);
    this.#buffer.set(kept.subarray(first), 0);
    this.#next = (this.#next + kept.length) % limit;
    this.#length = Math.min(limit, this.#length + kept.length);
  }

  bytes(): Uint8Array {
    if (this.#length < this.#buffer.length) return this.#buffer.slice(0, this.#length);
    return Buffer.concat([this.#buffer.subarray(this.#next), this.#buffer.subarray(0, this.#next)]);
  }
}
