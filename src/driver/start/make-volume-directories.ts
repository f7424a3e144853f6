import { existsSync, realpathSync } from "node:fs";
import { posix } from "node:path";
import { messageOf } from "../../core/errors.ts";
import { invalidOption } from "../../core/option-error.ts";
import { namesBelow } from "../../platform/below-allocation.ts";
import { makeDirectoriesBelow } from "../../platform/make-directories.ts";
import { type PodmanUser, podmanUser } from "../../podman/http/socket-owner.ts";
import type { StartPlan } from "./plan.ts";

/**
 * Makes the directories on the node that `volumes` names and that are missing. What lies outside the allocation is left to
 * Podman's error where another user runs Podman: a job must not have the driver make what Podman itself could not.
 *
 * @returns those that were made
 * @throws DriverError `invalidConfig` for one that cannot be made
 */
export function makeVolumeDirectories({
  directories,
  service,
  task,
}: Pick<StartPlan, "directories" | "service" | "task">): readonly string[] {
  const missing = directories.filter(({ path }) => !existsSync(path));
  const user = missing.length === 0 ? undefined : podmanUser(service.client.socket);
  if (user === undefined) return [];
  return missing.flatMap(({ path, entry }) => {
    try {
      return make(path, task.allocDir, user) ? [path] : [];
    } catch (cause) {
      throw invalidOption("volumes", entry, `${path} does not exist and cannot be made: ${messageOf(cause)}`, { cause });
    }
  });
}

function make(path: string, allocDir: string, user: PodmanUser): boolean {
  // A source that was resolved is named without the operator's links on the way to the allocation.
  for (const base of [allocDir, realpathSync(allocDir)]) {
    const names = namesBelow(base, path);
    if (names !== undefined) return makeDirectoriesBelow(base, names, user);
  }
  if (user.uid !== process.getuid?.()) return false;
  const base = nearest(path);
  return makeDirectoriesBelow(base, namesBelow(base, path) ?? [], user);
}

/** What of a missing path exists. */
function nearest(path: string): string {
  const above = posix.dirname(path);
  return existsSync(above) ? above : nearest(above);
}
