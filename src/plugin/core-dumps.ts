import { writeFileSync } from "node:fs";

/**
 * Leaves memory out of a core dump of this process and of those it starts, also of one that a program of core_pattern takes,
 * which no limit prevents: credentials are in memory while they are used (proc_pid_coredump_filter(5),
 * test/driver/images/secrets.podman.test.ts). Whoever debugs a crash writes 0x33 into the process's coredump_filter.
 */
export function leaveMemoryOutOfCoreDumps(): void {
  try {
    writeFileSync("/proc/self/coredump_filter", "0");
  } catch {
    // A kernel without core dumps has no such file.
  }
}
