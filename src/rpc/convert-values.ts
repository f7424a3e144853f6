/**
 * Numbers, times and texts of the wire. Numbers are never NaN, and never beyond what a number holds exactly.
 */
import { printable } from "../core/printable.ts";
import type { google } from "./gen/protocol.js";

type Wire = number | null | undefined;

/** A 64-bit integer of a message; beyond ±(2⁵³ − 1) it is that bound. */
export function integerFromWire(value: Wire): number {
  if (value === null || value === undefined || Number.isNaN(value)) return 0;
  return Math.trunc(Math.max(Number.MIN_SAFE_INTEGER, Math.min(Number.MAX_SAFE_INTEGER, value)));
}

/** A double of a message; what is not finite is 0. */
export function doubleFromWire(value: Wire): number {
  return value === null || value === undefined || !Number.isFinite(value) ? 0 : value;
}

/** For a field of type uint64: whole and from 0 to 2⁵³ − 1. */
export function toUint64(value: number): number {
  return Math.max(0, integerFromWire(value));
}

/** For a field of type int32: whole and within its bounds. */
export function toInt32(value: number): number {
  return Math.max(-(2 ** 31), Math.min(2 ** 31 - 1, integerFromWire(value)));
}

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

/**
 * Text that Nomad's command line shows in a table: there a `|` ends the column, and what follows it on the same line is
 * shown as further columns or not at all (ryanuber/columnize). A broken bar takes its place. It is one line without control
 * characters, since events quote registries and tasks.
 */
export function columnText(text: string): string {
  return printable(text).replaceAll("|", "¦");
}
