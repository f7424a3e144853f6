/**
 * A bounded queue from callbacks to one `for await` consumer. When it is full the oldest value is dropped:
 * its users carry states (fingerprints, events, samples) where the newest matters and memory must stay bounded.
 */
export class AsyncQueue<T> implements AsyncIterable<T> {
  readonly #limit: number;
  readonly #values: T[] = [];
  #wake: (() => void) | undefined;
  #ended = false;

  constructor(limit: number) {
    this.#limit = limit;
  }

  push(value: T): void {
    if (this.#ended) return;
    if (this.#values.length >= this.#limit) this.#values.shift();
    this.#values.push(value);
    this.#wake?.();
  }

  /** Ends the iteration once what is queued has been consumed. */
  end(): void {
    this.#ended = true;
    this.#wake?.();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<T, void, undefined> {
    for (;;) {
      while (this.#values.length > 0) yield this.#values.shift() as T;
      if (this.#ended) return;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
      this.#wake = undefined;
    }
  }
}
