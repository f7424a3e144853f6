import type { CpuUsage, MemoryUsage, TaskUsage } from "../core/task-status.ts";
import { doubleFromWire, timestampToWire, toUint64 } from "./convert-values.ts";
import type { hashicorp } from "./gen/protocol.js";

type WireStats = hashicorp.nomad.plugins.drivers.proto.ITaskStats;
type WireCpu = hashicorp.nomad.plugins.drivers.proto.ICPUUsage;
type WireMemory = hashicorp.nomad.plugins.drivers.proto.IMemoryUsage;

/** In the order of the enum of the protocol. */
const cpuFields: readonly (keyof CpuUsage)[] = [
  "systemMode",
  "userMode",
  "totalTicks",
  "throttledPeriods",
  "throttledTime",
  "percent",
];
const memoryFields: readonly (keyof MemoryUsage)[] = [
  "rss",
  "cache",
  "maxUsage",
  "kernelUsage",
  "kernelMaxUsage",
  "usage",
  "swap",
];

/** One sample; `measured_fields` names just those that are there. */
export function usageToWire(taskId: string, usage: TaskUsage): WireStats {
  return {
    id: taskId,
    timestamp: timestampToWire(usage.timestamp),
    aggResourceUsage: { cpu: cpuToWire(usage.cpu), memory: memoryToWire(usage.memory) },
  };
}

function cpuToWire(cpu: CpuUsage): WireCpu {
  return {
    systemMode: doubleFromWire(cpu.systemMode),
    userMode: doubleFromWire(cpu.userMode),
    totalTicks: doubleFromWire(cpu.totalTicks),
    throttledPeriods: toUint64(cpu.throttledPeriods ?? 0),
    throttledTime: toUint64(cpu.throttledTime ?? 0),
    percent: doubleFromWire(cpu.percent),
    measuredFields: measured(cpuFields, cpu),
  };
}

function memoryToWire(memory: MemoryUsage): WireMemory {
  return {
    rss: toUint64(memory.rss ?? 0),
    cache: toUint64(memory.cache ?? 0),
    maxUsage: toUint64(memory.maxUsage ?? 0),
    kernelUsage: toUint64(memory.kernelUsage ?? 0),
    kernelMaxUsage: toUint64(memory.kernelMaxUsage ?? 0),
    usage: toUint64(memory.usage ?? 0),
    swap: toUint64(memory.swap ?? 0),
    measuredFields: measured(memoryFields, memory),
  };
}

function measured<Usage>(fields: readonly (keyof Usage)[], usage: Usage): number[] {
  return fields.flatMap((field, number) => (usage[field] === undefined ? [] : [number]));
}
