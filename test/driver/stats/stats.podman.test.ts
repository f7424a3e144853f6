import { describe, expect, setDefaultTimeout, test } from "bun:test";
import { existsSync, readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { validatePluginOptions } from "../../../src/config/validate.ts";
import type { TaskUsage } from "../../../src/core/task-status.ts";
import type { SampledTask } from "../../../src/driver/stats/sampler.ts";
import { podmanProxy } from "../../fakes/podman-proxy.ts";
import { forFile } from "../../lab/for-file.ts";
import { openLifecycleLab } from "../../lab/lifecycle-lab.ts";
import { someResources } from "../../lab/plugin-client-task.ts";
import { startPodmanService } from "../../lab/test-podman.ts";
import { waitFor } from "../../lab/wait-for.ts";
import { type Load, node, openStatsLab } from "./stats-lab.ts";

setDefaultTimeout(180_000);

const mebibyte = 1024 * 1024;
/** How far what is told may be from what is known. */
const tolerance = 0.05;
/** Spans that are compared until one fits: other tests may take the processor away in the midst of one. */
const attempts = 6;

const podman = await startPodmanService();
const proxy = forFile(await podmanProxy(podman.socketPath));
const lab = forFile(openStatsLab(podman, proxy.socketPath));

/** A busy loop that gets this share of one core. */
const busy = (share: number) =>
  lab.load("while :; do :; done", { cpu: { quota: Math.round(share * 100_000), period: 100_000 } });

/** What the samples told of a span, and what the kernel counted in it, both in percent of a core. */
async function compare({ cpuTime }: Load, task: SampledTask, count: number) {
  const told: TaskUsage[] = [];
  const marks: { at: number; cpu: number }[] = [];
  for await (const usage of lab.sampler.subscribe(task, 1_000, new AbortController().signal)) {
    marks.push({ at: performance.now(), cpu: cpuTime() });
    told.push(usage);
    if (told.length > count) break;
  }
  const [first, last] = [marks[0], marks.at(-1)];
  if (first === undefined || last === undefined) throw new Error("there were no samples");
  // The first sample tells of what was before the first mark.
  const percent = told.slice(1).reduce((sum, { cpu }) => sum + (cpu.percent ?? Number.NaN), 0) / count;
  return { told, percent, counted: (last.cpu - first.cpu) / (last.at - first.at) / 1e4 };
}

/** Compares spans until one fits, and answers it; fails with the last one. */
async function fittingSpan(load: Load, task: SampledTask, count: number) {
  for (let attempt = 1; ; attempt += 1) {
    const span = await compare(load, task, count);
    if (Math.abs(span.percent / span.counted - 1) <= tolerance) return span;
    if (attempt === attempts) throw new Error(`told ${span.percent} %, where the kernel counted ${span.counted} %`);
  }
}

function expectAbout(told: number | undefined, known: number): void {
  expect(told).toBeGreaterThan(known * (1 - tolerance));
  expect(told).toBeLessThan(known * (1 + tolerance));
}

describe("by cgroup files", () => {
  test("a busy loop that is throttled to a quarter of a core", async () => {
    const load = await busy(0.25);
    const { told, percent } = await fittingSpan(load, load.task, 5);
    expect(percent).toBeLessThan(25 * (1 + tolerance));
    for (const { cpu } of told) {
      expect(cpu.totalTicks).toBeCloseTo(((cpu.percent ?? 0) / 100) * (node.totalCompute / node.usableCores), 6);
      expect((cpu.userMode ?? 0) + (cpu.systemMode ?? 0)).toBeCloseTo(cpu.percent ?? 0, 6);
    }
    // Throttled in each of its periods, unless other work takes the processor away.
    const [first, last] = [told[0]?.cpu, told.at(-1)?.cpu];
    expect(last?.throttledPeriods).toBeGreaterThan(first?.throttledPeriods ?? Number.POSITIVE_INFINITY);
    expect(last?.throttledTime).toBeGreaterThan(first?.throttledTime ?? Number.POSITIVE_INFINITY);
    await lab.remove(load);
  });

  test("a job with cpu_hard_limit, from its resources to its statistics", async () => {
    const { socketPath } = await startPodmanService();
    await using tasks = openLifecycleLab(socketPath);
    tasks.driver.setConfig(validatePluginOptions({ socket_path: `unix://${socketPath}` }), node);
    const share = 0.25;
    const resources = { ...someResources, linux: { ...someResources.linux, percentTicks: share / availableParallelism() } };
    const task = tasks.task("while :; do :; done", { cpu_hard_limit: true }, { resources });
    await tasks.start(task);
    const end = new AbortController();
    const told: TaskUsage[] = [];
    for await (const usage of tasks.driver.taskStats(task.config.id, 1_000, end.signal)) if (told.push(usage) === 6) break;
    // The first span is short: a whole quota more or less counts for much in it.
    const percents = told.slice(1).map(({ cpu }) => cpu.percent ?? Number.NaN);
    const mean = percents.reduce((sum, percent) => sum + percent, 0) / percents.length;
    expect(mean).toBeGreaterThan(0);
    expect(mean).toBeLessThan(share * 100 * (1 + tolerance));
    for (const { cpu } of told) expect(cpu.totalTicks).toBeCloseTo(((cpu.percent ?? 0) / 100) * 2_500, 6);
  });

  test("64 MiB of memory and 32 MiB of a file", async () => {
    // dd reads its whole block before it writes, and nobody takes it.
    const load = await lab.load(
      "head -c 32m /dev/zero > /file; cat /file > /dev/null; mkfifo /f; exec 3<>/f; dd if=/dev/zero bs=64M count=1 >&3",
    );
    const held = await waitFor("the memory to be held", async () => {
      const [usage] = await lab.samples(load.task, 1, 200);
      return (usage?.memory.rss ?? 0) > 63 * mebibyte ? usage?.memory : undefined;
    });
    expectAbout(held.rss, 64 * mebibyte);
    expectAbout(held.cache, 32 * mebibyte);
    expect(held.usage).toBeGreaterThan(96 * mebibyte);
    if (held.maxUsage !== undefined) expect(held.maxUsage).toBeGreaterThanOrEqual(held.usage ?? Number.POSITIVE_INFINITY);
    await lab.remove(load);
  });

  test("only what is measured", async () => {
    const load = await lab.load("sleep 3600");
    const [usage] = await lab.samples(load.task, 1, 200);
    const { cgroup } = load;
    const has = (name: string) => existsSync(`${cgroup.version === 1 ? cgroup.memory : cgroup.unified}/${name}`);
    const stat = readFileSync(`${cgroup.version === 1 ? cgroup.memory : cgroup.unified}/memory.stat`, "utf8");
    const measured = {
      rss: true,
      cache: true,
      usage: true,
      swap: cgroup.version === 1 ? /^total_swap /m.test(stat) : has("memory.swap.current"),
      maxUsage: cgroup.version === 1 || has("memory.peak"),
      kernelUsage: cgroup.version === 1 || /^kernel /m.test(stat),
      kernelMaxUsage: cgroup.version === 1,
    };
    const expected = Object.entries(measured).filter(([, is]) => is);
    expect(Object.keys(usage?.memory ?? {}).sort()).toEqual(expected.map(([name]) => name).sort());
    await lab.remove(load);
  });

  test("without a single request to Podman", async () => {
    const loads = await Promise.all([lab.load("sleep 3600"), lab.load("sleep 3600"), lab.load("sleep 3600")]);
    const before = proxy.asked().length;
    const all = await Promise.all(loads.map(({ task }) => lab.samples(task, 5, 200)));
    expect(all.map((samples) => samples.length)).toEqual([5, 5, 5]);
    expect(proxy.asked().slice(before)).toEqual([]);
    for (const load of loads) await lab.remove(load);
  });
});

// Podman's traps: a first sample that makes no sense, zeros for what has stopped, and an end when a named one is removed.
describe("by Podman's own statistics", () => {
  test("a busy loop beside containers that come, stop and go", async () => {
    const [load, stopped, going] = [await busy(0.1), await lab.load("sleep 3600"), await lab.load("sleep 3600")];
    await lab.stop(stopped);
    const removal = lab.samples(going.unreadable, 2, 1_000).then(() => lab.remove(going));
    const { told } = await fittingSpan(load, load.unreadable, 6);
    await removal;
    for (const { cpu, memory } of told) {
      expect(cpu.percent).toBeLessThan(25);
      expect(cpu.percent).toBeGreaterThan(0);
      expect(cpu.totalTicks).toBeCloseTo(((cpu.percent ?? 0) / 100) * 2_500, 6);
      expect(Object.keys(cpu).sort()).toEqual(["percent", "systemMode", "totalTicks", "userMode"]);
      expect(Object.keys(memory)).toEqual(["usage"]);
    }
    await lab.remove(load);
    await lab.remove(stopped);
  });

  test("64 MiB of memory", async () => {
    const load = await lab.load("mkfifo /f; exec 3<>/f; dd if=/dev/zero bs=64M count=1 >&3");
    const told = await waitFor("the memory to be held", async () => {
      const [podman] = await lab.samples(load.unreadable, 1, 1_000);
      return (podman?.memory.usage ?? 0) > 63 * mebibyte ? podman?.memory : undefined;
    });
    expectAbout(told.usage, 65 * mebibyte);
    await lab.remove(load);
  });

  test("nothing of a container that has stopped", async () => {
    const [running, stopped] = [await lab.load("sleep 3600"), await lab.load("sleep 3600")];
    await lab.stop(stopped);
    const end = new AbortController();
    const told: TaskUsage[] = [];
    const reading = (async () => {
      for await (const usage of lab.sampler.subscribe(stopped.unreadable, 500, end.signal)) told.push(usage);
    })();
    await lab.samples(running.unreadable, 3, 1_000);
    end.abort();
    await reading;
    expect(told).toEqual([]);
    await lab.remove(running);
  });

  test("one stream for any number of tasks, and none when nobody listens", async () => {
    const loads = await Promise.all([lab.load("sleep 3600"), lab.load("sleep 3600"), lab.load("sleep 3600")]);
    const streams = () => proxy.asked().filter((asked) => asked === "GET /containers/stats").length;
    const before = streams();
    await Promise.all(loads.map(({ unreadable }) => lab.samples(unreadable, 2, 1_000)));
    expect(streams() - before).toBe(1);
    await waitFor("the stream's end", () => proxy.open("/containers/stats") === 0);
    expect(streams() - before).toBe(1);
    for (const load of loads) await lab.remove(load);
  });

  test("again after the stream broke", async () => {
    const load = await lab.load("sleep 3600");
    const taking = lab.samples(load.unreadable, 4, 1_000);
    await waitFor("the stream", () => proxy.cut("/containers/stats") > 0);
    expect(await taking).toHaveLength(4);
    await lab.remove(load);
  });
});
