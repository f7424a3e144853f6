import { type Denials, readDenials } from "../../cgroup/denials.ts";
import { isDriverError, messageOf } from "../../core/errors.ts";
import type { Logger } from "../../core/logger.ts";
import type { ExitResult } from "../../core/task-status.ts";
import { readSmallFile } from "../../platform/small-file.ts";
import type { ContainerInspect } from "../../podman/containers/types.ts";
import { unstartedProgram } from "../../translate/errors/rejected-program.ts";
import { deniedText, exitResult, oomText } from "../../translate/readings/exit.ts";
import type { Task } from "../task/task.ts";

/** States of inspect in which the exit code counts: during a stop Podman reports 0 for a container that still runs.
 * Its own wait is no better (docs/podman-quirks.md#wait-before-start). */
const terminal: ReadonlySet<string> = new Set(["exited", "stopped"]);

/** The exit codes of OCI runtimes whose program the kernel refused: the container's start has succeeded by then. */
const failedProgramCodes: ReadonlySet<number> = new Set([1, 126, 127, 255]);
/** Room for the runtime's message, with the time stamp of each line, in bytes. */
const longestMessage = 4_096;

/** What the hints of an exit have said so far. */
export interface ExitHints {
  /** From conmon's exit file or Podman's event. */
  readonly exitCode?: number | undefined;
  /** Counted by the cgroup at the first hint. */
  readonly denials?: Denials | undefined;
}

/** How a task's process ended. */
export interface Exit {
  readonly result: ExitResult;
  /** Undefined when Podman does not know the time. */
  readonly at?: Date | undefined;
  /** For the task's events. */
  readonly messages: readonly string[];
}

/** The exit, or why there is none: `gone` when no container and no hint has the code, `unknown` when Podman does not respond. */
export type Finding = Exit | "running" | "gone" | "unknown";

/** Asks Podman whether the task has ended, and how. Never rejects. */
export async function confirmExit(task: Task, hints: ExitHints, logger: Logger): Promise<Finding> {
  try {
    const inspect = await task.service.client.containers.inspect(task.container.id);
    if (isAnotherRun(task, inspect)) return lostExit(task, hints, "was started again behind Nomad's back");
    const { status, finishedAt } = inspect.state;
    return terminal.has(status) ? { ...exitOf(task, endOf(inspect, hints), hints), at: finishedAt } : "running";
  } catch (error) {
    if (isDriverError(error, "notFound")) return hints.exitCode === undefined ? "gone" : removedExit(task, hints);
    logger.debug("container cannot be inspected", { task: task.config.id, error: messageOf(error) });
    return "unknown";
  }
}

/** The exit of a task whose container is gone. */
export function removedExit(task: Task, hints: ExitHints): Exit {
  return lostExit(task, hints, "was removed from Podman behind Nomad's back");
}

/** An exit that Podman does not know: the hints may have its code. */
export function lostExit(task: Task, hints: ExitHints, what: string): Exit {
  const text = `container ${task.container.id.slice(0, 12)} ${what}`;
  if (hints.exitCode === undefined) {
    return { result: { exitCode: -1, signal: 0, oomKilled: false, error: `${text}: exit code unknown` }, messages: [] };
  }
  const { result, messages } = exitOf(task, { exitCode: hints.exitCode, oomKilled: false, error: "" }, hints);
  return { result, messages: [text, ...messages] };
}

/** `podman restart`, or a stop and a start: Nomad's task was the process before. */
function isAnotherRun({ container }: Task, { state }: ContainerInspect): boolean {
  const known = container.startedAt.getTime();
  return known > 0 && state.startedAt !== undefined && state.startedAt.getTime() > known;
}

type End = Pick<ContainerInspect["state"], "exitCode" | "oomKilled" | "error">;

function exitOf({ container, config: { resources } }: Task, end: End, hints: ExitHints): Exit {
  const { oomKills, processes } = hints.denials ?? readDenials(container.cgroupPath, container.id);
  const result = exitResult({ ...end, cgroupOomKills: oomKills, resources });
  return {
    result,
    messages: [...(result.oomKilled ? [oomText(resources)] : []), ...(processes > 0 ? [deniedText(processes)] : [])],
  };
}

/** Adds what Podman does not know: why the program never ran, and the code where Podman 4.3.1 found no exit file (-1). */
function endOf(inspect: ContainerInspect, hints: ExitHints): End {
  const { exitCode, oomKilled } = inspect.state;
  const error = inspect.state.error || (failedProgram(inspect) ?? "");
  if (exitCode >= 0) return { exitCode, oomKilled, error };
  if (hints.exitCode !== undefined) return { exitCode: hints.exitCode, oomKilled, error };
  return { exitCode, oomKilled, error: error || "Podman does not know the container's exit code" };
}

/** Why the program never ran, if the runtime's message is all that the container has logged. Reads one small file. */
function failedProgram({ state, log }: ContainerInspect): string | undefined {
  if (!failedProgramCodes.has(state.exitCode) || log.path === "") return undefined;
  const text = readSmallFile(log.path, longestMessage) ?? "";
  if (text.length === longestMessage) return undefined;
  const lines = text.split("\n").filter((line) => line !== "");
  const [line = ""] = lines;
  return lines.length === 1 ? unstartedProgram(line) : undefined;
}
