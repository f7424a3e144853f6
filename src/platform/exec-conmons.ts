/** The conmon processes of exec sessions, by /proc. */
import { readdirSync } from "node:fs";
import { signalProcess } from "./processes.ts";
import { readSmallFile } from "./small-file.ts";

/** conmon's command line has some forty words, a few of them paths. */
const commandLineLimit = 64 * 1024;

/** What conmon left of one exec session: itself, and below it the one that sleeps before it becomes Podman's exit command. */
export interface ExecConmon {
  /** Undefined as long as the session's process runs. */
  readonly sleeper: number | undefined;
}

/** The conmons of those of the sessions that still have one, in a single pass over /proc. */
export function execConmons(isWanted: (execId: string) => boolean): ReadonlyMap<string, ExecConmon> {
  const sessions = new Map<string, number[]>();
  for (const name of readdirSync("/proc")) {
    const pid = Number(name);
    const execId = Number.isInteger(pid) ? execIdOf(pid) : undefined;
    if (execId !== undefined && isWanted(execId)) sessions.set(execId, [...(sessions.get(execId) ?? []), pid]);
  }
  const conmons = [...sessions].map(([execId, pids]) => {
    const sleeper = pids.find((pid) => pids.includes(parentOf(pid)));
    return [execId, { sleeper }] as const;
  });
  return new Map(conmons);
}

/**
 * Signals a conmon, unless its number belongs to another process by now, or it has become something else.
 * Returns false when the plugin may not signal it.
 */
export function signalExecConmon(pid: number, execId: string, signal: "SIGTERM" | "SIGKILL"): boolean {
  return execIdOf(pid) !== execId || signalProcess(pid, signal);
}

/** Also a container's own conmon has such an id: its container's. Undefined for what is no conmon. */
function execIdOf(pid: number): string | undefined {
  if (readSmallFile(`/proc/${pid}/comm`, 16)?.trimEnd() !== "conmon") return undefined;
  const words = readSmallFile(`/proc/${pid}/cmdline`, commandLineLimit)?.split("\0") ?? [];
  return words[words.indexOf("-u") + 1];
}

function parentOf(pid: number): number {
  return Number(/^PPid:\s+(\d+)/m.exec(readSmallFile(`/proc/${pid}/status`, 4096) ?? "")?.[1] ?? 0);
}
