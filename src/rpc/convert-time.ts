import { doubleFromWire, integerFromWire } from "./convert-numbers.ts";
import type { google } from "./gen/protocol.js";

/** The longest time that protobuf's Duration may hold: 10,000 years, in seconds. */
const longestSeconds = 315_576_000_000;

/** Milliseconds of a Duration, with fractions; nothing is 0, and so is what is negative. */
export function durationFromWire(duration: google.protobuf.IDuration | null | undefined): number {
  if (duration === null || duration === undefined) return 0;
  const seconds = Math.min(longestSeconds, integerFromWire(duration.seconds));
  return Math.max(0, seconds * 1_000 + doubleFromWire(duration.nanos) / 1e6);
}

/** A Timestamp, to the millisecond. An invalid date is none. */
export function timestampToWire(date: Date | undefined): google.protobuf.ITimestamp | null {
  const milliseconds = date?.getTime() ?? Number.NaN;
  if (Number.isNaN(milliseconds)) return null;
  const seconds = Math.floor(milliseconds / 1_000);
  return { seconds, nanos: (milliseconds - seconds * 1_000) * 1e6 };
}
