/** Files of the kernel. */
import { expect } from "bun:test";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { cgroupDirectories } from "../../../src/cgroup/locate.ts";
import { parseCgroupMounts } from "../../../src/cgroup/mounts.ts";
import { readCgroupUsage } from "../../../src/cgroup/usage.ts";
import { codeRanges } from "../../../src/plugin/resident-memory.ts";
import { toUint64 } from "../../../src/rpc/convert-values.ts";
import { type Target, target } from "../target.ts";
import { damaged, damagedText } from "../values.ts";

const directory = mkdtempSync(join(tmpdir(), "fuzz-"));
const version2Files = [
  ["cpu.stat", "usage_usec 300\nuser_usec 200\nsystem_usec 100\nnr_throttled 4\nthrottled_usec 5\n"],
  ["memory.stat", "anon 1000\nfile 2000\nkernel 300\n"],
  ["memory.current", "4000\n"],
  ["memory.swap.current", "max\n"],
] as const;

const version1Files = [
  ["cpu.stat", "nr_periods 9\nnr_throttled 4\nthrottled_time 5000\n"],
  ["cpuacct.usage", "300000\n"],
  ["cpuacct.usage_user", "0\n"],
  ["cpuacct.usage_sys", "0\n"],
  ["cpuacct.stat", "user 20\nsystem 10\n"],
  ["memory.stat", "total_rss 1000\ntotal_cache 2000\ntotal_swap 0\n"],
  ["memory.usage_in_bytes", "4000\n"],
  ["memory.max_usage_in_bytes", "9223372036854771712\n"],
] as const;
const directories = {
  2: { version: 2, unified: directory },
  1: { version: 1, cpu: directory, cpuacct: directory, memory: directory },
} as const;

const contents = fc.oneof(
  ...([1, 2] as const).map((version) => {
    const files = version === 1 ? version1Files : version2Files;
    const damages = files.map(([name, whole]) => damaged(fc.constant(Buffer.from(whole))).map((bytes) => ({ name, bytes })));
    return fc.tuple(...damages).map((all) => ({ version, all }));
  }),
);

const cgroup = target(
  "cgroup files",
  contents,
  ({ version, all }) => {
    for (const { name, bytes } of all) writeFileSync(join(directory, name), bytes);
    const usage = readCgroupUsage(directories[version]);
    for (const value of Object.values({ ...usage?.cpu, ...usage?.memory })) {
      if (value === undefined) continue;
      expect(value).toBeGreaterThanOrEqual(0);
      expect(Number.isSafeInteger(toUint64(value))).toBe(true);
    }
  },
  { share: 0.3, close: () => rmSync(directory, { recursive: true, force: true }) },
);

const mountinfo =
  "36 35 0:33 / /sys/fs/cgroup/memory rw,relatime shared:9 - cgroup cgroup rw,memory\n24 1 0:2 / /a\\040b rw - cgroup2 c rw\n";
const ownCgroup = "4:memory,cpuacct:/libpod/libpod-abc/x\n0::/machine.slice/libpod-abc.scope\n";
const maps = "0000000000400000-0000000004000000 r-xp 00000000 08:01 1 /opt/driver\n7f00-8000 rw-p 0 0:0 0\n";

const proc = target(
  "/proc files",
  fc.record({
    mounts: damagedText(fc.constant(mountinfo)),
    own: damagedText(fc.constant(ownCgroup)),
    maps: damagedText(fc.constant(maps)),
  }),
  ({ mounts, own, maps }) => {
    const found = cgroupDirectories(own, "abc", parseCgroupMounts(mounts));
    for (const path of Object.values(found ?? {})) if (typeof path === "string") expect(path).not.toContain("/../");
    for (const { start, length } of codeRanges(maps, "/opt/driver")) expect(Number.isFinite(start + length)).toBe(true);
  },
);

export const kernelTargets: readonly Target[] = [cgroup, proc];
