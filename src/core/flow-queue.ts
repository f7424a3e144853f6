/** Who produces the values: it is asked to wait while the consumer is behind. */
export interface FlowSource {
  pause(): unknown;
  resume(): unknown;
}

/** Bytes that may wait before the source is paused, and how few are left when it is resumed. */
export interface FlowLimits {
  readonly pauseAt: number;
  readonly resumeAt: number;
}

/** Values from callbacks to one `for await` consumer, none lost, with back-pressure on their source. */
export class FlowQueue<T> implements AsyncIterable<T> {
  readonly #limits: FlowLimits;
  readonly #bytesOf: (value: T) => number;
  readonly #source: FlowSource;
  #values: T[] = [];
  #bytes = 0;
  #paused = false;
  #ended = false;
  #error: Error | undefined;
  #wake: (() => void) | undefined;

  constructor(limits: FlowLimits, bytesOf: (value: T) => number, source: FlowSource) {
    this.#limits = limits;
    this.#bytesOf = bytesOf;
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

  push(value: T): void {
    if (this.#ended) return;
    this.#values.push(value);
    this.#bytes += this.#bytesOf(value);
    if (!this.#paused && this.#bytes >= this.#limits.pauseAt) {
      this.#paused = true;
      this.#source.pause();
    }
    this.#wake?.();
  }

  /** Ends the iteration after what is queued, with the error if there is one. */
  end(error?: Error): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#error = error;
    this.#wake?.();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<T, void, undefined> {
    for (;;) {
      // Whole batches: shifting thousands of values off an array one by one would move the rest each time.
      const batch = this.#values;
      this.#values = [];
      for (const value of batch) {
        yield value;
        this.#bytes -= this.#bytesOf(value);
        this.#resumeWhenLow();
      }
      if (this.#values.length > 0) continue;
      if (this.#ended) break;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
      this.#wake = undefined;
    }
    if (this.#error !== undefined) throw this.#error;
  }

  #resumeWhenLow(): void {
    if (!this.#paused || this.#bytes > this.#limits.resumeAt) return;
    this.#paused = false;
    this.#source.resume();
  }
}
