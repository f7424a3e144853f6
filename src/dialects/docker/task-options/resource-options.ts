import { whole } from "../../../config/checks/values.ts";
import type { OptionTable } from "../../../config/table/option.ts";
import { taskResourceOptions } from "../../../config/task-options/resource-options.ts";

const unlimited = "must be a whole number; 0, -1 and no value are unlimited";

export const dockerResourceOptions = {
  memory_hard_limit: {
    type: "number",
    check: whole(0, Number.MAX_SAFE_INTEGER / 1024 ** 2),
    help: "Memory limit in MB, at least the job's memory, which is reserved then; memory_max wins when it is more.",
    example: "memory_hard_limit = 512",
  },
  shm_size: {
    type: "number",
    check: whole(0, Number.MAX_SAFE_INTEGER),
    help: "Size of /dev/shm in bytes.",
    example: "shm_size = 67108864",
  },
  cpu_hard_limit: taskResourceOptions.cpu_hard_limit,
  cpu_cfs_period: taskResourceOptions.cpu_cfs_period,
  cpuset_cpus: { ...taskResourceOptions.cpuset_cpus, origin: undefined },
  pids_limit: {
    type: "number",
    check: whole(-1, Number.MAX_SAFE_INTEGER, unlimited),
    help: "Most processes and threads; unlimited by default, or what the plugin's option says, which it may not exceed.",
    example: "pids_limit = 1024",
  },
  oom_score_adj: taskResourceOptions.oom_score_adj,
  ulimit: taskResourceOptions.ulimit,
  sysctl: taskResourceOptions.sysctl,
} as const satisfies OptionTable;
