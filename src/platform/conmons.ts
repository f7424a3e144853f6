/** conmon processes, of exec sessions and of containers, by /proc. */
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
  for (const pid of allProcesses()) {
    const execId = conmonOf(pid)?.id;
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
  return conmonOf(pid)?.id !== execId || signalProcess(pid, signal);
}

/**
 * Ends what still runs below the conmon of a container that Podman does not have, after which conmon ends by itself. Podman's
 * clean-up, which conmon runs at a container's usual end, goes on.
 */
export function endContainerProcesses(containerId: string): void {
  const all = allProcesses();
  const conmons = new Map(
    all.flatMap((pid) => {
      const conmon = conmonOf(pid);
      return conmon?.id === containerId ? [[pid, conmon] as const] : [];
    }),
  );
  if (conmons.size === 0) return;
  for (const pid of all) {
    const conmon = conmons.get(parentOf(pid));
    if (conmon === undefined || conmons.has(pid) || commandLine(pid)[0] === conmon.exitCommand) continue;
    signalProcess(pid, "SIGKILL");
  }
}

interface Conmon {
  /** Of the exec session; of a container's own conmon that of the container. */
  readonly id: string | undefined;
  /** The program that it runs at the end. */
  readonly exitCommand: string | undefined;
}

/** Undefined for what is no conmon. */
function conmonOf(pid: number): Conmon | undefined {
  if (readSmallFile(`/proc/${pid}/comm`, 16)?.trimEnd() !== "conmon") return undefined;
  const words = commandLine(pid);
  const after = (option: string) => (words.includes(option) ? words[words.indexOf(option) + 1] : undefined);
  return { id: after("-u"), exitCommand: after("--exit-command") };
}

function allProcesses(): number[] {
  return readdirSync("/proc").map(Number).filter(Number.isInteger);
}

function commandLine(pid: number): readonly string[] {
  return readSmallFile(`/proc/${pid}/cmdline`, commandLineLimit)?.split("\0") ?? [];
}

function parentOf(pid: number): number {
  return Number(/^PPid:\s+(\d+)/m.exec(readSmallFile(`/proc/${pid}/status`, 4096) ?? "")?.[1] ?? 0);
}
