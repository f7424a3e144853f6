/** The runs of scripts/matrix, kept in docs/compatibility.json, and the tables of docs/compatibility.md made from them. */
import { semver } from "bun";
import { type KnownReason, knownReasons, notRunReasons } from "./compatibility-reasons.ts";
import type { TestOutcome } from "./test-results.ts";

/** What is tested, in the order of the tables. */
export const kinds = ["podman", "nomad", "runtime"] as const;

export type Kind = (typeof kinds)[number];

/** What one version was found to do. */
export interface Run {
  readonly of: Kind;
  /** Of a runtime with its name: "crun 1.8.1". */
  readonly version: string;
  /** Day of the run, YYYY-MM-DD. */
  readonly date: string;
  /** The other programs of the run, such as "runc 1.1.5". */
  readonly programs: string;
  readonly suites: Readonly<Record<string, SuiteResult>>;
}

export interface SuiteResult {
  readonly passed: number;
  /** How many of them failed at first, and passed when they were run again alone; absent for none. */
  readonly again?: number;
  readonly failed: readonly NotPassed[];
  readonly skipped: readonly NotPassed[];
}

/** Tests that did not pass for the same reason. */
export interface NotPassed {
  readonly reason: string;
  readonly tests: readonly string[];
}

/** Something that was run by hand. */
export interface ByHand {
  readonly what: string;
  readonly date: string;
  readonly command: string;
  readonly result: string;
}

/** The content of docs/compatibility.json. */
export interface Compatibility {
  readonly runs: readonly Run[];
  readonly byHand: readonly ByHand[];
}

type Suites = Readonly<Record<string, readonly string[]>>;

/** What a Podman's OCI runtime has a part in. */
const runtimeSuites = {
  options: ["test/options/*.podman.test.ts"],
  lifecycle: [
    "test/driver/lifecycle.podman.test.ts",
    "test/driver/start/start-task.podman.test.ts",
    "test/driver/{exits,stop,health}/*.podman.test.ts",
  ],
  exec: ["test/driver/exec/*.podman.test.ts"],
};

/** The files of each suite, as patterns below the repository; a file belongs to the first that has it. */
export const suites: Readonly<Record<Kind, Suites>> = {
  podman: {
    ...runtimeSuites,
    logs: ["test/driver/logs/*.podman.test.ts"],
    images: ["test/driver/images/*.podman.test.ts"],
    recovery: [
      "test/driver/start/recover*.podman.test.ts",
      "test/dialects/recover.podman.test.ts",
      "test/driver/garbage/*.podman.test.ts",
    ],
    errors: ["test/driver/start/{refused,network-refusals}*.podman.test.ts", "test/dialects/messages.podman.test.ts"],
    client: ["test/podman/real/*.podman.test.ts", "test/driver/{stats,services}/*.podman.test.ts"],
  },
  nomad: {
    restarts: ["test/e2e/{agent-faults,agent-restart,lost-state,orphans,pod-restart}.test.ts"],
    networks: ["test/e2e/{group-network,networks}.test.ts"],
    "from the Go driver": ["test/e2e/{switch,go-driver-options}.test.ts"],
    dialects: ["test/e2e/{dialects,docker*}.test.ts"],
    install: ["test/e2e/install.test.ts"],
    "jobs and all else": ["test/e2e/*.test.ts"],
  },
  runtime: runtimeSuites,
};

/** The name of the suite that has the file; undefined when none has. */
export function suiteOf(of: Kind, file: string): string | undefined {
  return Object.entries(suites[of]).find(([, patterns]) => patterns.some((pattern) => new Bun.Glob(pattern).match(file)))?.[0];
}

/** A row of the options that cannot be checked on a node has why at the end of its name (test/options/row-tests.ts). */
const inName = /\(not where (.+)\)$/;

/** Gathers tests that did not pass by their reason; a failed one without a known reason has what it said. */
export function byReason(of: Kind, version: string, outcomes: readonly TestOutcome[]): NotPassed[] {
  const reasons = new Map<string, string[]>();
  for (const { file, name, said } of outcomes) {
    const known = knownReasons.find((each) => applies(each, of, version, name));
    const reason = inName.exec(name)?.[1] ?? known?.reason ?? (said.split("\n")[0] || "unexplained");
    reasons.set(reason, [...(reasons.get(reason) ?? []), `${file}: ${name.replace(inName, "").trim()}`]);
  }
  return [...reasons].map(([reason, tests]) => ({ reason, tests }));
}

function applies({ of, test, runtime, since, before }: KnownReason, runOf: Kind, version: string, name: string): boolean {
  // A runtime is tested under the Podman of the machine, whose version is not the run's.
  const isOfRun = of === runOf || (of === "podman" && runOf === "runtime" && since === undefined && before === undefined);
  return (
    isOfRun &&
    name.includes(test) &&
    (runtime === undefined || version.startsWith(`${runtime} `)) &&
    (since === undefined || semver.order(version, since) >= 0) &&
    (before === undefined || semver.order(version, before) < 0)
  );
}

/**
 * The same content with this run in the place of an earlier one of that version, in the order of versions. To one of the same
 * day and the same programs its suites are added.
 */
export function withRun({ runs, byHand }: Compatibility, run: Run): Compatibility {
  const isSame = ({ of, version }: Run) => of === run.of && version === run.version;
  const earlier = runs.find((each) => isSame(each) && each.date === run.date && each.programs === run.programs);
  const others = runs.filter((each) => !isSame(each));
  const order = (left: Run, right: Run): number =>
    kinds.indexOf(left.of) - kinds.indexOf(right.of) || left.version.localeCompare(right.version, "en", { numeric: true });
  return { runs: [...others, { ...run, suites: { ...earlier?.suites, ...run.suites } }].sort(order), byHand };
}

