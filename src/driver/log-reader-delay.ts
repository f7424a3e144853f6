/** How long to wait for a reader that lags: short while it takes much at a time, longer while it takes little. */

const shortestMilliseconds = 1;
const longestMilliseconds = 500;
/** A reader that took this much since the last wait is worth waking up for at once. */
const worthwhileBytes = 64 * 1024;

export class ReaderDelay {
  #milliseconds = shortestMilliseconds;
  #taken = 0;

  /** Counts what the reader took. */
  took(bytes: number): void {
    this.#taken += bytes;
  }

  /** Milliseconds until the next attempt. */
  next(): number {
    const factor = this.#taken >= worthwhileBytes ? 0.5 : 2;
    this.#milliseconds = Math.min(longestMilliseconds, Math.max(shortestMilliseconds, this.#milliseconds * factor));
    // After a long stop the reader comes back with an empty pipe to fill: be quick at once.
    if (this.#taken >= worthwhileBytes * 4) this.#milliseconds = shortestMilliseconds;
    this.#taken = 0;
    return this.#milliseconds;
  }
}
