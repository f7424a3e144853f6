/** Keeps the last bytes of a stream in constant memory. */
export class OutputTail {
  readonly #limit: number;
  #bytes: Uint8Array<ArrayBuffer> = new Uint8Array(0);
  /** Where the next byte goes once the ring is full. */
  #next = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Copies what it keeps: the chunk may be a view. */
  push(chunk: Uint8Array): void {
    let rest = chunk.length > this.#limit ? chunk.subarray(chunk.length - this.#limit) : chunk;
    const room = this.#limit - this.#bytes.length;
    if (room > 0 && rest.length > 0) {
      const grown = new Uint8Array(Math.min(this.#limit, this.#bytes.length + rest.length));
      grown.set(this.#bytes);
      grown.set(rest.subarray(0, room), this.#bytes.length);
      this.#bytes = grown;
      rest = rest.subarray(room);
    }
    while (rest.length > 0) {
      const part = rest.subarray(0, this.#limit - this.#next);
      this.#bytes.set(part, this.#next);
      this.#next = (this.#next + part.length) % this.#limit;
      rest = rest.subarray(part.length);
    }
  }

  /** What is kept, oldest first. */
  bytes(): Uint8Array {
    return Buffer.concat([this.#bytes.subarray(this.#next), this.#bytes.subarray(0, this.#next)]);
  }
}
