import { normalize } from "node:path";
import type { TaskOptions } from "../../config/task-options/task-options.ts";
import { invalidOption, shown } from "../../core/option-error.ts";
import { parseVolume } from "./volumes.ts";

/** A path in the container and who mounts something there. */
interface Target {
  readonly path: string;
  /** The option or block, and its value as the job has it. */
  readonly option: string;
  readonly value: string;
}

/** One of the directories that Nomad mounts itself. */
export interface NomadDirectory {
  readonly path: string;
  /** What a job author knows it as. */
  readonly what: string;
}

/** What is mounted into the container; of two on one path the later is the error. */
export interface Mounted {
  readonly directories: readonly NomadDirectory[];
  /** Where host, CSI and device volumes go. */
  readonly volumeMounts: readonly string[];
  readonly options: Pick<TaskOptions, "volumes" | "tmpfs" | "mount" | "mounts">;
  /** What options other than these mount. */
  readonly files: readonly Target[];
}

/**
 * Two mounts on one path are an error, which Podman reports without naming either.
 *
 * @throws DriverError `invalidConfig` that names both
 */
export function checkTargets({ directories, volumeMounts, options, files }: Mounted): void {
  const seen = new Map<string, Target>();
  const nomads = new Map(directories.map(({ path, what }) => [plain(path), what]));
  const targets: readonly Target[] = [
    ...volumeMounts.map((path) => ({ path, option: "volume_mount.destination", value: path })),
    ...(options.volumes ?? []).map((value) => ({ path: parseVolume(value).container, option: "volumes", value })),
    ...(options.tmpfs ?? []).map((value) => ({ path: value.replace(/:.*$/s, ""), option: "tmpfs", value })),
    ...[...options.mount, ...options.mounts].map(({ target }) => ({ path: target, option: "mount.target", value: target })),
    ...files,
  ];
  for (const target of targets) {
    const path = plain(target.path);
    const what = nomads.get(path);
    if (what !== undefined) {
      const why = `${path} is ${what}, which Nomad mounts there itself: choose another path`;
      throw invalidOption(target.option, target.value, why);
    }
    const first = seen.get(path);
    if (first !== undefined) {
      const advice = files.includes(target) ? "keep one of them" : "choose another path for one of them";
      const why = `${first.option} = ${shown(first.value)} is mounted on ${path} already: ${advice}`;
      throw invalidOption(target.option, target.value, why);
    }
    seen.set(path, target);
  }
}

function plain(path: string): string {
  return normalize(path).replace(/(?<=.)\/$/, "");
}
