/**
 * Keeps lines whole across a kill. A plugin that is killed within a write repeats that write when it is recovered: as long
 * as each write begins and ends with a line, nobody sees a torn one.
 */

const newline = 10;
/** The end of a growing line is waited for during this many checks, some 5 ms apart; one that does not grow, during one. */
const longestHold = 20;

/**
 * Where a write of payload that begins at `from` ends, `end` at the latest. A pipe has `room` for so many bytes now, and for
 * `capacity` when it is empty. Returns `from` when it is better to wait until there is more room.
 */
export function endOfWrite(payload: Uint8Array, from: number, end: number, room: number, capacity: number): number {
  // The rest of a line that the reader took in parts goes first, alone.
  if (from > 0 && payload[from - 1] !== newline) {
    const lineEnd = payload.indexOf(newline, from);
    return Math.min(from + room, lineEnd === -1 || lineEnd >= end ? end : lineEnd + 1);
  }
  if (from + room >= end) return end;
  if (room === 0) return from;
  const lastNewline = payload.lastIndexOf(newline, from + room - 1);
  if (lastNewline >= from) return lastNewline + 1;
  // A line that is longer than any pipe cannot come in one piece.
  return room === capacity ? from + room : from;
}

/** Decides how long the beginning of a line waits for its end. */
export class LineHold {
  #at = -1;
  #bytes = 0;
  #checks = 0;

  /** Whether to wait for the rest of the line that begins at `at` in the log and has `bytes` of payload by now. */
  waits(at: number, bytes: number): boolean {
    const grows = at !== this.#at || bytes > this.#bytes;
    this.#checks = at === this.#at ? this.#checks + 1 : 0;
    this.#at = at;
    this.#bytes = bytes;
    return grows && this.#checks < longestHold;
  }
}
