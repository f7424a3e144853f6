/** Limits, usage and OOM kills on cgroup v2 below systemd, compared with what the kernel's own files say. */
import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from "bun:test";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { someResources } from "../lab/plugin-client-task.ts";
import { waitFor } from "../lab/wait-for.ts";
import { onMachine, patience, rootPodman } from "./guest.ts";
import { type GuestTask, openPluginLab, type PluginLab, podmans } from "./plugin-lab.ts";

setDefaultTimeout(patience * 2);

const mebibyte = 1024 * 1024;
const tolerance = 0.05;
const interval = { seconds: 1, nanos: 0 };

describe.skipIf(!onMachine)("resources on cgroup v2 below systemd", () => {
  let lab: PluginLab;
  beforeAll(async () => {
    lab = await openPluginLab();
  });
  afterAll(() => lab?.[Symbol.asyncDispose]());

  const cgroupOf = async (task: GuestTask): Promise<string> => {
    const path = /^0::(.*)$/m.exec(readFileSync(`/proc/${await task.pid()}/cgroup`, "utf8"))?.[1] ?? "";
    return `/sys/fs/cgroup${path}`.replace(/\/container$/, "");
  };
  const usages = (task: GuestTask) => lab.plugin().driver.TaskStats({ taskId: task.config.id, collectionInterval: interval });

  test("the container is below nomad.slice", async () => {
    const task = await lab.start(rootPodman, "sleep 1000");
    expect(await cgroupOf(task)).toMatch(/^\/sys\/fs\/cgroup\/nomad\.slice\/libpod-[0-9a-f]{64}\.scope$/);
  });

  test.each(podmans)("an OOM kill of $owner's task is reported", async (podman) => {
    const task = await lab.start(podman, "x=$(head -c 300m /dev/zero | tr '\\0' x); sleep 1000", { memory_swap: "64m" });
    const { result } = await lab.plugin().driver.WaitTask({ taskId: task.config.id });
    expect(result).toMatchObject({ exitCode: 137, oomKilled: true });
  });

  test("a busy loop's share and its throttling are the kernel's", async () => {
    const linux = { ...someResources.linux, percentTicks: 0.1 };
    const task = await lab.start(
      rootPodman,
      "while :; do :; done",
      { cpu_hard_limit: true },
      { resources: { ...someResources, linux } },
    );
    const directory = await cgroupOf(task);
    const counted = () => stat(join(directory, "cpu.stat"));
    let before: Record<string, number> | undefined;
    let started = 0;
    let share = 0;
    let samples = 0;
    for await (const { stats } of usages(task)) {
      const cpu = stats?.aggResourceUsage?.cpu;
      const now = counted();
      // The kernel counted on for a moment after the sample was taken.
      expect(Number(cpu?.throttledPeriods)).toBeGreaterThan(0);
      expect(Number(cpu?.throttledPeriods)).toBeLessThanOrEqual(now["nr_throttled"] ?? 0);
      expect(Number(cpu?.throttledTime)).toBeLessThanOrEqual((now["throttled_usec"] ?? 0) * 1000);
      if (before === undefined) {
        before = now;
        started = performance.now();
        continue;
      }
      samples += 1;
      share += cpu?.percent ?? 0;
      if (samples < 20) continue;
      const used = (now["usage_usec"] ?? 0) - (before["usage_usec"] ?? 0);
      const known = used / ((performance.now() - started) * 10);
      expect(Math.abs(share / samples / known - 1)).toBeLessThan(tolerance);
      break;
    }
  });

  test("an allocation is seen as memory, and what of it is in swap as swap", async () => {
    const resources = { ...someResources, linux: { ...someResources.linux, memoryLimitBytes: 64 * mebibyte } };
    // dd holds its block, which nobody takes: 120 MiB where 64 are memory.
    const script = "mkfifo /f; exec 3<>/f; dd if=/dev/urandom bs=120M count=1 iflag=fullblock >&3";
    const task = await lab.start(rootPodman, script, { memory_swap: "256m" }, { resources });
    const directory = await cgroupOf(task);
    const swapped = () => Number(readFileSync(join(directory, "memory.swap.current"), "utf8"));
    let last = 0;
    // Read whole: the block is no longer written to.
    await waitFor(
      "memory to be in swap, and no more",
      () => {
        const [before, now] = [last, swapped()];
        last = now;
        return now > 40 * mebibyte && now === before;
      },
      { timeout: patience, interval: 2_000 },
    );
    for await (const { stats } of usages(task)) {
      const memory = stats?.aggResourceUsage?.memory;
      const known = stat(join(directory, "memory.stat"));
      const about = (told: unknown, truth: number | undefined) =>
        expect(Math.abs(Number(told) / (truth ?? 0) - 1)).toBeLessThan(tolerance);
      about(memory?.swap, swapped());
      about(memory?.rss, known["anon"]);
      about(memory?.usage, Number(readFileSync(join(directory, "memory.current"), "utf8")));
      about(Number(memory?.rss) + Number(memory?.swap), 120 * mebibyte);
      break;
    }
  });
});

/** A file of `name number` lines. */
function stat(path: string): Record<string, number> {
  const entries = readFileSync(path, "utf8").trim().split("\n");
  return Object.fromEntries(
    entries.map((line) => {
      const [name = "", value] = line.split(" ");
      return [name, Number(value)];
    }),
  );
}
