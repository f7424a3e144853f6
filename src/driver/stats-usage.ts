/** Turns counters into what Nomad shows. Pure. */
import type { CgroupUsage } from "../cgroup/usage.ts";
import type { NodeFacts } from "../core/node.ts";
import type { CpuUsage, MemoryUsage, TaskUsage } from "../core/task-status.ts";
import type { ContainerStats } from "../podman/types.ts";

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

/** One container of Podman's own statistics; it measures CPU time and memory use, no more. */
export function podmanReading(stats: ContainerStats): Reading {
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
  const megahertz = node.usableCores > 0 ? node.totalCompute / node.usableCores : 0;
  return measured<CpuUsage>({
    percent,
    userMode: share(from.user, to.user),
    systemMode: share(from.system, to.system),
    totalTicks: percent === undefined || megahertz === 0 ? undefined : (percent / 100) * megahertz,
    throttledPeriods: to.throttledPeriods,
    throttledTime: to.throttledTime,
  });
}

/** Without the fields that were not measured. */
function measured<T extends object>(fields: { readonly [Key in keyof T]: T[Key] | undefined }): T {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;
}
