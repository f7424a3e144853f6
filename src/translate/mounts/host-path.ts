import { isAbsolute, join, normalize, relative } from "node:path";
import { invalidOption, notAllowedOption } from "../../core/option-error.ts";
import type { TaskConfig } from "../../core/task-config.ts";
import { type SpecInput, taskDirectory } from "../input/spec-input.ts";

/** A path on the node as a job writes it: a relative one starts in the task directory. */
export function absoluteHostPath(task: TaskConfig, path: string): string {
  return isAbsolute(path) ? normalize(path) : join(taskDirectory(task), path);
}

/** What {@link permittedHostPath} needs of the translation's input. */
export type HostPathInput = Pick<SpecInput, "task" | "plugin" | "resolvedPaths">;

/**
 * The path to mount. With `volumes { enabled = false }` it must end inside the allocation's directory, every symbolic
 * link followed, and the resolved path is what is mounted, so that a link that is changed later leads nowhere else.
 *
 * @throws DriverError `invalidConfig` when it does not exist, `notAllowed` when it leaves the allocation.
 */
export function permittedHostPath(input: HostPathInput, option: string, value: unknown, path: string): string {
  const absolute = absoluteHostPath(input.task, path);
  if (input.plugin.volumes.enabled) return absolute;
  const allocation = input.resolvedPaths.get(input.task.allocDir) ?? normalize(input.task.allocDir);
  if (!isWithin(normalize(input.task.allocDir), absolute)) throw outside(option, value);
  const resolved = input.resolvedPaths.get(absolute);
  if (resolved === undefined) throw invalidOption(option, value, `${absolute} does not exist on the node`);
  if (!isWithin(allocation, resolved)) throw outside(option, value);
  return resolved;
}

/** True when `path` is `directory` or below it; both absolute and normalised. */
export function isWithin(directory: string, path: string): boolean {
  const way = relative(directory, path);
  return way !== ".." && !way.startsWith("../") && !isAbsolute(way);
}

function outside(option: string, value: unknown): Error {
  return notAllowedOption(
    option,
    value,
    "volumes are not enabled; cannot mount host paths outside the allocation: set volumes { enabled = true } in the plugin configuration",
  );
}
