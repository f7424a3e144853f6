/** Counts what the kernel has denied a container: memory (OOM kills) and processes. They stand until the runtime removes the cgroup. */
import { readdirSync } from "node:fs";
import { keyedNumber, readCgroupFile } from "./files.ts";
import { cgroupDirectory, ownCgroupPath } from "./locate.ts";
import { type CgroupMounts, cgroupMounts } from "./mounts.ts";

/** Cgroups below a container's own that are looked at: a systemd inside makes some dozens. */
const mostCgroups = 500;

/**
 * How many processes of the container the OOM killer has ended; 0 when its cgroup is gone, is not its own or cannot be read. Podman 4.3.1
 * misses OOM kills on a hybrid machine (docs/podman-quirks.md#oom-killed); the count stands until the runtime removes the
 * cgroup, some 50 ms and more after conmon has told of the exit.
 *
 * v2 counts for the whole subtree, so the directory that is named after the container has all, also when the process sat in
 * one below that is gone by now. v1 counts where the process was: there the whole subtree is added up.
 *
 * @param cgroupPath below the root of its hierarchy, as Podman's inspect names it
 */
export function oomKills(cgroupPath: string, containerId: string, mounts: CgroupMounts = cgroupMounts()): number {
  const own = ownCgroupPath(cgroupPath, containerId);
  // On a hybrid machine memory is v1's.
  const version1 = cgroupDirectory(mounts.controllers.get("memory"), own);
  if (version1 !== undefined) return killsBelow(version1);
  return keyedNumber(readCgroupFile(cgroupDirectory(mounts.unified, own), "memory.events"), "oom_kill") ?? 0;
}

/**
 * How often the container was denied a process because its limit (`pids_limit`) was reached; 0 as with {@link oomKills}. The
 * process that wanted it gets EAGAIN ("can't fork: Resource temporarily unavailable"), and whoever reads its exit code learns
 * nothing.
 */
export function deniedProcesses(cgroupPath: string, containerId: string, mounts: CgroupMounts = cgroupMounts()): number {
  const own = ownCgroupPath(cgroupPath, containerId);
  const directory = cgroupDirectory(mounts.controllers.get("pids") ?? mounts.unified, own);
  return keyedNumber(readCgroupFile(directory, "pids.events"), "max") ?? 0;
}

/** v1: the sum over a directory and all below it. */
function killsBelow(directory: string): number {
  let kills = 0;
  const waiting = [directory];
  for (let looked = 0; looked < mostCgroups; looked += 1) {
    const next = waiting.pop();
    if (next === undefined) break;
    kills += keyedNumber(readCgroupFile(next, "memory.oom_control"), "oom_kill") ?? 0;
    waiting.push(...directoriesIn(next));
  }
  return kills;
}

function directoriesIn(directory: string): string[] {
  try {
    const entries = readdirSync(directory, { withFileTypes: true });
    return entries.filter((entry) => entry.isDirectory()).map(({ name }) => `${directory}/${name}`);
  } catch {
    return [];
  }
}
