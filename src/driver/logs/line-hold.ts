/**
 * Decides how long the beginning of a line waits for its end. A plugin that is killed within a write repeats that write
 * when it is recovered: as long as each write begins and ends with a line, nobody sees a torn one.
 */

/** A line that grows is waited for at this many looks, some 5 ms apart; one that does not is delivered at the next. */
const patience = 20;

export class LogHold {
  #at = -1;
  #bytes = 0;
  #looks = 0;

  /** Whether to wait for the rest of the line that begins at `at` in the log, and has so many bytes of payload by now. */
  waits(at: number, bytes: number): boolean {
    const grows = at !== this.#at || bytes > this.#bytes;
    this.#looks = at === this.#at ? this.#looks + 1 : 0;
    this.#at = at;
    this.#bytes = bytes;
    return grows && this.#looks < patience;
  }
}
