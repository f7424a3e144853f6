/** How long to wait for a reader that lags: short while it takes much at a time, longer while it takes little. */

const shortestMilliseconds = 1;
/** For a reader that takes a little now and then. */
const patientMilliseconds = 8;
/** For one that takes nothing, such as a logmon that is gone. */
const longestMilliseconds = 500;
/** A reader that took this much since the last wait keeps up: less than the smallest pipe holds. */
const worthwhileBytes = 16 * 1024;

export class ReaderDelay {
  #milliseconds = shortestMilliseconds;
  #taken = 0;

  /** Counts what the reader took. */
  took(bytes: number): void {
    this.#taken += bytes;
  }

  /** Milliseconds until the next attempt. */
  next(): number {
    if (this.#taken >= worthwhileBytes) this.#milliseconds = shortestMilliseconds;
    else if (this.#taken > 0) this.#milliseconds = Math.min(this.#milliseconds, patientMilliseconds);
    else this.#milliseconds = Math.min(longestMilliseconds, this.#milliseconds * 2);
    this.#taken = 0;
    return this.#milliseconds;
  }
}
