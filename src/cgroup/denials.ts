/** Counts what the kernel has denied a container: memory (OOM kills) and processes. */
import { readdirSync } from "node:fs";
import { keyedNumber, readCgroupFile } from "./files.ts";
import { cgroupDirectory, ownCgroupPath } from "./locate.ts";
import { type CgroupMounts, cgroupMounts } from "./mounts.ts";

/** Cgroups below a container's own that are read: a systemd inside makes some dozens. */
const mostCgroups = 500;

/** How often the kernel denied a container something; 0 where its cgroup is gone, is not its own or cannot be read. */
export interface Denials {
  /**
   * Processes that the OOM killer has ended. Podman 4.3.1 misses OOM kills on a hybrid machine
   * (docs/podman-quirks.md#oom-killed).
   */
  readonly oomKills: number;
  /**
   * Processes that could not be started because the limit (`pids_limit`) was reached. The one that wanted another gets EAGAIN
   * ("can't fork: Resource temporarily unavailable"), and whoever reads its exit code learns nothing.
   */
  readonly processes: number;
}

/**
 * The counts stand until the cgroup is removed: by the runtime some 50 ms and more after conmon has reported the exit, by systemd
 * on cgroup v2 some 20 ms before (Podman 5.4.2). Podman's own OOM flag does not depend on it.
 *
 * @param cgroupPath below the root of its hierarchy, as Podman's inspect names it
 */
export function readDenials(cgroupPath: string, containerId: string, mounts: CgroupMounts = cgroupMounts()): Denials {
  const own = ownCgroupPath(cgroupPath, containerId);
  const unified = cgroupDirectory(mounts.unified, own);
  // On a hybrid machine the controllers are v1's.
  const [memory, pids] = ["memory", "pids"].map((controller) => cgroupDirectory(mounts.controllers.get(controller), own));
  return {
    // v2 counts for the whole subtree, also when the process sat in a directory below that is gone by now.
    oomKills:
      memory === undefined ? count(unified, "memory.events", "oom_kill") : countBelow(memory, "memory.oom_control", "oom_kill"),
    // Counted where the process sits, in crun's `container`, or where the limit is: the kernels differ (6.12 with crun: the first).
    processes: countBelow(pids ?? unified, "pids.events", "max"),
  };
}

function count(directory: string | undefined, file: string, key: string): number {
  return keyedNumber(readCgroupFile(directory, file), key) ?? 0;
}

/** The sum over a directory and all below it: of what is counted where the process was, as v1 does with all. */
function countBelow(directory: string | undefined, file: string, key: string): number {
  let sum = 0;
  const waiting = directory === undefined ? [] : [directory];
  for (let read = 0; read < mostCgroups; read += 1) {
    const next = waiting.pop();
    if (next === undefined) break;
    sum += count(next, file, key);
    waiting.push(...directoriesIn(next));
  }
  return sum;
}

function directoriesIn(directory: string): string[] {
  try {
    const entries = readdirSync(directory, { withFileTypes: true });
    return entries.filter((entry) => entry.isDirectory()).map(({ name }) => `${directory}/${name}`);
  } catch {
    return [];
  }
}
