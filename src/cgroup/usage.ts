/** What a container has used, from the files of its cgroup. A field is undefined where the kernel does not measure it. */
import { keyedNumber, readCgroupFile, readCgroupNumber } from "./files.ts";
import type { CgroupDirectories } from "./locate.ts";

/** Counters since the container's start, times in nanoseconds. */
export interface CpuCounters {
  readonly total: number | undefined;
  readonly user: number | undefined;
  readonly system: number | undefined;
  readonly throttledPeriods: number | undefined;
  readonly throttledTime: number | undefined;
}

/** Bytes. */
export interface MemoryReading {
  readonly rss: number | undefined;
  readonly cache: number | undefined;
  readonly swap: number | undefined;
  readonly usage: number | undefined;
  readonly maxUsage: number | undefined;
  readonly kernelUsage: number | undefined;
  readonly kernelMaxUsage: number | undefined;
}

export interface CgroupUsage {
  readonly cpu: CpuCounters;
  readonly memory: MemoryReading;
}

/** A tick of cpuacct.stat: USER_HZ is 100 on every architecture that Nomad runs on. */
const nanosecondsPerTick = 10_000_000;
const nanosecondsPerMicrosecond = 1_000;

/** Undefined when neither CPU nor memory can be read: the container has ended. */
export function readCgroupUsage(directories: CgroupDirectories): CgroupUsage | undefined {
  const usage = directories.version === 2 ? readVersion2(directories.unified) : readVersion1(directories);
  return usage.cpu.total === undefined && usage.memory.usage === undefined ? undefined : usage;
}

function readVersion2(directory: string): CgroupUsage {
  const cpu = readCgroupFile(directory, "cpu.stat");
  const memory = readCgroupFile(directory, "memory.stat");
  return {
    cpu: {
      total: times(keyedNumber(cpu, "usage_usec"), nanosecondsPerMicrosecond),
      user: times(keyedNumber(cpu, "user_usec"), nanosecondsPerMicrosecond),
      system: times(keyedNumber(cpu, "system_usec"), nanosecondsPerMicrosecond),
      throttledPeriods: keyedNumber(cpu, "nr_throttled"),
      throttledTime: times(keyedNumber(cpu, "throttled_usec"), nanosecondsPerMicrosecond),
    },
    memory: {
      rss: keyedNumber(memory, "anon"),
      cache: keyedNumber(memory, "file"),
      swap: readCgroupNumber(directory, "memory.swap.current"),
      usage: readCgroupNumber(directory, "memory.current"),
      // Since Linux 5.19.
      maxUsage: readCgroupNumber(directory, "memory.peak"),
      // Since Linux 5.18.
      kernelUsage: keyedNumber(memory, "kernel"),
      kernelMaxUsage: undefined,
    },
  };
}

function readVersion1(directories: Extract<CgroupDirectories, { version: 1 }>): CgroupUsage {
  const { cpuacct, memory } = directories;
  const throttling = readCgroupFile(directories.cpu, "cpu.stat");
  const stat = readCgroupFile(memory, "memory.stat");
  return {
    cpu: { total: readCgroupNumber(cpuacct, "cpuacct.usage"), ...version1Modes(cpuacct), ...version1Throttling(throttling) },
    memory: {
      rss: keyedNumber(stat, "total_rss"),
      cache: keyedNumber(stat, "total_cache"),
      // Only with swap accounting.
      swap: keyedNumber(stat, "total_swap"),
      usage: readCgroupNumber(memory, "memory.usage_in_bytes"),
      maxUsage: readCgroupNumber(memory, "memory.max_usage_in_bytes"),
      kernelUsage: readCgroupNumber(memory, "memory.kmem.usage_in_bytes"),
      kernelMaxUsage: readCgroupNumber(memory, "memory.kmem.max_usage_in_bytes"),
    },
  };
}

function version1Modes(cpuacct: string | undefined): Pick<CpuCounters, "user" | "system"> {
  const user = readCgroupNumber(cpuacct, "cpuacct.usage_user");
  const system = readCgroupNumber(cpuacct, "cpuacct.usage_sys");
  if (user !== undefined && system !== undefined && user + system > 0) return { user, system };
  const ticks = readCgroupFile(cpuacct, "cpuacct.stat");
  return {
    user: times(keyedNumber(ticks, "user"), nanosecondsPerTick),
    system: times(keyedNumber(ticks, "system"), nanosecondsPerTick),
  };
}

function version1Throttling(stat: string | undefined): Pick<CpuCounters, "throttledPeriods" | "throttledTime"> {
  return { throttledPeriods: keyedNumber(stat, "nr_throttled"), throttledTime: keyedNumber(stat, "throttled_time") };
}

function times(value: number | undefined, factor: number): number | undefined {
  return value === undefined ? undefined : value * factor;
}
