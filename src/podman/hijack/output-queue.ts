import type { DriverError } from "../../core/errors.ts";
import type { LogChunk } from "../../core/output.ts";

/** Bytes that are held before the source is paused, and below which it is resumed. */
const highWater = 512 * 1024;
const lowWater = 128 * 1024;

/** What the queue asks of its source. */
export interface FlowControl {
  full(): void;
  empty(): void;
}

/** Output between a socket's callbacks and one `for await` consumer, with back-pressure on the socket. */
export class OutputQueue implements AsyncIterable<LogChunk> {
  readonly #flow: FlowControl;
  #chunks: LogChunk[] = [];
  #bytes = 0;
  #paused = false;
  #ended = false;
  #error: DriverError | undefined;
  #wake: (() => void) | undefined;

  constructor(flow: FlowControl) {
    this.#flow = flow;
  }

  push(chunk: LogChunk): void {
    if (this.#ended) return;
    this.#chunks.push(chunk);
    this.#bytes += chunk.data.length;
    if (!this.#paused && this.#bytes > highWater) {
      this.#paused = true;
      this.#flow.full();
    }
    this.#wake?.();
  }

  /** Ends the iteration after what is queued, with the error if there is one. */
  end(error?: DriverError): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#error = error;
    this.#wake?.();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<LogChunk, void, undefined> {
    for (;;) {
      // Whole batches: shifting thousands of chunks off an array one by one would move the rest each time.
      const batch = this.#chunks;
      this.#chunks = [];
      for (const chunk of batch) {
        yield chunk;
        this.#bytes -= chunk.data.length;
        this.#resumeWhenLow();
      }
      if (this.#chunks.length > 0) continue;
      if (this.#ended) break;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
      this.#wake = undefined;
    }
    if (this.#error !== undefined) throw this.#error;
  }

  #resumeWhenLow(): void {
    if (!this.#paused || this.#bytes > lowWater) return;
    this.#paused = false;
    this.#flow.empty();
  }
}
