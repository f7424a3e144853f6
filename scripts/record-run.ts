/**
 * For scripts/matrix. `bun scripts/record-run.ts files KIND [SUITE,…]` lists the test files of these suites, of all without;
 * `record KIND VERSION REPORT PROGRAMS` puts a run's JUnit report into docs/compatibility.json, prints how many passed and
 * failed, and ends with 1 when one failed; `again KIND VERSION REPORT` counts those that failed before and passed now. KIND is
 * podman, nomad or runtime.
 */
import {
  byReason,
  type Compatibility,
  type Kind,
  kinds,
  type Run,
  type SuiteResult,
  suiteOf,
  suites,
  withPassedAgain,
  withRun,
} from "./compatibility.ts";
import { describeFailures, readJunit, readOutcomes, type TestOutcome } from "./test-results.ts";

const [command = "", chosenKind = "", version = "", report = "", programs = ""] = process.argv.slice(2);
const root = new URL("..", import.meta.url).pathname;

function results(of: Kind, tests: readonly TestOutcome[]): Record<string, SuiteResult> {
  return Object.fromEntries(
    Object.keys(suites[of]).flatMap((suite) => {
      const ours = tests.filter(({ file }) => suiteOf(of, file) === suite);
      if (ours.length === 0) return [];
      const [passed, failed, skipped] = (["passed", "failed", "skipped"] as const).map((how) =>
        ours.filter(({ ended }) => ended === how),
      ) as [TestOutcome[], TestOutcome[], TestOutcome[]];
      return [
        [suite, { passed: passed.length, failed: byReason(of, version, failed), skipped: byReason(of, version, skipped) }],
      ];
    }),
  );
}

function filesOf(of: Kind, suite: string): string[] {
  const found = (suites[of][suite] ?? []).flatMap((pattern) => [...new Bun.Glob(pattern).scanSync(root)]);
  return found.filter((file) => suiteOf(of, file) === suite);
}

const kind = kinds.find((each) => each === chosenKind);
if (kind === undefined) throw new Error(`"${chosenKind}" is none of ${kinds.join(", ")}`);
if (command === "files") {
  const all = Object.keys(suites[kind]);
  const chosen = version === "" ? all : version.split(",");
  const unknown = chosen.find((name) => !all.includes(name));
  if (unknown !== undefined) throw new Error(`"${unknown}" is no suite of ${kind}: ${all.join(", ")}`);
  const files = chosen.flatMap((name) => filesOf(kind, name));
  process.stdout.write(`${files.sort().join("\n")}\n`);
} else {
  const text = await Bun.file(report).text();
  const read = readJunit(text);
  const file = Bun.file(`${root}docs/compatibility.json`);
  const before = (await file.json()) as Compatibility;
  const after = command === "again" ? again(before, readOutcomes(text)) : withRun(before, runOf(kind, readOutcomes(text)));
  await Bun.write(file, `${JSON.stringify(after, null, 2)}\n`);
  process.stderr.write(describeFailures(read.failed));
  process.stdout.write(`${version}: ${read.passed} passed, ${read.failed.length} failed\n`);
  process.exitCode = read.failed.length === 0 ? 0 : 1;
}

function runOf(of: Kind, tests: readonly TestOutcome[]): Run {
  return { of, version, date: new Date().toISOString().slice(0, 10), programs, suites: results(of, tests) };
}

function again({ runs, byHand }: Compatibility, tests: readonly TestOutcome[]): Compatibility {
  const passed = tests.filter(({ ended }) => ended === "passed");
  const improved = (run: Run): Run => ({
    ...run,
    suites: Object.fromEntries(Object.entries(run.suites).map(([name, suite]) => [name, withPassedAgain(suite, passed)])),
  });
  return { runs: runs.map((run) => (run.of === kind && run.version === version ? improved(run) : run)), byHand };
}
