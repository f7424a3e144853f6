import { didYouMean } from "../../config/table/similar.ts";
import { invalidOption } from "../../core/option-error.ts";
import type { ProcessLimit, UnlimitedNumber } from "../../podman/containers/spec-generator.ts";
import { wideNumber } from "./wide-number.ts";

/** Resource limits of setrlimit(2), without RLIMIT_. */
const limitNames = [
  "as",
  "core",
  "cpu",
  "data",
  "fsize",
  "locks",
  "memlock",
  "msgqueue",
  "nice",
  "nofile",
  "nproc",
  "rss",
  "rtprio",
  "rttime",
  "sigpending",
  "stack",
] as const;

const allowed = `write soft[:hard] as whole numbers, -1 for unlimited, such as { nofile = "2048:4096" }`;

/**
 * RLIM_INFINITY, the largest uint64. Podman takes -1 for it only since 5.5.1 (docs/podman-quirks.md#unlimited-ulimit), and a
 * JavaScript number would lose its last digits, which Podman refuses as out of range: so the digits themselves are sent.
 */
const infinity: UnlimitedNumber = wideNumber("18446744073709551615");

/**
 * The `ulimit` option.
 *
 * @throws DriverError `invalidConfig`.
 */
export function processLimits(limits: Readonly<Record<string, string>> | undefined): readonly ProcessLimit[] {
  return Object.entries(limits ?? {}).map(([name, text]) => {
    const option = `ulimit.${name}`;
    const type = name.toLowerCase().replace(/^rlimit_/, "");
    if (!limitNames.some((known) => known === type)) {
      const hint = didYouMean(type, limitNames) || `known are ${limitNames.join(", ")}`;
      throw invalidOption(option, text, `the limit is not known: ${hint}`);
    }
    const [soft = "", hard = soft, ...rest] = text.split(":");
    if (rest.length > 0) throw invalidOption(option, text, allowed);
    return limit(option, text, type, amount(option, text, soft), amount(option, text, hard));
  });
}

function limit(option: string, text: string, type: string, soft: number, hard: number): ProcessLimit {
  if (soft > hard) throw invalidOption(option, text, "the soft limit is above the hard limit");
  return { type, soft: wire(soft), hard: wire(hard) };
}

function wire(amount: number): number | UnlimitedNumber {
  return amount === Number.POSITIVE_INFINITY ? infinity : amount;
}

function amount(option: string, text: string, part: string): number {
  if (part === "-1" || part === "unlimited") return Number.POSITIVE_INFINITY;
  if (!/^\d+$/.test(part) || !Number.isSafeInteger(Number(part))) throw invalidOption(option, text, allowed);
  return Number(part);
}
