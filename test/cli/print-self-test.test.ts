import { expect, test } from "bun:test";
import { printSelfTest, type SelfTestPrinting } from "../../src/cli/print-self-test.ts";
import type { StepReport } from "../../src/cli/self-test/self-test.ts";

const good: StepReport = { step: "start", ok: true, milliseconds: 120, message: "running" };
const bad: StepReport = { step: "logs", ok: false, milliseconds: 15_000, message: "its line on stdout did not come" };

async function printed(steps: readonly StepReport[], changes: Partial<SelfTestPrinting> = {}) {
  const out: string[] = [];
  const each = async function* () {
    yield* steps;
  };
  const { signal } = new AbortController();
  const printing = { terminal: false, json: false, signal, stdout: (text: string) => void out.push(text), ...changes };
  return { exitCode: await printSelfTest(each(), printing), text: out.join("") };
}

test("printSelfTest() prints a line a step and sums up", async () => {
  expect(await printed([good])).toEqual({
    exitCode: 0,
    text: "ok     start         120 ms  running\n\nTasks run here: 1 of 1 steps passed in 120 ms\n",
  });
});

test("printSelfTest() fails with a step that failed", async () => {
  const { exitCode, text } = await printed([good, bad]);
  expect(exitCode).toBe(1);
  expect(text).toContain("FAILED logs        15000 ms  its line on stdout did not come\n");
  expect(text).toEndWith("Tasks do not run here: 1 of 2 steps passed in 15120 ms\n");
});

test("printSelfTest() says nothing of the node when it was interrupted", async () => {
  const interrupted = { ...bad, message: "interrupted" };
  const { exitCode, text } = await printed([good, interrupted], { signal: AbortSignal.abort() });
  expect(exitCode).toBe(1);
  expect(text).toEndWith("Interrupted, so nothing is known of tasks here: 1 of 2 steps passed in 15120 ms\n");
});

test("printSelfTest() prints one JSON object for programs", async () => {
  const { exitCode, text } = await printed([good, bad], { json: true });
  expect(exitCode).toBe(1);
  expect(JSON.parse(text)).toEqual({ ok: false, milliseconds: 15_120, steps: [good, bad] });
});

test("printSelfTest() marks the steps on a terminal", async () => {
  const { text } = await printed([good, bad], { terminal: true });
  expect(text).toContain("✔");
  expect(text).toContain("✖");
});
