/** Inspects and ends processes on the node, by /proc. */
import { readdirSync, readFileSync } from "node:fs";
import { errorCode } from "../core/errors.ts";

interface ProcessStat {
  readonly pid: number;
  readonly parent: number;
  readonly session: number;
  /** As {@link startTimeOf} has it. */
  readonly startedAt: number;
  /** A zombie: it only waits for its parent. */
  readonly isDead: boolean;
}

/** Index of the start time behind the name: field 22 of proc(5), where the state is field 3. */
const startTimeField = 19;

/** Passes over /proc while processes that are about to be killed still start others. */
const longestHunt = 20;

/** When a process that runs was started, in clock ticks since boot: with its number it names one process for good. 0 for none. */
export function startTimeOf(pid: number): number {
  const stat = statOf(pid);
  return stat === undefined || stat.isDead ? 0 : stat.startedAt;
}

/** True while the process runs; one that is dead and only waits for its parent does not. */
export function isAlive(pid: number): boolean {
  const stat = statOf(pid);
  return stat !== undefined && !stat.isDead;
}

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

/** Which processes are to be killed. */
export interface ProcessTree {
  /**
   * The first of them, 0 when it is not known: with it go its descendants and whatever is in the session that it leads. It
   * counts for as long as it is in the cgroup and the same process: its number may come to belong to another.
   */
  readonly leader: number;
  /** Stands in the environment of what belongs to it, also of a daemon that has left tree and session: `NAME=value`. */
  readonly mark: string;
  /** What the cgroup of the leader, its session and marked processes is named after. */
  readonly cgroup: string;
}

/**
 * Kills a process with all that it started, as the process of a `podman exec`. Processes that are gone by then are no error.
 * Returns false when something is left that the plugin may not kill.
 */
export function killProcessTree(tree: ProcessTree): boolean {
  let allowed = true;
  let leader: Leader = { pid: tree.leader, startedAt: undefined };
  for (let pass = 0; pass < longestHunt && allowed; pass += 1) {
    const all = runningProcesses();
    leader = checkedLeader(leader, all, tree.cgroup);
    const found = processesOf(tree, leader, all);
    if (found.length === 0) return true;
    for (const pid of found) allowed = signalProcess(pid, "SIGKILL") && allowed;
  }
  return allowed;
}

interface Leader {
  readonly pid: number;
  /** Undefined until it was seen. */
  readonly startedAt: number | undefined;
}

/** None once its number belongs to another process. While it is gone its session may go on: the kernel keeps the number for that. */
function checkedLeader(leader: Leader, all: readonly ProcessStat[], cgroup: string): Leader {
  const found = all.find(({ pid }) => pid === leader.pid);
  if (found === undefined) return leader;
  const isSame = (leader.startedAt ?? found.startedAt) === found.startedAt && isInCgroupOf(found.pid, cgroup);
  return isSame ? { pid: found.pid, startedAt: found.startedAt } : { pid: 0, startedAt: undefined };
}

function processesOf({ mark, cgroup }: ProcessTree, leader: Leader, all: readonly ProcessStat[]): number[] {
  const found = new Set<number>();
  for (const { pid, session } of all) {
    const led = leader.pid > 0 && (pid === leader.pid || session === leader.pid);
    if ((led || isMarked(pid, mark)) && isInCgroupOf(pid, cgroup)) found.add(pid);
  }
  for (let size = -1; size !== found.size; ) {
    size = found.size;
    for (const { pid, parent } of all) if (found.has(parent)) found.add(pid);
  }
  return [...found];
}

/** The environment that the process began with; one that it may not be asked for is as good as none. */
function isMarked(pid: number, mark: string): boolean {
  try {
    return readFileSync(`/proc/${pid}/environ`, "latin1").split("\0").includes(mark);
  } catch {
    return false;
  }
}

function runningProcesses(): ProcessStat[] {
  const all = readdirSync("/proc").map((name) => statOf(Number(name)));
  return all.filter((stat) => stat !== undefined).filter(({ isDead }) => !isDead);
}

/** Undefined for what is no process, or none any more. */
function statOf(pid: number): ProcessStat | undefined {
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "latin1");
    // The name in parentheses may hold anything: state, parent, group and session come after it.
    const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
    const [state = "", parent, , session] = fields;
    const isDead = state === "Z" || state === "X";
    return { pid, parent: Number(parent), session: Number(session), startedAt: Number(fields[startTimeField]), isDead };
  } catch {
    return undefined;
  }
}

/** Signals a process, which may be gone by now. False when the plugin may not signal it. */
export function signalProcess(pid: number, signal: "SIGTERM" | "SIGKILL"): boolean {
  try {
    process.kill(pid, signal);
    return true;
  } catch (error) {
    return errorCode(error) === "ESRCH";
  }
}
