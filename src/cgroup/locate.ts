/** Finds the cgroup of a container by a process in it. */
import { readFileSync } from "node:fs";
import { posix } from "node:path";
import { type CgroupMount, type CgroupMounts, cgroupMounts } from "./mounts.ts";

/** Directories that hold a container's files; a v2 container has one for all, undefined where there is none. */
export type CgroupDirectories =
  | { readonly version: 2; readonly unified: string }
  | {
      readonly version: 1;
      readonly cpu: string | undefined;
      readonly cpuacct: string | undefined;
      readonly memory: string | undefined;
    };

/**
 * The directories of the container that process `pid` (on the host) is the first of. Undefined when the process is gone
 * or is in no cgroup of the container's own (`cgroups=disabled`): its parent's numbers would be those of others too.
 */
export function locateCgroup(pid: number, containerId: string): CgroupDirectories | undefined {
  if (pid <= 0) return undefined;
  try {
    return cgroupDirectories(readFileSync(`/proc/${pid}/cgroup`, "utf8"), containerId, cgroupMounts());
  } catch {
    return undefined;
  }
}

/** The text of /proc/<pid>/cgroup against the mounts; for {@link locateCgroup} and tests. */
export function cgroupDirectories(text: string, containerId: string, mounts: CgroupMounts): CgroupDirectories | undefined {
  const paths = new Map<string, string>();
  for (const line of text.split("\n")) {
    const [id, controllers, ...rest] = line.split(":");
    if (controllers === undefined || rest.length === 0) continue;
    const path = ownCgroupPath(rest.join(":"), containerId);
    if (path === undefined) continue;
    if (id === "0") paths.set("", path);
    else for (const controller of controllers.split(",")) paths.set(controller, path);
  }
  const at = (controller: string) => cgroupDirectory(mounts.controllers.get(controller), paths.get(controller));
  const [cpu, cpuacct, memory] = [at("cpu"), at("cpuacct"), at("memory")];
  // On a hybrid machine both exist and the controllers are v1's.
  if (cpuacct !== undefined || memory !== undefined) return { version: 1, cpu, cpuacct, memory };
  const unified = cgroupDirectory(mounts.unified, paths.get(""));
  return unified === undefined ? undefined : { version: 2, unified };
}

/**
 * The path up to the directory that Podman named after the container: the process may sit below it, in crun's `container`
 * or in what a systemd inside made, but limits and totals are the container's. Undefined when no directory is.
 */
export function ownCgroupPath(path: string, containerId: string): string | undefined {
  const segments = path.split("/");
  const own = segments.findLastIndex((segment) => segment.includes(containerId));
  return own === -1 ? undefined : segments.slice(0, own + 1).join("/");
}

/** Where a cgroup's files are; undefined when its hierarchy is not mounted or it has no path there. */
export function cgroupDirectory(mount: CgroupMount | undefined, path: string | undefined): string | undefined {
  if (mount === undefined || path === undefined) return undefined;
  const root = mount.root === "/" ? "" : mount.root;
  const below = path.startsWith(`${root}/`) ? path.slice(root.length) : path;
  return posix.join(mount.mountPoint, below);
}
