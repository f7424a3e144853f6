import { readFileSync } from "node:fs";

/** Where the count stands, by hierarchy: v2, v1, and v2's name in a hybrid machine is not used for memory. */
const files = [
  (path: string) => `/sys/fs/cgroup${path}/memory.events`,
  (path: string) => `/sys/fs/cgroup/memory${path}/memory.oom_control`,
];

/**
 * How many processes of the cgroup the kernel's OOM killer has ended; 0 when the cgroup is gone or cannot be read. Podman
 * 4.3.1 misses OOM kills on a hybrid machine (podman-api.md, finding 9); the count stands until the runtime removes the
 * cgroup, some 50 ms and more after conmon has told of the exit.
 *
 * @param cgroupPath below the root of its hierarchy, as Podman's inspect names it
 */
export function oomKills(cgroupPath: string): number {
  if (!cgroupPath.startsWith("/")) return 0;
  for (const file of files) {
    try {
      const count = /^oom_kill (\d+)$/m.exec(readFileSync(file(cgroupPath), "utf8"))?.[1];
      if (count !== undefined) return Number(count);
    } catch {
      // The other hierarchy, or the cgroup is gone.
    }
  }
  return 0;
}
