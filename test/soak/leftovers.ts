import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { join } from "node:path";
import type { PodmanClient } from "../../src/podman/client.ts";
import { processesWhere } from "../lab/processes.ts";

/** The plugin keeps an idle connection to Podman for five minutes (Bun 1.4.5): so many descriptors more mean nothing. */
export const descriptorRoom = 70;

/** What there is at one moment, and what there should be. */
export interface Census {
  readonly tasks: number;
  readonly containers: number;
  /** conmon of containers. */
  readonly conmons: number;
  /** conmon of exec sessions, two each: one session a task is open. */
  readonly execConmons: number;
  /** Processes that hold a FIFO of a task besides the plugin and the reader. */
  readonly keepers: number;
  readonly networks: number;
  /** File descriptors of the plugin; 0 when it has ended. */
  readonly descriptors: number;
}

export interface CensusPlace {
  readonly directory: string;
  readonly direct: PodmanClient;
  readonly pluginPid: number;
  readonly tasks: number;
}

export async function census({ directory, direct, pluginPid, tasks }: CensusPlace): Promise<Census> {
  const conmons = processesWhere("cmdline", ([program = "", ...words]) => {
    return program.endsWith("conmon") && words.includes(join(directory, "p/root"));
  });
  const isExec = (pid: number) => words(pid).includes("-e") || words(pid).includes("--exec-attach");
  const keepers = processesWhere("cmdline", (line) => line.some((word) => word.startsWith("read noted")));
  return {
    tasks,
    containers: (await direct.containers.list([])).length,
    conmons: conmons.filter((pid) => !isExec(pid)).length,
    execConmons: conmons.filter(isExec).length,
    keepers: keepers.filter((pid) => holds(pid, directory)).length,
    networks: readdirSync(join(directory, "p/networks")).filter((name) => name.endsWith(".json")).length,
    descriptors: openFiles(pluginPid).length,
  };
}

/** What of a census is not as it should be; `before` is one of the same tasks, when nothing had happened. */
export function differences(now: Census, before: Census | undefined): string[] {
  const exact = { containers: now.tasks, conmons: now.tasks, keepers: now.tasks, networks: 1 } as const;
  const most = {
    execConmons: 2 * now.tasks,
    descriptors: before === undefined ? 0 : before.descriptors + descriptorRoom,
  } as const;
  return [
    ...Object.entries(exact)
      .filter(([name, wanted]) => now[name as keyof Census] !== wanted)
      .map(([name, wanted]) => `${now[name as keyof Census]} ${name} instead of ${wanted}`),
    ...Object.entries(most)
      .filter(([name, wanted]) => now[name as keyof Census] > wanted)
      .map(([name, wanted]) => `${now[name as keyof Census]} ${name}, more than ${wanted}`),
  ];
}

/** What a process has open; nothing when it has ended. */
export function openFiles(pid: number): string[] {
  try {
    return readdirSync(`/proc/${pid}/fd`).map((fd) => readlinkSync(`/proc/${pid}/fd/${fd}`));
  } catch {
    return [];
  }
}

/** Keepers of a directory's FIFOs. */
export function keepersOf(directory: string): number[] {
  return processesWhere("cmdline", (line) => line.some((word) => word.startsWith("read noted"))).filter((pid) =>
    holds(pid, directory),
  );
}

function holds(pid: number, directory: string): boolean {
  return openFiles(pid).some((path) => path.startsWith(directory));
}

function words(pid: number): string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0");
  } catch {
    return [];
  }
}
