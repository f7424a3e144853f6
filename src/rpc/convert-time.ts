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

/** A Duration of milliseconds; what is finer than a nanosecond is cut off. */
export function durationToWire(milliseconds: number): google.protobuf.IDuration {
  const seconds = Math.trunc(milliseconds / 1_000);
  return { seconds, nanos: Math.round((milliseconds - seconds * 1_000) * 1e6) };
}

/** A Timestamp, to the millisecond. An invalid date is none. */
export function timestampToWire(date: Date | undefined): google.protobuf.ITimestamp | null {
  const milliseconds = date?.getTime() ?? Number.NaN;
  if (Number.isNaN(milliseconds)) return null;
  const seconds = Math.floor(milliseconds / 1_000);
  return { seconds, nanos: (milliseconds - seconds * 1_000) * 1e6 };
}

/** The time of a Timestamp, to the millisecond. */
export function timestampFromWire(timestamp: google.protobuf.ITimestamp | null | undefined): Date | undefined {
  if (timestamp === null || timestamp === undefined) return undefined;
  const date = new Date(integerFromWire(timestamp.seconds) * 1_000 + Math.floor(doubleFromWire(timestamp.nanos) / 1e6));
  return Number.isNaN(date.getTime()) ? undefined : date;
}
