import { optionMessage } from "../../core/option-error.ts";
import type { Resources } from "../../core/task-config.ts";

/** What the task asked for, as far as Podman may drop it. */
export interface AskedLimits {
  /** The task's config as its author wrote it, by option. */
  readonly body: Readonly<Record<string, unknown>>;
  readonly resources: Resources;
}

/** Where a dropped limit comes from: the first that the task sets. */
interface Wording {
  readonly text: RegExp;
  readonly options: readonly string[];
  /** The limit where none of the options is set. */
  readonly job: (resources: Resources) => string;
}

/** Podman's words for what it leaves out of a request that otherwise succeeds (pkg/specgen/generate/validate_linux.go). */
const wordings: readonly Wording[] = [
  { text: /swap limit/, options: ["memory_swap"], job: () => "the limit of memory and swap together" },
  { text: /memory swappiness/, options: ["memory_swappiness"], job: () => "memory_swappiness" },
  {
    text: /memory soft limit/,
    options: ["memory_reservation"],
    job: ({ memoryMb }) => `resources.memory = ${memoryMb} as the soft limit`,
  },
  {
    text: /memory limit/,
    options: [],
    job: ({ memoryMb, memoryMaxMb }) =>
      memoryMaxMb > 0 ? `resources.memory_max = ${memoryMaxMb}` : `resources.memory = ${memoryMb}`,
  },
  { text: /pids limit/i, options: ["pids_limit"], job: () => "pids_limit of the plugin configuration" },
  { text: /CPU shares/, options: [], job: ({ cpuShares }) => `resources.cpu = ${cpuShares}` },
  { text: /CPU cfs period/, options: ["cpu_cfs_period", "cpu_hard_limit"], job: () => "cpu_cfs_period" },
  { text: /CPU cfs quota/, options: ["cpu_hard_limit"], job: () => "cpu_hard_limit" },
  { text: /cpuset/i, options: ["cpuset_cpus"], job: ({ linux }) => `resources.cores, CPUs ${linux.cpusetCpus},` },
  { text: /port mappings/i, options: ["ports", "port_map"], job: () => "ports" },
];

/**
 * A warning of Podman's own that came with a container's creation, for the task's event: Podman carried something out only
 * in part, and names no option (docs/podman-quirks.md#dropped-limits). Words that are not known are passed on as Podman's.
 */
export function podmanWarning(podmansWords: string, { body, resources }: AskedLimits): string {
  const known = wordings.find(({ text }) => text.test(podmansWords));
  if (known === undefined) return `Podman: ${podmansWords}`;
  const option = known.options.find((name) => isSet(body[name]));
  const why = `it has no effect, as Podman left it out (${podmansWords})`;
  return option === undefined ? `${known.job(resources)}: ${why}` : optionMessage(option, body[option], why);
}

function isSet(value: unknown): boolean {
  return value !== undefined && value !== null && value !== "" && !(Array.isArray(value) && value.length === 0);
}
