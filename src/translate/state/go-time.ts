/** Seconds between Go's zero time (year 1) and the Unix epoch. */
const epochSeconds = 62_135_596_800n;
const nanosecondsPerMillisecond = 1_000_000;
/** Versions of time.Time's MarshalBinary: 2 has one more byte, seconds of the zone's offset. */
const length = 15;
const versions: ReadonlySet<number> = new Set([1, 2]);
const utc = -1;

/** The bytes of Go's `time.Time.MarshalBinary` for a moment in UTC. */
export function goTime(moment: Date): Uint8Array {
  const milliseconds = moment.getTime();
  const seconds = Math.floor(milliseconds / 1000);
  const bytes = new Uint8Array(length);
  const view = new DataView(bytes.buffer);
  view.setUint8(0, 1);
  view.setBigInt64(1, BigInt(seconds) + epochSeconds);
  view.setInt32(9, (milliseconds - seconds * 1000) * nanosecondsPerMillisecond);
  view.setInt16(13, utc);
  return bytes;
}

/**
 * The moment in such bytes, to the millisecond; undefined for anything else. Bytes that happen to be UTF-8, as those of a
 * zone east of Greenwich can be, come out of the decoder as a text.
 */
export function parseGoTime(value: unknown): Date | undefined {
  const bytes = typeof value === "string" ? new TextEncoder().encode(value) : value;
  if (!(bytes instanceof Uint8Array) || bytes.length < length) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (!versions.has(view.getUint8(0))) return undefined;
  const seconds = Number(view.getBigInt64(1) - epochSeconds);
  const moment = new Date(seconds * 1000 + Math.floor(view.getInt32(9) / nanosecondsPerMillisecond));
  return Number.isNaN(moment.getTime()) ? undefined : moment;
}
