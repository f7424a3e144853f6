import { expect, test } from "bun:test";
import { describeFailures, readGo, readJunit } from "../../scripts/test-results.ts";

test("readJunit counts passed tests, lists failed ones with their reason, and leaves out skipped ones", () => {
  const report = `<?xml version="1.0"?><testsuites tests="4"><testsuite name="a.test.ts" file="a.test.ts">
    <testcase name="adds" classname="sum" file="a.test.ts" assertions="1" />
    <testcase name="says &quot;no&quot;" classname="sum" file="a.test.ts"><failure type="AssertionError" message="short">AssertionError: 1 &lt; 2&#10;&#10;  at a.test.ts:3:46&#10;</failure></testcase>
    <testcase name="hangs" classname="sum" file="a.test.ts"><failure type="TimeoutError" message="test timed out" /></testcase>
    <testcase name="later" classname="sum" file="a.test.ts"><skipped /></testcase>
    <testcase name="subtracts" classname="sum" file="a.test.ts" assertions="1"></testcase>
  </testsuite></testsuites>`;
  expect(readJunit(report)).toEqual({
    passed: 2,
    failed: [
      { test: 'a.test.ts: sum says "no"', reason: "AssertionError: 1 < 2\n  at a.test.ts:3:46" },
      { test: "a.test.ts: sum hangs", reason: "test timed out" },
    ],
  });
});

test("readGo counts subtests instead of their parents, and a package that does not build once", () => {
  const events = [
    { Action: "run", Package: "p", Test: "TestA" },
    { Action: "pass", Package: "p", Test: "TestA/one" },
    { Action: "output", Package: "p", Test: "TestA/two", Output: "    a_test.go:7: want 1\n" },
    { Action: "fail", Package: "p", Test: "TestA/two" },
    { Action: "fail", Package: "p", Test: "TestA" },
    { Action: "pass", Package: "p", Test: "TestB" },
    { Action: "skip", Package: "p", Test: "TestC" },
    { Action: "build-output", ImportPath: "q", Output: "q.go:1: undefined: x\n" },
    { Action: "build-fail", ImportPath: "q" },
    { Action: "fail", Package: "p" },
  ];
  const output = `noise\n${events.map((event) => JSON.stringify(event)).join("\n")}\n`;
  expect(readGo(output)).toEqual({
    passed: 2,
    failed: [
      { test: "p TestA/two", reason: "    a_test.go:7: want 1" },
      { test: "q does not build", reason: "q.go:1: undefined: x" },
    ],
  });
});

test("describeFailures names each test, with its message below", () => {
  expect(describeFailures([{ test: "a.test.ts: adds", reason: "want 1\ngot 2" }])).toBe(
    "    failed: a.test.ts: adds\n        want 1\n        got 2\n",
  );
});
