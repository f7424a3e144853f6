import { invalidOption, optionMessage } from "../../core/option-error.ts";
import type { Resources } from "../../core/task-config.ts";
import type { OwnOptions } from "../own-options.ts";
import type { PluginOptions } from "./plugin.ts";
import type { TaskOptions } from "./task-options/task-options.ts";

/**
 * Sets limits.
 *
 * @returns the task's resources with memory_hard_limit as their memory_max
 * @throws DriverError `invalidConfig` for a limit that contradicts the job's memory or the plugin's pids_limit
 */
export function setResources(own: OwnOptions, options: TaskOptions, plugin: PluginOptions, job: Resources): Resources {
  const { memory_hard_limit = 0, shm_size = 0, oom_score_adj = 0, pids_limit = 0 } = options;
  own.keep("cpu_hard_limit", "cpu_cfs_period", "sysctl", "ulimit", "storage_opt");
  if (!hasCores(job)) own.keep("cpuset_cpus");
  own.set("shm_size", shm_size > 0 ? String(shm_size) : undefined, "shm_size", shm_size);
  const score = oom_score_adj === 0 ? plugin.oom_score_adj : oom_score_adj;
  own.set("oom_score_adj", score === 0 ? undefined : score);
  const most = plugin.pids_limit ?? 0;
  if (most > 0 && pids_limit > most) {
    throw invalidOption("pids_limit", pids_limit, `must not be above the plugin's pids_limit of ${most}`);
  }
  own.set("pids_limit", pids_limit > 0 ? pids_limit : undefined);
  return withMemory(own, memory_hard_limit, job);
}

/** Docker's driver ignores cpuset_cpus, so a job may still have it beside its cores. */
function hasCores({ linux }: Resources): boolean {
  return linux.cpusetCpus !== "";
}

/** What of the limits has no effect. */
export function resourceWarnings({ cpuset_cpus }: TaskOptions, job: Resources): readonly string[] {
  if (cpuset_cpus === undefined || !hasCores(job)) return [];
  return [optionMessage("cpuset_cpus", cpuset_cpus, `has no effect: resources.cores has reserved "${job.linux.cpusetCpus}"`)];
}

const noLimit = -1;

function withMemory(own: OwnOptions, hard: number, job: Resources): Resources {
  const { memoryMb, memoryMaxMb } = job;
  if (memoryMaxMb === noLimit) return job;
  const limit = Math.max(hard, memoryMaxMb);
  if (limit > 0 && memoryMb > limit) {
    throw invalidOption(
      "memory_hard_limit",
      hard,
      `is below the task's memory of ${memoryMb} MB: raise it, or lower resources.memory`,
    );
  }
  const memory = Math.max(limit, memoryMb);
  // Docker's driver gives no task any swap.
  own.set("memory_swap", memory > 0 ? `${memory}m` : undefined, "memory_hard_limit", hard);
  return { ...job, memoryMaxMb: limit };
}
