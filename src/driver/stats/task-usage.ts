/** Turns counters into what Nomad shows. Pure. */
import type { CgroupUsage } from "../../cgroup/usage.ts";
import type { NodeFacts } from "../../core/node.ts";
import type { CpuUsage, MemoryUsage, TaskUsage } from "../../core/task-status.ts";
import type { ContainerStats } from "../../podman/containers/streams.ts";

/** A reading of a container's counters. */
export interface Reading {
  /** Nanoseconds of any clock that does not go back. */
  readonly at: number;
  readonly usage: CgroupUsage;
}

const nothingMeasured: CgroupUsage = {
  cpu: { total: undefined, user: undefined, system: undefined, throttledPeriods: undefined, throttledTime: undefined },
  memory: {
    rss: undefined,
    cache: undefined,
    swap: undefined,
    usage: undefined,
    maxUsage: undefined,
    kernelUsage: undefined,
    kernelMaxUsage: undefined,
  },
};

/**
 * One container of Podman's own statistics; it measures CPU time and memory use, no more. Undefined for one that does not run,
 * for which Podman reports zeros.
 */
export function podmanReading(stats: ContainerStats): Reading | undefined {
  if (stats.sampledNanoseconds === 0) return undefined;
  const cpu = { ...nothingMeasured.cpu, total: stats.cpuNanoseconds, system: stats.cpuSystemNanoseconds };
  const memory = { ...nothingMeasured.memory, usage: stats.memoryUsage };
  return { at: stats.sampledNanoseconds, usage: { cpu, memory } };
}

/** The use between two readings of one task, with memory as the later one has it. */
export function taskUsage(before: Reading, after: Reading, node: NodeFacts, timestamp: Date): TaskUsage {
  return {
    timestamp,
    cpu: cpuUsage(before, after, node),
    memory: measured<MemoryUsage>({ ...after.usage.memory }),
  };
}

function cpuUsage(before: Reading, after: Reading, node: NodeFacts): CpuUsage {
  const elapsed = after.at - before.at;
  const [from, to] = [before.usage.cpu, after.usage.cpu];
  const share = (start: number | undefined, end: number | undefined) =>
    start === undefined || end === undefined || elapsed <= 0 ? undefined : (Math.max(0, end - start) / elapsed) * 100;
  const percent = share(from.total, to.total);
  const modes = split(percent, share(from.user, to.user), share(from.system, to.system));
  const megahertz = node.usableCores > 0 ? node.totalCompute / node.usableCores : 0;
  return measured<CpuUsage>({
    percent,
    ...modes,
    totalTicks: percent === undefined || megahertz === 0 ? undefined : (percent / 100) * megahertz,
    throttledPeriods: to.throttledPeriods,
    throttledTime: to.throttledTime,
  });
}

/**
 * The kernel measures all of the time exactly, but user and system mode by samples at its timer's ticks, which for a
 * throttled task add up to far too much or too little (v1: 32 % of 25 %). Only their proportion is used, as the
 * kernel itself does it for v2's cpu.stat.
 */
function split(percent: number | undefined, user: number | undefined, system: number | undefined) {
  if (percent === undefined || system === undefined) return { userMode: user, systemMode: system };
  // Podman reports the kernel's part only.
  const sampled = user === undefined ? Math.max(percent, system) : user + system;
  const systemMode = sampled === 0 ? 0 : percent * (system / sampled);
  return { userMode: percent - systemMode, systemMode };
}

/** Without the fields that were not measured. */
function measured<T extends object>(fields: { readonly [Key in keyof T]: T[Key] | undefined }): T {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;
}
