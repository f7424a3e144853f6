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

const wholeText = /^([0-9]*\.?[0-9]+(ns|us|µs|μs|ms|s|m|h))+$/;
const onePart = /([0-9]*\.?[0-9]+)(ns|us|µs|μs|ms|s|m|h)/g;

/**
 * Milliseconds of a duration in the notation of Go's time.ParseDuration (`300ms`, `1h30m`, `0`).
 *
 * @throws DriverError `invalidConfig` that names the value and gives an example.
 */
export function parseDuration(text: string): number {
  if (text === "0") return 0;
  if (!wholeText.test(text)) {
    throw new DriverError(
      "invalidConfig",
      `"${text}" is not a duration: write a number with a unit (ns, us, ms, s, m, h), such as "30s" or "1h30m"`,
    );
  }
  let total = 0;
  for (const [, amount, unit] of text.matchAll(onePart)) total += Number(amount) * (unitMilliseconds[unit ?? ""] ?? 0);
  return total;
}
