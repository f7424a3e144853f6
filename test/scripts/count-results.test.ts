import { expect, test } from "bun:test";
import { countGo, countJunit } from "../../scripts/count-results.ts";

test("countJunit counts what passed, names what failed, and leaves out what was skipped", () => {
  const report = `<?xml version="1.0"?><testsuites tests="4"><testsuite name="a.test.ts" file="a.test.ts">
    <testcase name="adds" classname="sum" file="a.test.ts" assertions="1" />
    <testcase name="says &quot;no&quot;" classname="sum" file="a.test.ts"><failure type="AssertionError" /></testcase>
    <testcase name="later" classname="sum" file="a.test.ts"><skipped /></testcase>
    <testcase name="subtracts" classname="sum" file="a.test.ts" assertions="1"></testcase>
  </testsuite></testsuites>`;
  expect(countJunit(report)).toEqual({ passed: 2, failed: ['a.test.ts: sum says "no"'] });
});

test("countGo counts subtests instead of their parents, and a package that does not build once", () => {
  const events = [
    { Action: "run", Package: "p", Test: "TestA" },
    { Action: "pass", Package: "p", Test: "TestA/one" },
    { Action: "fail", Package: "p", Test: "TestA/two" },
    { Action: "fail", Package: "p", Test: "TestA" },
    { Action: "pass", Package: "p", Test: "TestB" },
    { Action: "skip", Package: "p", Test: "TestC" },
    { Action: "build-fail", ImportPath: "q" },
    { Action: "fail", Package: "p" },
  ];
  const output = `noise\n${events.map((event) => JSON.stringify(event)).join("\n")}\n`;
  expect(countGo(output)).toEqual({ passed: 2, failed: ["p TestA/two", "q does not build"] });
});
