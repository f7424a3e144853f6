/** Looks at and ends processes on the node, by /proc. */
import { readdirSync, readFileSync } from "node:fs";

interface ProcessStat {
  readonly pid: number;
  readonly parent: number;
  readonly session: number;
}

/** Passes over /proc while processes that are about to be killed still start others. */
const longestHunt = 20;

/** True when the process is in a cgroup that is named after `name`, such as a container's id. */
export function isInCgroupOf(pid: number, name: string): boolean {
  try {
    return readFileSync(`/proc/${pid}/cgroup`, "utf8").includes(name);
  } catch {
    return false;
  }
}

/** True when the process is the conmon of that container. */
export function isConmonOf(pid: number, containerId: string): boolean {
  if (pid <= 0) return false;
  try {
    const words = readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0");
    return words[words.indexOf("-c") + 1] === containerId;
  } catch {
    return false;
  }
}

/**
 * Kills a process with all that it started: its descendants and whatever is in the session that it leads, as the process
 * of a `podman exec` does. Processes that are gone by then are no error. Returns false when something is left that the
 * plugin may not kill.
 */
export function killProcessTree(leader: number): boolean {
  let allowed = true;
  for (let pass = 0; pass < longestHunt && allowed; pass += 1) {
    const found = treeOf(leader);
    if (found.length === 0) return true;
    for (const pid of found) allowed = kill(pid) && allowed;
  }
  return allowed;
}

function treeOf(leader: number): number[] {
  const all = runningProcesses();
  const tree = new Set<number>();
  for (const { pid, session } of all) if (pid === leader || session === leader) tree.add(pid);
  for (let size = -1; size !== tree.size; ) {
    size = tree.size;
    for (const { pid, parent } of all) if (tree.has(parent)) tree.add(pid);
  }
  return [...tree];
}

function runningProcesses(): ProcessStat[] {
  const found: ProcessStat[] = [];
  for (const name of readdirSync("/proc")) {
    const pid = Number(name);
    if (!Number.isInteger(pid)) continue;
    try {
      const text = readFileSync(`/proc/${name}/stat`, "latin1");
      // The name in parentheses may hold anything: state, parent, group and session come after it.
      const [state, parent, , session] = text.slice(text.lastIndexOf(")") + 2).split(" ");
      // A zombie is dead; it only waits for its parent.
      if (state !== "Z" && state !== "X") found.push({ pid, parent: Number(parent), session: Number(session) });
    } catch {
      // It ended while we looked.
    }
  }
  return found;
}

function kill(pid: number): boolean {
  try {
    process.kill(pid, "SIGKILL");
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "ESRCH";
  }
}
