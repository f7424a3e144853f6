import { lstatSync, realpathSync } from "node:fs";
import { dirname } from "node:path";
import { errorCode } from "../../core/errors.ts";
import type { ContainerInspect } from "../../podman/containers/types.ts";

/** Which agent a container belongs to, when this plugin does not know its task. */
export type ContainerOwner = "nobody" | "us" | "another agent";

/**
 * Decides by the allocation's directory, which every task's container mounts, with the Go driver too. Below one of our own
 * directories the container is ours. Elsewhere it is another agent's while the allocation's directory exists: an agent keeps
 * that until it is done with the allocation, even while the agent is down.
 *
 * @param ownDirectories the parents of our own tasks' allocation directories
 */
export function containerOwner(
  { mounts, state }: Pick<ContainerInspect, "mounts" | "state">,
  allocId: string,
  ownDirectories: ReadonlySet<string>,
): ContainerOwner {
  const directory = allocationDirectory(mounts, allocId);
  if (directory === undefined) return "nobody";
  const parent = resolved(dirname(directory));
  for (const own of ownDirectories) if (resolved(own) === parent) return "us";
  // Podman, and with it conmon, may see other mounts than we do.
  const seen = state.conmonPid > 0 ? [directory, `/proc/${state.conmonPid}/root${directory}`] : [directory];
  return seen.some(exists) ? "another agent" : "nobody";
}

/** The allocation's directory, from the mounts: the part of a source that ends with the allocation's id. */
function allocationDirectory(mounts: ContainerInspect["mounts"], allocId: string): string | undefined {
  if (allocId === "" || allocId.includes("/")) return undefined;
  for (const { type, source } of mounts) {
    const end = `${source}/`.indexOf(`/${allocId}/`);
    if (type === "bind" && end > 0) return source.slice(0, end + 1 + allocId.length);
  }
  return undefined;
}

function resolved(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

/** Also true for what this user cannot see. */
function exists(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch (error) {
    return errorCode(error) !== "ENOTDIR";
  }
}
