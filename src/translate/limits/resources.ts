import { invalidOption, optionMessage } from "../../core/option-error.ts";
import type { CpuLimits, MemoryLimits, SpecGenerator } from "../../podman/containers/spec-generator.ts";
import type { HostFacts, SpecInput, WarningSink } from "../input/spec-input.ts";
import { memoryLimits } from "./memory-limits.ts";
import { processLimits } from "./process-limits.ts";

/** Nomad's own parent cgroup, which its cgroup v2 layout reserves for tasks (client/lib/cgroupslib). */
const nomadSlice = "nomad.slice";

/** Range of cpu.shares in the kernel; runc refuses what is above instead of clamping. */
const shares = { minimum: 2, maximum: 262_144 } as const;
/** Microseconds. */
const period = { minimum: 1_000, default: 100_000 } as const;
const minimumQuota = 1_000;

/**
 * Memory, CPU, process and other limits, and the cgroup that the container goes below.
 *
 * @throws DriverError `invalidConfig`.
 */
export function resources(input: SpecInput, warn: WarningSink): Partial<SpecGenerator> {
  const { options, host } = input;
  const wanted = {
    memory: memoryLimits(input, warn),
    cpu: cpuLimits(input, warn),
    pids: pidsLimit(options.pids_limit ?? input.plugin.pids_limit, warn),
  };
  const limits = onlyDelegated(wanted, host, warn);
  const ulimits = processLimits(options.ulimit);
  return {
    ...(Object.keys(limits).length > 0 ? { resource_limits: limits } : {}),
    ...(ulimits.length > 0 ? { r_limits: ulimits } : {}),
    ...(options.oom_score_adj === undefined ? {} : { oom_score_adj: options.oom_score_adj }),
    ...(host.cgroupVersion === "v2" && host.cgroupManager === "systemd" ? { cgroup_parent: nomadSlice } : {}),
  };
}

/** Podman reads 0 and -1 as unlimited; later runtimes distinguish them, so -1 is sent. */
function pidsLimit(limit: number | undefined, warn: WarningSink): { readonly limit: number } | undefined {
  if (limit === undefined) return undefined;
  if (limit !== 0) return { limit };
  warn("pids_limit = 0: 0 is no limit at all: write -1 to say so");
  return { limit: -1 };
}

function cpuLimits(input: SpecInput, warn: WarningSink): CpuLimits | undefined {
  const { task, options } = input;
  if (options.cpu_cfs_period !== undefined && options.cpu_hard_limit !== true) {
    const why = "has no effect without cpu_hard_limit = true: set it, or leave out the period";
    warn(optionMessage("cpu_cfs_period", options.cpu_cfs_period, why));
  }
  const linux = task.resources.linux;
  const wanted = linux.cpuShares || task.resources.cpuShares;
  const cpus = cpuset(linux.cpusetCpus, options.cpuset_cpus);
  const limits: CpuLimits = {
    ...(wanted > 0 ? { shares: Math.min(Math.max(wanted, shares.minimum), shares.maximum) } : {}),
    ...(cpus === "" ? {} : { cpus }),
    ...(options.cpu_hard_limit === true ? hardLimit(input, warn) : {}),
  };
  return Object.keys(limits).length > 0 ? limits : undefined;
}

function cpuset(reserved: string, asked: string | undefined): string {
  if (asked === undefined || asked === "") return reserved;
  if (reserved !== "")
    throw invalidOption("cpuset_cpus", asked, `resources.cores has reserved "${reserved}" already; keep one of them`);
  return asked;
}

function hardLimit(input: SpecInput, warn: WarningSink): Pick<CpuLimits, "period" | "quota"> {
  const { task, options, host } = input;
  const asked = options.cpu_cfs_period ?? 0;
  if (asked > 0 && asked < period.minimum) {
    const why = `the kernel's least period is ${period.minimum} microseconds, which is used: write ${period.minimum} or more`;
    warn(optionMessage("cpu_cfs_period", asked, why));
  }
  const microseconds = asked === 0 ? period.default : Math.max(asked, period.minimum);
  const quota = Math.round(task.resources.linux.percentTicks * microseconds * host.cores);
  return { period: microseconds, quota: Math.max(quota, minimumQuota) };
}

interface Wanted {
  readonly memory: MemoryLimits | undefined;
  readonly cpu: CpuLimits | undefined;
  readonly pids: { readonly limit: number } | undefined;
}

/**
 * A rootless Podman fails on a limit of a controller that its user has not been given; the default delegation of
 * systemd lacks cpuset. Those are left out, with one warning.
 */
function onlyDelegated(wanted: Wanted, host: HostFacts, warn: WarningSink): NonNullable<SpecGenerator["resource_limits"]> {
  const missing: string[] = [];
  const may = (controller: string, asked: boolean): boolean => {
    const delegated = !host.rootless || (host.cgroupVersion === "v2" && host.cgroupControllers.includes(controller));
    if (asked && !delegated) missing.push(controller);
    return asked && delegated;
  };
  const { cpus, ...time } = wanted.cpu ?? {};
  const cpu: CpuLimits = {
    ...(may("cpu", Object.keys(time).length > 0) ? time : {}),
    ...(may("cpuset", cpus !== undefined) && cpus !== undefined ? { cpus } : {}),
  };
  const memory = may("memory", wanted.memory !== undefined) ? wanted.memory : undefined;
  const pids = may("pids", wanted.pids !== undefined) ? wanted.pids : undefined;
  if (missing.length > 0) {
    warn(
      `limits left out, because the rootless Podman's user may not use the cgroup controllers ${missing.join(", ")}: ` +
        "delegate them (systemd: Delegate= of user@.service)",
    );
  }
  return {
    ...(memory === undefined ? {} : { memory }),
    ...(Object.keys(cpu).length > 0 ? { cpu } : {}),
    ...(pids === undefined ? {} : { pids }),
  };
}
