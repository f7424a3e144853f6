import { DriverError } from "./errors.ts";

const unitMilliseconds: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  μs: 1e-3,
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
};

/** Sticky and unambiguous, so that a text that is almost a duration causes no backtracking. */
const onePart = /(\d+(?:\.\d+)?|\.\d+)(ns|us|µs|μs|ms|s|m|h)/gy;

/** In characters; no sensible duration is longer. */
const longestText = 100;
/** Go's durations, and Podman's, are nanoseconds in 64 bits: some 292 years. */
const longest = 2 ** 63 / 1e6;

/**
 * Milliseconds of a duration in the notation of Go's time.ParseDuration (`300ms`, `1h30m`, `0`).
 *
 * @throws DriverError `invalidConfig` that names the value and gives an example.
 */
export function parseDuration(text: string): number {
  if (text === "0") return 0;
  let total = 0;
  let read = 0;
  for (const [part, amount, unit] of text.slice(0, longestText).matchAll(onePart)) {
    total += Number(amount) * (unitMilliseconds[unit ?? ""] ?? 0);
    read += part.length;
  }
  if (read > 0 && read === text.length && total < longest) return total;
  throw new DriverError(
    "invalidConfig",
    `"${text.slice(0, longestText)}" is not a duration: write a number with a unit (ns, us, ms, s, m, h), such as "30s" or "1h30m"`,
  );
}
