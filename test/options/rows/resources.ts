import type { HostFacts } from "../../../src/translate/input/spec-input.ts";
import { resources } from "../../fixtures/task-input.ts";
import { byVersion, cgroup, type Row } from "../row.ts";

const mebibyte = 1024 ** 2;
const memoryLimit = cgroup("memory", "memory.limit_in_bytes", "memory.max");
const memorySoft = cgroup("memory", "memory.soft_limit_in_bytes", "memory.low");
const v1Unlimited = "9223372036854771712";
/** A rootless Podman whose user has not been given the controller, as systemd leaves it by default. */
function withoutCpuset({ rootless, cgroupControllers }: HostFacts): boolean {
  return rootless && !cgroupControllers.includes("cpuset");
}

const quotaAndPeriod = ({ cgroupVersion }: HostFacts): string =>
  cgroupVersion === "v1"
    ? "cd /sys/fs/cgroup/cpu; echo $(cat cpu.cfs_quota_us cpu.cfs_period_us)"
    : "cat /sys/fs/cgroup/cpu.max";

export const resourceRows: readonly Row[] = [
  {
    option: "job.memory",
    what: "is the limit",
    given: { task: { resources: resources({ memoryMb: 64 }) } },
    look: memoryLimit,
    seen: String(64 * mebibyte),
  },
  {
    option: "job.memory",
    what: "is the reservation when there is a memory_max",
    given: { task: { resources: resources({ memoryMb: 64, memoryMaxMb: 96 }) } },
    look: (host) => `${memoryLimit(host)}; ${memorySoft(host)}`,
    seen: `${96 * mebibyte}\n${64 * mebibyte}`,
  },
  {
    option: "job.memory",
    what: "has no limit with memory_max = -1",
    given: { task: { resources: resources({ memoryMb: 64, memoryMaxMb: -1 }) } },
    look: (host) => `${memoryLimit(host)}; ${memorySoft(host)}`,
    seen: byVersion(`${v1Unlimited}\n${64 * mebibyte}`, `max\n${64 * mebibyte}`),
  },
  {
    option: "memory_reservation",
    what: "is the soft limit",
    given: { options: { memory_reservation: "48m" }, task: { resources: resources({ memoryMb: 64 }) } },
    look: (host) => `${memoryLimit(host)}; ${memorySoft(host)}`,
    seen: `${64 * mebibyte}\n${48 * mebibyte}`,
  },
  {
    option: "memory_reservation",
    what: "is lower than memory with memory_max",
    given: { options: { memory_reservation: "32m" }, task: { resources: resources({ memoryMb: 64, memoryMaxMb: 96 }) } },
    look: memorySoft,
    seen: String(32 * mebibyte),
  },
  {
    option: "memory_reservation",
    what: "is never above the limit",
    given: { options: { memory_reservation: "128m" }, task: { resources: resources({ memoryMb: 64 }) } },
    look: memorySoft,
    seen: String(64 * mebibyte),
    warning: /memory_reservation/,
  },
  {
    option: "memory_reservation",
    what: "is what is left with memory_max = -1",
    given: { options: { memory_reservation: "32m" }, task: { resources: resources({ memoryMb: 64, memoryMaxMb: -1 }) } },
    look: (host) => `${memoryLimit(host)}; ${memorySoft(host)}`,
    seen: byVersion(`${v1Unlimited}\n${32 * mebibyte}`, `max\n${32 * mebibyte}`),
  },
  {
    option: "memory_swap",
    what: "is unlimited with memory_max = -1 as well",
    given: { options: { memory_swap: "-1" }, task: { resources: resources({ memoryMb: 64, memoryMaxMb: -1 }) } },
    look: cgroup("memory", "memory.memsw.limit_in_bytes", "memory.swap.max"),
    seen: byVersion(v1Unlimited, "max"),
  },
  {
    option: "memory_swap",
    what: "is memory plus swap above memory_max",
    given: { options: { memory_swap: "100m" }, task: { resources: resources({ memoryMb: 64, memoryMaxMb: 96 }) } },
    look: cgroup("memory", "memory.memsw.limit_in_bytes", "memory.swap.max"),
    seen: byVersion(String(100 * mebibyte), String(4 * mebibyte)),
  },
  {
    option: "memory_swap",
    what: "is memory plus swap",
    given: { options: { memory_swap: "80m" }, task: { resources: resources({ memoryMb: 64 }) } },
    look: cgroup("memory", "memory.memsw.limit_in_bytes", "memory.swap.max"),
    seen: byVersion(String(80 * mebibyte), String(16 * mebibyte)),
  },
  {
    option: "memory_swap",
    what: "is unlimited with -1",
    given: { options: { memory_swap: "-1" }, task: { resources: resources({ memoryMb: 64 }) } },
    look: cgroup("memory", "memory.memsw.limit_in_bytes", "memory.swap.max"),
    seen: byVersion(v1Unlimited, "max"),
  },
  {
    option: "memory_swappiness",
    what: "on cgroup v1",
    given: { options: { memory_swappiness: 42 } },
    look: cgroup("memory", "memory.swappiness", "memory.max"),
    seen: byVersion("42", /./),
    unless: ({ cgroupVersion }) => cgroupVersion === "v2",
  },
  {
    option: "memory_swappiness",
    what: "has no effect on cgroup v2",
    given: { options: { memory_swappiness: 42 } },
    look: "echo runs",
    seen: "runs",
    warning: /memory_swappiness/,
    unless: ({ cgroupVersion }) => cgroupVersion === "v1",
  },
  {
    option: "job.cpu",
    what: "is the share",
    given: { task: { resources: resources({ linux: { cpuShares: 512 } }) } },
    look: cgroup("cpu", "cpu.shares", "cpu.weight"),
    // crun from 1.15 on maps shares to weights by another curve than runc.
    seen: byVersion("512", /^(20|59)$/),
  },
  {
    option: "cpu_hard_limit",
    what: "is a quota of the share of all cores",
    given: {
      options: { cpu_hard_limit: true },
      task: { resources: resources({ linux: { percentTicks: 0.25 } }) },
    },
    look: quotaAndPeriod,
    seen: ({ cores }) => `${25_000 * cores} 100000`,
  },
  {
    option: "cpu_cfs_period",
    what: "is the quota's period",
    given: {
      options: { cpu_hard_limit: true, cpu_cfs_period: 50_000 },
      task: { resources: resources({ linux: { percentTicks: 0.5 } }) },
    },
    look: quotaAndPeriod,
    seen: ({ cores }) => `${25_000 * cores} 50000`,
  },
  {
    option: "cpu_hard_limit",
    what: "is never below a millisecond",
    given: { options: { cpu_hard_limit: true }, task: { resources: resources({ linux: { percentTicks: 0.0001 } }) } },
    look: quotaAndPeriod,
    seen: "1000 100000",
  },
  {
    option: "cpu_cfs_period",
    what: "of less than a millisecond is rounded up to one",
    given: {
      options: { cpu_hard_limit: true, cpu_cfs_period: 500 },
      task: { resources: resources({ linux: { percentTicks: 0.5 } }) },
    },
    look: quotaAndPeriod,
    seen: ({ cores }) => `${Math.max(500 * cores, 1000)} 1000`,
    warning: /cpu_cfs_period = 500/,
  },
  {
    option: "cpu_cfs_period",
    what: "causes a warning that it has no effect without the hard limit",
    given: { options: { cpu_cfs_period: 50_000 } },
    look: quotaAndPeriod,
    seen: byVersion("-1 100000", "max 100000"),
    warning: /cpu_cfs_period/,
  },
  {
    option: "job.cpu",
    what: "is never below what the kernel takes",
    given: { task: { resources: resources({ cpuShares: 1, linux: { cpuShares: 1 } }) } },
    look: cgroup("cpu", "cpu.shares", "cpu.weight"),
    seen: byVersion("2", "1"),
  },
  {
    option: "job.cgroup",
    what: "is below nomad.slice under systemd",
    given: { options: { cgroupns: "host" } },
    look: "cat /proc/1/cgroup",
    seen: /\/nomad\.slice\/libpod-/,
    unless: ({ cgroupManager, cgroupVersion }) => cgroupManager !== "systemd" || cgroupVersion !== "v2",
  },
  {
    option: "job.cores",
    what: "are the cpuset",
    given: { task: { resources: resources({ linux: { cpusetCpus: "1" } }) } },
    look: "grep Cpus_allowed_list /proc/1/status",
    seen: "Cpus_allowed_list:\t1",
    unless: withoutCpuset,
  },
  {
    option: "job.cores",
    what: "are left out where the user may not have them",
    given: { task: { resources: resources({ linux: { cpusetCpus: "1" } }) } },
    look: "echo runs",
    seen: "runs",
    warning: /cpuset/,
    unless: (host) => !withoutCpuset(host),
  },
  {
    option: "cpuset_cpus",
    what: "is the cpuset",
    given: { options: { cpuset_cpus: "0" } },
    look: "grep Cpus_allowed_list /proc/1/status",
    seen: "Cpus_allowed_list:\t0",
    unless: withoutCpuset,
  },
];
