/** Cuts what is delivered where lines end: a write that a kill makes the next plugin repeat then tears no line. */

const newline = 10;

/**
 * Where a write of payload that begins at `from` ends, `end` at the latest. A pipe has `room` for so many bytes now, and for
 * `capacity` when it is empty. Answers `from` when it is better to wait until there is more room.
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
