import { expect, test } from "bun:test";
import committed from "../../docs/compatibility.json";
import {
  byReason,
  type Compatibility,
  compatibilityPage,
  kinds,
  missingSuites,
  type Run,
  suiteOf,
  suites,
  whyNotRun,
  withPassedAgain,
  withRun,
} from "../../scripts/compatibility.ts";
import { knownReasons } from "../../scripts/compatibility-reasons.ts";
import { readOutcomes } from "../../scripts/test-results.ts";
import { repository } from "../lab/paths.ts";

const run = (version: string, changes: Partial<Run> = {}): Run => ({
  of: "podman",
  version,
  date: "2026-01-31",
  programs: "runc 1.1.5",
  suites: { exec: { passed: 7, failed: [], skipped: [] } },
  ...changes,
});

test("every pattern of a suite has a file that is in that suite", () => {
  for (const of of kinds) {
    for (const [suite, patterns] of Object.entries(suites[of])) {
      const empty = patterns.filter((pattern) =>
        [...new Bun.Glob(pattern).scanSync(repository)].every((file) => suiteOf(of, file) !== suite),
      );
      expect(empty).toEqual([]);
    }
  }
});

test.each([
  ["podman", "test/options/options.podman.test.ts", "options"],
  ["podman", "test/driver/stop/stop-task.podman.test.ts", "lifecycle"],
  ["podman", "test/e2e/jobs.test.ts", undefined],
  ["nomad", "test/e2e/switch.test.ts", "from the Go driver"],
  ["nomad", "test/e2e/jobs.test.ts", "jobs and all else"],
  ["runtime", "test/driver/exec/exec.podman.test.ts", "exec"],
  ["runtime", "test/driver/images/import.podman.test.ts", undefined],
] as const)("of %s, %s is in the suite %s", (of, file, suite) => {
  expect(suiteOf(of, file)).toBe(suite);
});

test("byReason takes the reason of a row from its name, and what a failed test said where nothing is known", () => {
  const report = `<testsuites><testsuite>
    <testcase name="zone: is set (not where zones = false)" classname="" file="a.ts"><skipped /></testcase>
    <testcase name="zone: is kept (not where zones = false)" classname="" file="a.ts"><skipped /></testcase>
    <testcase name="adds" classname="sum" file="b.ts"><failure message="1 is not 2" /></testcase>
    <testcase name="later" classname="sum" file="b.ts"><skipped /></testcase>
  </testsuite></testsuites>`;
  expect(byReason("podman", "5.8.0", readOutcomes(report))).toEqual([
    { reason: "zones = false", tests: ["a.ts: zone: is set", "a.ts: zone: is kept"] },
    { reason: "1 is not 2", tests: ["b.ts: sum adds"] },
    { reason: "unexplained", tests: ["b.ts: sum later"] },
  ]);
});

test("in the committed tables what did not pass or was not run has a reason", () => {
  const { runs } = committed as Compatibility;
  const notRun = runs.flatMap((each) =>
    missingSuites(each).flatMap((suite) => (whyNotRun(each, suite) === undefined ? [`${each.version}: ${suite}`] : [])),
  );
  const known = new Set(knownReasons.map(({ reason }) => reason));
  const results = runs.flatMap((each) => Object.values(each.suites));
  expect(notRun).toEqual([]);
  expect(results.flatMap(({ failed }) => failed).filter(({ reason }) => !known.has(reason))).toEqual([]);
  expect(results.flatMap(({ skipped }) => skipped).filter(({ reason }) => reason === "unexplained")).toEqual([]);
});

test("byReason takes the reasons of every Podman for a runtime", () => {
  const report = `<testsuites><testsuite>
    <testcase name="the emulated machine is what machines.ts says of it" classname="" file="a.ts"><skipped /></testcase>
  </testsuite></testsuites>`;
  expect(byReason("runtime", "crun 1.8.1", readOutcomes(report)).map(({ reason }) => reason)).toEqual([
    "a test of ./scripts/machine test only",
  ]);
});

test("withRun replaces the run of that version, and sorts versions by their numbers, Podman first, runtimes last", () => {
  const before: Compatibility = { runs: [run("5.10.0"), run("5.2.0", { date: "2025-01-01" })], byHand: [] };
  const changes = [run("crun 1.8.1", { of: "runtime" }), run("5.2.0"), run("1.9.7", { of: "nomad" })];
  const after = changes.reduce(withRun, before);
  expect(after.runs.map(({ of, version, date }) => `${of} ${version} ${date}`)).toEqual([
    "podman 5.2.0 2026-01-31",
    "podman 5.10.0 2026-01-31",
    "nomad 1.9.7 2026-01-31",
    "runtime crun 1.8.1 2026-01-31",
  ]);
});

test("withRun adds the suites of a run to one of the same version, day and programs only", () => {
  const before: Compatibility = { runs: [run("5.2.0")], byHand: [] };
  const logs = { logs: { passed: 3, failed: [], skipped: [] } };
  const suitesAfter = (changes: Partial<Run>) => Object.keys(withRun(before, run("5.2.0", changes)).runs[0]?.suites ?? {});
  expect(suitesAfter({ suites: logs })).toEqual(["exec", "logs"]);
  expect(suitesAfter({ suites: logs, date: "2026-02-01" })).toEqual(["logs"]);
  expect(suitesAfter({ suites: logs, programs: "crun 1.8.1" })).toEqual(["logs"]);
});

test("withPassedAgain counts a failed test as passed, and as one of the second attempt", () => {
  const failed = [
    { reason: "busy", tests: ["a.ts: one", "a.ts: two"] },
    { reason: "broken", tests: ["a.ts: three"] },
  ];
  const outcome = (name: string) => ({ file: "a.ts", name: ` ${name}`, ended: "passed" as const, said: "" });
  expect(withPassedAgain({ passed: 5, failed, skipped: [] }, [outcome("two"), outcome("three"), outcome("four")])).toEqual({
    passed: 7,
    again: 2,
    failed: [{ reason: "busy", tests: ["a.ts: one"] }],
    skipped: [],
  });
});

test("compatibilityPage replaces what is between its marks only, and says of each version what did not pass and why", () => {
  const failed = [{ reason: "runc is | too old", tests: ["a.ts: one"] }];
  const skipped = [{ reason: "zones = false", tests: ["a.ts: two", "a.ts: three"] }];
  const runs = [run("4.3.1"), run("5.8.0", { suites: { options: { passed: 9, failed, skipped } } })];
  const byHand = [{ what: "musl", date: "2026-02-01", command: "a | b", result: "starts" }];
  const page =
    "# Title\n\n<!-- versions: generated from docs/compatibility.json by scripts/docs.ts -->\nold\n<!-- versions end -->\n\nEnd\n";
  const text = compatibilityPage(page, { runs, byHand });
  expect(text).toStartWith("# Title\n\n<!-- versions: ");
  expect(text).toEndWith("<!-- versions end -->\n\nEnd\n");
  expect(text).not.toContain("old\n<");
  expect(text).toContain("| 5.8.0 | 9, 1 failed, 2 skipped | not run | not run | not run |");
  expect(text).toContain("| unexplained | 4.3.1 options, 4.3.1 lifecycle, 4.3.1 logs, 4.3.1 images");
  expect(text).toContain("| runc is \\| too old | 5.8.0 | a.ts: one |");
  expect(text).toContain("| zones = false | 5.8.0 | 2 |");
  expect(text).toContain("| musl | 2026-02-01 | `a \\| b` | starts |");
  expect(compatibilityPage(text, { runs, byHand })).toBe(text);
});
