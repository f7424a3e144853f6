/** Numbers of the wire: never NaN, never beyond what a number holds exactly. */

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

/** For a field of type int64: whole and within ±(2⁵³ − 1). */
export function toInt64(value: number): number {
  return integerFromWire(value);
}

/** For a field of type uint64: whole and from 0 to 2⁵³ − 1. */
export function toUint64(value: number): number {
  return Math.max(0, integerFromWire(value));
}

/** For a field of type int32: whole and within its bounds. */
export function toInt32(value: number): number {
  return Math.max(-(2 ** 31), Math.min(2 ** 31 - 1, integerFromWire(value)));
}
