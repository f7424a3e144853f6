/** The wall clock of the machine is set an hour forward, and then two back, while tasks run. */
import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from "bun:test";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { check } from "../lab/run.ts";
import { waitFor } from "../lab/wait-for.ts";
import { onMachine, patience, rootPodman, userPodman } from "./guest.ts";
import { type GuestTask, openPluginLab, type PluginLab } from "./plugin-lab.ts";

setDefaultTimeout(patience * 4);

const hour = 3600;
/** Seconds by which the clock is set, one after the other. */
const steps = [hour, -2 * hour] as const;
const script = "n=0; while :; do n=$((n+1)); echo $n; sleep 1; done";
const seconds = (count: number) => ({ seconds: count, nanos: 0 });

/** Sets the wall clock. */
async function step(by: number): Promise<void> {
  await check(["date", "--set", `@${Math.round(Date.now() / 1000) + by}`]);
}

/** Lines so far: each number once, in order. */
function lines(task: GuestTask): number {
  const numbers = task
    .output("stdout")
    .split("\n")
    .slice(0, -1)
    // k8s-file has the time before each.
    .map((line) => Number(line.split(" ").at(-1)));
  expect(numbers).toEqual(numbers.map((_, index) => index + 1));
  return numbers.length;
}

/** Samples of a task's CPU share and their times, until it is disposed. */
function sampled(lab: PluginLab, task: GuestTask) {
  const ends = new AbortController();
  const samples: { readonly percent: number; readonly at: number }[] = [];
  const request = { taskId: task.config.id, collectionInterval: seconds(1) };
  void (async () => {
    for await (const { stats } of lab.plugin().driver.TaskStats(request, { signal: ends.signal })) {
      const percent = stats?.aggResourceUsage?.cpu?.percent ?? Number.NaN;
      samples.push({ percent, at: Number(stats?.timestamp?.seconds) });
    }
  })().catch(() => undefined);
  return { samples, [Symbol.dispose]: () => ends.abort() };
}

describe.skipIf(!onMachine)("a clock that is set while tasks run", () => {
  let lab: PluginLab;
  const tasks: Record<string, GuestTask> = {};
  beforeAll(async () => {
    lab = await openPluginLab();
    const healthcheck = { command: "test ! -e /local/bad", interval: "3s", timeout: "60s", retries: 1 };
    tasks["nomad"] = await lab.start(rootPodman, script, { healthcheck });
    tasks["user"] = await lab.start(userPodman, script);
    for (const driver of ["journald", "k8s-file"]) tasks[driver] = await lab.start(rootPodman, script, { logging: { driver } });
  });
  afterAll(async () => {
    await step(-steps.reduce((sum, each) => sum + each, 0));
    await lab?.[Symbol.asyncDispose]();
  });

  describe.each(steps)("by %i s", (by) => {
    test("leaves logs and stats as they are, and ends no task", async () => {
      const before = Object.values(tasks).map(lines);
      using stats = sampled(lab, tasks["nomad"] as GuestTask);
      await waitFor("two samples", () => stats.samples.length >= 2, { timeout: patience });
      await step(by);
      const already = stats.samples.length;
      await waitFor("more samples", () => stats.samples.length >= already + 5, { timeout: patience });
      for (const { percent } of stats.samples) {
        expect(percent).toBeGreaterThanOrEqual(0);
        expect(percent).toBeLessThanOrEqual(250);
      }
      expect(Math.abs((stats.samples.at(-1)?.at ?? 0) - Date.now() / 1000)).toBeLessThan(60);
      const grown = () => Object.values(tasks).every((task, index) => lines(task) > (before[index] ?? 0) + 5);
      await waitFor("more lines of every log driver", grown, { timeout: patience });
      for (const task of Object.values(tasks)) {
        const { task: status } = await lab.plugin().driver.InspectTask({ taskId: task.config.id });
        expect(status?.state).toBe(1);
      }
    });

    test("does not change the timeouts of an exec and of a stop", async () => {
      const stubborn = await lab.start(rootPodman, "trap '' TERM; while :; do sleep 1; done");
      const { driver } = lab.plugin();
      const began = performance.now();
      const ended = (promise: PromiseLike<unknown>) =>
        Promise.resolve(promise).then(
          () => performance.now() - began,
          () => performance.now() - began,
        );
      const exec = ended(
        driver.ExecTask({ taskId: tasks["nomad"]?.config.id ?? "", command: ["sleep", "1000"], timeout: seconds(15) }),
      );
      const stop = ended(driver.StopTask({ taskId: stubborn.config.id, timeout: seconds(15), signal: "SIGTERM" }));
      await Bun.sleep(5_000);
      await step(by);
      for (const took of await Promise.all([exec, stop])) {
        expect(took).toBeGreaterThan(14_000);
        expect(took).toBeLessThan(patience);
      }
      await step(-by);
      const { result } = await driver.WaitTask({ taskId: stubborn.config.id });
      expect(result).toMatchObject({ exitCode: 137 });
    });

    test("does not keep a change of health or an exit from being reported", async () => {
      const task = tasks["nomad"] as GuestTask;
      const bad = join(task.config.allocDir, task.config.name, "local/bad");
      const ending = await lab.start(rootPodman, "while [ ! -e /local/end ]; do sleep 1; done; exit 9");
      await step(by);
      const unhealthy = () => task.events().filter((text) => text.startsWith("Container is unhealthy")).length;
      const healthy = () => task.events().filter((text) => text.startsWith("Container is healthy")).length;
      await waitFor("a healthy task", () => healthy() > unhealthy(), { timeout: patience });
      const already = unhealthy();
      writeFileSync(bad, "");
      await waitFor("the event of a failed check", () => unhealthy() > already, { timeout: patience });
      rmSync(bad);
      await waitFor("the event of a check that succeeds", () => healthy() > unhealthy(), { timeout: patience });
      writeFileSync(join(ending.config.allocDir, ending.config.name, "local/end"), "");
      const { result } = await lab.plugin().driver.WaitTask({ taskId: ending.config.id });
      expect(result).toMatchObject({ exitCode: 9 });
      await step(-by);
    });
  });
});
