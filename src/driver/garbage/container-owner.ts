import { lstatSync, realpathSync } from "node:fs";
import { dirname } from "node:path";
import type { ContainerInspect } from "../../podman/containers/types.ts";

/** Which agent a container belongs to whose task this plugin does not know. */
export type ContainerOwner = "nobody" | "us" | "another agent";

/**
 * Tells by the allocation's directory, which every task's container mounts, the Go driver's as well: one in a directory in
 * which our own tasks lie is ours. Any other is another agent's for as long as its directory exists: an agent keeps that until
 * it has done with the allocation, also while the agent itself is down.
 *
 * @param ownDirectories the directories in which the allocations of our own tasks lie
 */
export function containerOwner(
  { mounts, state }: Pick<ContainerInspect, "mounts" | "state">,
  allocId: string,
  ownDirectories: ReadonlySet<string>,
): ContainerOwner {
  const directory = allocationDirectory(mounts, allocId);
  if (directory === undefined) return "nobody";
  const place = resolved(dirname(directory));
  for (const own of ownDirectories) if (resolved(own) === place) return "us";
  // Podman, and with it conmon, may see other mounts than we do.
  const seen = state.conmonPid > 0 ? [directory, `/proc/${state.conmonPid}/root${directory}`] : [directory];
  return seen.some(exists) ? "another agent" : "nobody";
}

/** The allocation's directory as the container's mounts name it: the part of a source that ends with the allocation's id. */
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

/** Also true for what may not be looked at. */
function exists(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch (error) {
    return !(error instanceof Error && "code" in error && error.code === "ENOTDIR");
  }
}
