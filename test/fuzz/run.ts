import fc from "fast-check";
import type { Target } from "./target.ts";

/** How one target fared. */
export interface Outcome {
  readonly target: string;
  readonly cases: number;
  readonly seconds: number;
  /** Milliseconds of the slowest case. */
  readonly slowest: number;
  /** That case, shortened. */
  readonly slowestCase: string;
  /** Of a case that failed, with the seed and path that make it again; undefined when none did. */
  readonly failure: string | undefined;
}

/** Runs the checks of a target on so many cases, and times each. */
export async function fuzz(target: Target, cases: number, seed: number): Promise<Outcome> {
  let slowest = 0;
  let slowestCase: unknown;
  let ran = 0;
  const begun = performance.now();
  const timed = (value: unknown, from: number) => {
    const taken = performance.now() - from;
    ran += 1;
    if (taken > slowest) [slowest, slowestCase] = [taken, value];
  };
  const property = fc.asyncProperty(target.cases, async (value) => {
    const from = performance.now();
    // Only what is asynchronous is waited for: a turn of the loop costs more than most cases.
    const checking = target.check(value);
    if (checking instanceof Promise) await checking;
    timed(value, from);
  });
  const numRuns = Math.max(1, Math.round(cases * (target.share ?? 1)));
  const details = await fc.check(property, { numRuns, seed, endOnFailure: false, verbose: 0 });
  await target.close?.();
  const seconds = (performance.now() - begun) / 1_000;
  const failure = details.failed ? `${reasonOf(details.errorInstance)}\n${fc.defaultReportMessage(details)}` : undefined;
  return { target: target.name, cases: ran, seconds, slowest, slowestCase: shortened(slowestCase), failure };
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

function shortened(value: unknown): string {
  const text = fc.stringify(value);
  return text.length > 200 ? `${text.slice(0, 200)}… (${text.length} characters)` : text;
}
