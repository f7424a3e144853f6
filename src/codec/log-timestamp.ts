/** The timestamp that Podman's log stream puts before each line with `timestamps=true`. */
export interface LogTimestamp {
  /** Since the epoch. */
  readonly seconds: number;
  readonly nanoseconds: number;
  /** Bytes of the timestamp and the space after it. */
  readonly length: number;
}

/** Longest timestamp of RFC 3339 with nanoseconds and a space. */
export const longestLogTimestamp = 36;

const wholeTimestamp = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?(Z|[+-]\d\d:\d\d) /;

/** The timestamp at the start of `chunk`; undefined when there is none. */
export function parseLogTimestamp(chunk: Uint8Array): LogTimestamp | undefined {
  const first = chunk[0] ?? 0;
  if (first < 48 || first > 57) return undefined;
  const text = latin1(chunk);
  const match = wholeTimestamp.exec(text);
  if (match === null) return undefined;
  const seconds = Date.parse(`${match[1]}${match[3]}`) / 1000;
  if (!Number.isFinite(seconds)) return undefined;
  return { seconds, nanoseconds: Number((match[2] ?? "").padEnd(9, "0")), length: match[0].length };
}

/** True for a chunk that may be the first part of a timestamp. */
export function mayStartTimestamp(chunk: Uint8Array): boolean {
  if (chunk.length >= longestLogTimestamp) return false;
  return /^\d{1,4}(-[\dT:.+-]*)?$/.test(latin1(chunk));
}

function latin1(chunk: Uint8Array): string {
  return Buffer.from(chunk.buffer, chunk.byteOffset, Math.min(chunk.length, longestLogTimestamp)).toString("latin1");
}
