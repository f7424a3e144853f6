import { expect, test } from "bun:test";
import type { CgroupUsage } from "../../../src/cgroup/usage.ts";
import { podmanReading, type Reading, taskUsage } from "../../../src/driver/stats/task-usage.ts";

const second = 1e9;

function reading(at: number, cpu: Partial<CgroupUsage["cpu"]>): Reading {
  const none = undefined;
  const counters = { total: none, user: none, system: none, throttledPeriods: none, throttledTime: none, ...cpu };
  const memory = { rss: 5, cache: none, swap: none, usage: 7, maxUsage: none, kernelUsage: none, kernelMaxUsage: none };
  return { at, usage: { cpu: counters, memory } };
}

const node = { usableCores: 4, totalCompute: 10_000 };
const now = new Date(0);

test("taskUsage() gives shares of one core, and MHz by the node's cores", () => {
  const usage = taskUsage(
    reading(second, { total: second, user: 0, system: 0 }),
    reading(3 * second, { total: 4 * second, user: second, system: second / 2, throttledPeriods: 2, throttledTime: 3 }),
    node,
    now,
  );
  expect(usage.cpu).toEqual({
    percent: 150,
    userMode: 100,
    systemMode: 50,
    totalTicks: 3_750,
    throttledPeriods: 2,
    throttledTime: 3,
  });
});

test("taskUsage() has only what was measured", () => {
  const usage = taskUsage(reading(0, { total: 0 }), reading(second, { total: second }), { ...node, usableCores: 0 }, now);
  expect(usage.cpu).toEqual({ percent: 100 });
  expect(usage.memory).toEqual({ rss: 5, usage: 7 });
});

test.each([
  ["samples that add up to too much", { user: 0.45, system: 0.05 }, { userMode: 22.5, systemMode: 2.5 }],
  ["samples that add up to too little", { user: 0.05, system: 0.05 }, { userMode: 12.5, systemMode: 12.5 }],
  ["no samples at all", { user: 0, system: 0 }, { userMode: 25, systemMode: 0 }],
  ["the kernel's part alone", { system: 0.05 }, { userMode: 20, systemMode: 5 }],
  ["the kernel's part alone, sampled too high", { system: 0.5 }, { userMode: 0, systemMode: 25 }],
])("taskUsage() splits the exact time by %s", (_, shares, expected) => {
  const seconds = Object.fromEntries(Object.entries(shares).map(([mode, share]) => [mode, share * second]));
  const zeros = Object.fromEntries(Object.keys(shares).map((mode) => [mode, 0]));
  const usage = taskUsage(reading(0, { total: 0, ...zeros }), reading(second, { total: second / 4, ...seconds }), node, now);
  expect(usage.cpu).toMatchObject({ percent: 25, ...expected });
});

test("podmanReading() makes nothing of a container that does not run", () => {
  const zeros = { cpuNanoseconds: 0, cpuSystemNanoseconds: 0, sampledNanoseconds: 0, memoryUsage: 0 };
  expect(podmanReading({ id: "c", ...zeros })).toBeUndefined();
});

test("taskUsage() of a counter that went back is nothing used", () => {
  expect(taskUsage(reading(0, { total: 9 }), reading(second, { total: 1 }), node, now).cpu.percent).toBe(0);
});
