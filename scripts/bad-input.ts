/** The section of docs/reliability.md about bad input, from docs/fuzz.json. */

/** What `./scripts/fuzz --json` prints. */
export interface FuzzRun {
  readonly date: string;
  readonly seed: number;
  /** `--cases`: shares are rounded. */
  readonly requested: number;
  readonly cases: number;
  readonly seconds: number;
  readonly targets: readonly {
    readonly target: string;
    readonly cases: number;
    /** Milliseconds of the slowest case. */
    readonly slowest: number;
    readonly failure?: string;
  }[];
}

export function badInputSection({ date, seed, requested, cases, seconds, targets }: FuzzRun): string {
  const rows = targets.map(({ target, cases: count, slowest, failure }) => {
    const outcome = failure === undefined ? "held" : `**broken**: ${failure.split("\n", 1)[0]}`;
    return `| ${target} | ${count.toLocaleString("en")} | ${Math.ceil(slowest)} | ${outcome} |`;
  });
  return `## Bad input

Everything that comes from outside is fuzzed: each case is taken, or rejected with one clear line
that has no control character and no secret; none crashes or hangs. \`./scripts/fuzz\` does it with
another seed each time; [fuzz.test.ts](../test/fuzz/fuzz.test.ts) with the same 10,000 cases in
\`./scripts/test\`. The last long run: ${date}, \`./scripts/fuzz --cases ${requested} --seed ${seed}\`,
${cases.toLocaleString("en")} cases in ${Math.round(seconds)} s on two cores that others used as well, to which the slowest cases are due.

| input | cases | slowest, ms | last run |
| --- | --- | --- | --- |
${rows.join("\n")}`;
}
