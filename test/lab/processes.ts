import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Processes whose file below /proc/PID has what is looked for (files with lines that end in a zero byte). */
export function processesWhere(file: "cmdline" | "environ", accept: (lines: readonly string[]) => boolean): number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => {
      try {
        return accept(readFileSync(join("/proc", name, file), "utf8").split("\0"));
      } catch {
        return false;
      }
    })
    .map(Number);
}

/** SIGKILL, for whatever may have ended already. */
export function kill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It has ended by itself meanwhile.
  }
}
