import * as v from "valibot";
import { byteSize, byteSizeOrUnlimited, flag, matching, textMap, whole } from "../checks/values.ts";
import type { OptionTable } from "../table/option.ts";

const cpusAllowed = 'must be a list of CPUs, such as "0-2,4"';

const cpuList = v.pipe(
  matching(/^\d{1,6}(-\d{1,6})?(,\d{1,6}(-\d{1,6})?)*$/, cpusAllowed),
  v.check(
    (value) =>
      value
        .split(",")
        .map((part) => part.split("-").map(Number))
        .every(([first = 0, last = first]) => first <= last),
    cpusAllowed,
  ),
);

/** How much the task may use, besides the job's `resources`. */
export const taskResourceOptions = {
  memory_reservation: {
    type: "string",
    check: byteSize,
    help: "Soft memory limit; below the hard one, which is the job's memory. A size is bytes, or has a unit of 1024 (b, k, m, g): 100m and 100 MB are the same.",
    example: 'memory_reservation = "100m"',
  },
  memory_swap: {
    type: "string",
    check: byteSizeOrUnlimited,
    help: "Limit of memory and swap together; -1 is unlimited swap.",
    example: 'memory_swap = "180m"',
  },
  memory_swappiness: {
    type: "number",
    check: whole(0, 100),
    help: "How readily the kernel swaps the task out, 0 to 100; on cgroup v1 only.",
    example: "memory_swappiness = 60",
  },
  cpu_hard_limit: {
    type: "bool",
    default: "false",
    check: flag,
    help: "Never let the task use more CPU than it reserves.",
    example: "cpu_hard_limit = true",
  },
  cpu_cfs_period: {
    type: "number",
    check: whole(0, 1_000_000, "must be microseconds from 1000 to 1000000 (less is taken as 1000, 0 as the kernel's 100000)"),
    help: "Period of the hard limit in microseconds, 1000 to 1000000; the kernel's default is 100000.",
    example: "cpu_cfs_period = 50000",
  },
  cpuset_cpus: {
    type: "string",
    origin: "more",
    check: cpuList,
    help: "CPUs that the task may run on; not together with the job's cores.",
    example: 'cpuset_cpus = "0-2,4"',
  },
  pids_limit: {
    type: "number",
    check: whole(-1, Number.MAX_SAFE_INTEGER, "must be a whole number, or -1 for unlimited"),
    help: "Most processes and threads at a time; -1 is unlimited. Podman's default is 2048.",
    example: "pids_limit = 64",
  },
  oom_score_adj: {
    type: "number",
    check: whole(-1000, 1000),
    help: "How readily the kernel kills the task when memory is short, -1000 to 1000.",
    example: "oom_score_adj = 500",
  },
  ulimit: {
    type: "list(map(string))",
    check: textMap,
    help: "Process limits as soft[:hard]; -1 is unlimited.",
    example: 'ulimit { nofile = "2048:4096" }',
  },
  sysctl: {
    type: "list(map(string))",
    check: textMap,
    help: "Kernel parameters of the container's namespaces.",
    example: 'sysctl = { "net.core.somaxconn" = "16384" }',
  },
} as const satisfies OptionTable;
