import { expect, test } from "bun:test";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readCgroupUsage } from "../../src/cgroup/usage.ts";

function inDirectory<T>(files: Record<string, string>, read: (directory: string) => T): T {
  const directory = mkdtempSync(join(tmpdir(), "cgroup-"));
  try {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(directory, name), text);
    return read(directory);
  } finally {
    rmSync(directory, { recursive: true });
  }
}

test("readCgroupUsage() reads v2", () => {
  const usage = inDirectory(
    {
      "cpu.stat":
        "usage_usec 300\nuser_usec 200\nsystem_usec 100\ncore_sched.force_idle_usec 0\nnr_periods 9\nnr_throttled 4\nthrottled_usec 5\n",
      "memory.stat": "anon 1000\nfile 2000\nkernel 300\nkernel_stack 16\ninactive_anon 7\n",
      "memory.current": "4000\n",
      "memory.peak": "5000\n",
      "memory.swap.current": "600\n",
    },
    (unified) => readCgroupUsage({ version: 2, unified }),
  );
  expect(usage).toEqual({
    cpu: { total: 300_000, user: 200_000, system: 100_000, throttledPeriods: 4, throttledTime: 5_000 },
    memory: {
      rss: 1000,
      cache: 2000,
      swap: 600,
      usage: 4000,
      maxUsage: 5000,
      kernelUsage: 300,
      kernelMaxUsage: undefined,
    },
  });
});

test("readCgroupUsage() reads v1", () => {
  const usage = inDirectory(
    {
      "cpuacct.usage": "300000\n",
      "cpuacct.stat": "user 2\nsystem 1\n",
      "cpu.stat": "nr_periods 9\nnr_throttled 4\nthrottled_time 5\n",
      "memory.stat": "cache 1\nrss 2\nswap 3\ntotal_cache 10\ntotal_rss 20\ntotal_swap 30\n",
      "memory.usage_in_bytes": "40\n",
      "memory.max_usage_in_bytes": "50\n",
      "memory.kmem.usage_in_bytes": "6\n",
      "memory.kmem.max_usage_in_bytes": "7\n",
    },
    (directory) => readCgroupUsage({ version: 1, cpu: directory, cpuacct: directory, memory: directory }),
  );
  expect(usage).toEqual({
    cpu: { total: 300_000, user: 20_000_000, system: 10_000_000, throttledPeriods: 4, throttledTime: 5 },
    memory: { rss: 20, cache: 10, swap: 30, usage: 40, maxUsage: 50, kernelUsage: 6, kernelMaxUsage: 7 },
  });
});

test("readCgroupUsage() returns undefined for a cgroup that does not exist", () => {
  expect(readCgroupUsage({ version: 2, unified: "/nonexistent" })).toBeUndefined();
});
