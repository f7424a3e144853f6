/** Who produces the bytes: it is asked to wait while the consumer is behind. */
export interface ByteSource {
  pause(): void;
  resume(): void;
}

/**
 * Chunks from callbacks to one `for await` consumer, none lost. Above the limit the source is paused until the consumer
 * has taken everything.
 */
export class ByteQueue implements AsyncIterable<Uint8Array> {
  readonly #limit: number;
  readonly #source: ByteSource;
  readonly #chunks: Uint8Array[] = [];
  #bytes = 0;
  #paused = false;
  #ended = false;
  #wake: (() => void) | undefined;

  /** @param limit bytes that may wait before the source is paused */
  constructor(limit: number, source: ByteSource) {
    this.#limit = limit;
    this.#source = source;
  }

  /** True when {@link end} was called. */
  get ended(): boolean {
    return this.#ended;
  }

  /** True when more came than was taken, and the source waits for it. */
  get behind(): boolean {
    return this.#paused;
  }

  push(chunk: Uint8Array): void {
    if (this.#ended || chunk.length === 0) return;
    this.#chunks.push(chunk);
    this.#bytes += chunk.length;
    if (this.#bytes >= this.#limit && !this.#paused) {
      this.#paused = true;
      this.#source.pause();
    }
    this.#wake?.();
  }

  /** Ends the iteration once what is queued has been consumed. */
  end(): void {
    this.#ended = true;
    this.#wake?.();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array, void, undefined> {
    for (;;) {
      for (let chunk = this.#take(); chunk !== undefined; chunk = this.#take()) yield chunk;
      if (this.#ended) return;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
      this.#wake = undefined;
    }
  }

  #take(): Uint8Array | undefined {
    const chunk = this.#chunks.shift();
    if (chunk !== undefined) {
      this.#bytes -= chunk.length;
      return chunk;
    }
    if (this.#paused) {
      this.#paused = false;
      this.#source.resume();
    }
    return undefined;
  }
}