/** A suite with those of its failed tests counted as passed that passed when they were run again. */
export function withPassedAgain(result: SuiteResult, passed: readonly TestOutcome[]): SuiteResult {
  const names = new Set(passed.map(({ file, name }) => `${file}: ${name.trim()}`));
  const failed = result.failed
    .map(({ reason, tests }) => ({ reason, tests: tests.filter((test) => !names.has(test)) }))
    .filter(({ tests }) => tests.length > 0);
  const more = count(result.failed) - count(failed);
  return more === 0 ? result : { ...result, passed: result.passed + more, again: (result.again ?? 0) + more, failed };
}

const marks = {
  begin: "<!-- versions: generated from docs/compatibility.json by scripts/docs.ts -->",
  end: "<!-- versions end -->",
};

/** The text of docs/compatibility.md with its generated part as the runs have it; what stands outside is kept. */
export function compatibilityPage(page: string, compatibility: Compatibility): string {
  const [before = "", rest = ""] = page.split(marks.begin, 2);
  const after = rest.split(marks.end, 2)[1] ?? "\n";
  const tables = generated(compatibility);
  return `${before}${marks.begin}\n\n${tables}${tables === "" ? "" : "\n\n"}${marks.end}${after}`;
}

const titles: Readonly<Record<Kind, string>> = { podman: "Podman", nomad: "Nomad", runtime: "OCI runtimes" };

function generated({ runs, byHand }: Compatibility): string {
  const parts = kinds.flatMap((of) => {
    const rows = runs.filter((run) => run.of === of);
    return rows.length === 0 ? [] : [`### ${titles[of]}`, runTable(of, rows), ...notRun(rows), ...notPassed(rows)];
  });
  const hand = byHand.map(
    ({ what, date, command, result }) => `| ${what} | ${date} | \`${cell(command)}\` | ${cell(result)} |`,
  );
  const table = ["### By hand", ["| what | date | command | result |", "| --- | --- | --- | --- |", ...hand].join("\n")];
  return [...parts, ...(hand.length === 0 ? [] : table)].join("\n\n");
}

/** Passed tests of each suite, and what did not pass where there is any. */
function runTable(of: Kind, runs: readonly Run[]): string {
  const names = Object.keys(suites[of]);
  const rows = runs.map(({ version, programs, date, suites: results }) => {
    const cells = names.map((name) => suiteCell(results[name]));
    return `| ${version} | ${cells.join(" | ")} | ${programs} | ${date} |`;
  });
  return [`| version | ${names.join(" | ")} | with | date |`, `|${" --- |".repeat(names.length + 3)}`, ...rows].join("\n");
}

function suiteCell(result: SuiteResult | undefined): string {
  if (result === undefined) return "not run";
  const counts = [
    [result.again ?? 0, "at the second attempt"],
    [count(result.failed), "failed"],
    [count(result.skipped), "skipped"],
  ] as const;
  return [`${result.passed}`, ...counts.flatMap(([n, what]) => (n === 0 ? [] : [`${n} ${what}`]))].join(", ");
}

function count(list: readonly NotPassed[]): number {
  return list.reduce((sum, { tests }) => sum + tests.length, 0);
}

/** The suites of a run that were not run. */
export function missingSuites({ of, suites: results }: Run): string[] {
  return Object.keys(suites[of]).filter((suite) => results[suite] === undefined);
}

/** Why the suite was not run; undefined when that is not written down. */
export function whyNotRun({ of, version }: Run, suite: string): string | undefined {
  return notRunReasons.find((each) => each.of === of && each.versions.includes(version) && each.suites.includes(suite))?.reason;
}

function notRun(runs: readonly Run[]): string[] {
  const reasons = new Map<string, string[]>();
  for (const run of runs) {
    for (const suite of missingSuites(run)) {
      const reason = whyNotRun(run, suite) ?? "unexplained";
      reasons.set(reason, [...(reasons.get(reason) ?? []), `${run.version} ${suite}`]);
    }
  }
  const rows = [...reasons].map(([reason, cells]) => `| ${cell(reason)} | ${cells.join(", ")} |`);
  return rows.length === 0 ? [] : [["| not run: why | what |", "| --- | --- |", ...rows].join("\n")];
}

/** The reasons of what did not pass, each with the versions it was seen on. */
function notPassed(runs: readonly Run[]): string[] {
  return (["failed", "skipped"] as const).flatMap((kind) => {
    const reasons = new Map<string, { readonly versions: Set<string>; readonly tests: Set<string> }>();
    for (const { version, suites: results } of runs) {
      for (const { reason, tests } of Object.values(results).flatMap((result) => result[kind])) {
        const seen = reasons.get(reason) ?? { versions: new Set(), tests: new Set() };
        reasons.set(reason, { versions: seen.versions.add(version), tests: new Set([...seen.tests, ...tests]) });
      }
    }
    if (reasons.size === 0) return [];
    const rows = [...reasons].map(([reason, { versions, tests }]) => {
      const which = versions.size === runs.length ? "all" : [...versions].join(", ");
      const [first = ""] = tests;
      return `| ${cell(reason)} | ${which} | ${tests.size === 1 ? cell(first) : tests.size} |`;
    });
    return [[`| ${kind}: why | versions | tests |`, "| --- | --- | --- |", ...rows].join("\n")];
  });
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll("\n", " ");
}
