import { readdirSync, readFileSync } from "node:fs";

/** How often a tree is looked at again: children may be born while it is being killed. */
const rounds = 5;

/**
 * Ends a process and all its descendants with SIGKILL, whatever PID namespace they are in: seen from the node they are one
 * tree. A process that is gone is a success.
 */
export function killTree(rootPid: number): void {
  if (rootPid <= 1) return;
  for (let round = 0; round < rounds; round += 1) {
    const pids = descendants(rootPid);
    // Children first stopped by their parent's death would be given to another one and be lost from sight.
    for (const pid of pids) kill(pid, "SIGSTOP");
    const all = new Set([...pids, ...descendants(rootPid)]);
    if (all.size === 0) return;
    for (const pid of all) kill(pid, "SIGKILL");
  }
}

/** The process and what descends from it, as far as it is alive. */
function descendants(rootPid: number): readonly number[] {
  const children = new Map<number, number[]>();
  const alive = new Set<number>();
  for (const name of readdirSync("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    const facts = parentOf(name);
    if (facts === undefined) continue;
    const pid = Number(name);
    alive.add(pid);
    children.set(facts, [...(children.get(facts) ?? []), pid]);
  }
  const found: number[] = [];
  const open = alive.has(rootPid) ? [rootPid] : [];
  for (let pid = open.pop(); pid !== undefined; pid = open.pop()) {
    found.push(pid);
    open.push(...(children.get(pid) ?? []));
  }
  return found;
}

/** Parent of a process that is no zombie. */
function parentOf(pid: string): number | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "latin1");
    const [state, parent] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return state === "Z" ? undefined : Number(parent);
  } catch {
    return undefined;
  }
}

function kill(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It is gone.
  }
}
