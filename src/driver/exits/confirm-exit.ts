import { oomKills } from "../../cgroup/oom-kills.ts";
import type { Clock } from "../../core/clock.ts";
import { isDriverError, messageOf } from "../../core/errors.ts";
import type { Logger } from "../../core/logger.ts";
import type { ExitResult } from "../../core/task-status.ts";
import type { ContainerInspect } from "../../podman/containers/types.ts";
import { exitResult, oomText } from "../../translate/readings/exit.ts";
import { failedProgram } from "../task/failed-program.ts";
import type { Task } from "../task/task.ts";
import type { TaskEvents } from "../task/task-events.ts";

/** States of inspect in which the exit code counts: while a stop goes on Podman reports 0 for a container that still runs.
 * Its own wait says as little (docs/podman-quirks.md#wait-before-start). */
const terminal: ReadonlySet<string> = new Set(["exited", "stopped"]);

export interface LookDeps {
  readonly logger: Logger;
  readonly clock: Clock;
  readonly events: TaskEvents;
}

/** What was heard of a task's end before anybody asked Podman. */
export interface ExitSigns {
  /** What conmon's exit file or Podman's event said. */
  readonly exitCode?: number | undefined;
  /** What the cgroup counted at the first sign, if somebody looked in time. */
  readonly oomKills?: number | undefined;
}

/** What a look at a container found: whether its end was settled, and if not, why. */
export type Look = "settled" | "running" | "gone" | "unknown";

/**
 * Asks Podman whether the task has ended, and settles its exit if so, after all its output was delivered. `gone` when there
 * is no such container and no sign told the code, `unknown` when Podman does not answer. Never rejects.
 */
export async function lookAtContainer(task: Task, signs: ExitSigns, deps: LookDeps): Promise<Look> {
  try {
    const inspect = await task.service.client.containers.inspect(task.container.id);
    if (isAnotherRun(task, inspect)) {
      await settleLost(task, signs, "was started again behind Nomad's back", deps);
      return "settled";
    }
    if (!terminal.has(inspect.state.status)) return "running";
    await settle(task, withReason(inspect), inspect.state.finishedAt, signs, deps);
    return "settled";
  } catch (error) {
    if (!isDriverError(error, "notFound")) {
      deps.logger.debug("container cannot be inspected", { task: task.config.id, error: messageOf(error) });
      return "unknown";
    }
    if (signs.exitCode === undefined) return "gone";
    await settleLost(task, signs, "was removed from Podman behind Nomad's back", deps);
    return "settled";
  }
}

/** Settles an exit that Podman cannot tell any more: by the sign of it, if there was one. */
export async function settleLost(task: Task, signs: ExitSigns, what: string, deps: LookDeps): Promise<void> {
  const text = `container ${task.container.id.slice(0, 12)} ${what}`;
  const { exitCode } = signs;
  if (exitCode !== undefined) {
    deps.events.emit(task.config, text);
    return settle(task, { exitCode, oomKilled: false, error: "" }, undefined, signs, deps);
  }
  const error = `${text}: its exit code is lost`;
  await deliver(task, { exitCode: -1, signal: 0, oomKilled: false, error }, new Date(deps.clock.now()), deps);
}

/** `podman restart`, or a stop and a start: the process that Nomad's task was has ended, whatever runs or ran since. */
function isAnotherRun({ container }: Task, { state }: ContainerInspect): boolean {
  const known = container.startedAt.getTime();
  return known > 0 && state.startedAt !== undefined && state.startedAt.getTime() > known;
}

type End = Pick<ContainerInspect["state"], "exitCode" | "oomKilled" | "error">;

async function settle(task: Task, end: End, at: Date | undefined, signs: ExitSigns, deps: LookDeps): Promise<void> {
  const { cgroupPath, id } = task.container;
  const cgroupOomKills = signs.oomKills ?? oomKills(cgroupPath, id);
  const { resources } = task.config;
  const result = exitResult({ ...toldBySign(end, signs), oomKilled: end.oomKilled, cgroupOomKills, resources });
  if (result.oomKilled) deps.events.emit(task.config, oomText(resources));
  await deliver(task, result, at ?? new Date(deps.clock.now()), deps);
}

/** The process has ended; the exit is told when all its output is with Nomad. A fault on that way must not withhold it. */
async function deliver(task: Task, result: ExitResult, at: Date, { logger }: LookDeps): Promise<void> {
  task.end();
  try {
    await task.log.finish();
  } catch (error) {
    logger.error("the end of the task's output was not delivered", { task: task.config.id, error: messageOf(error) });
  }
  task.settle(result, at);
}

/** The end with the reason that Podman does not know. */
function withReason(inspect: ContainerInspect): End {
  const { exitCode, oomKilled, error } = inspect.state;
  return { exitCode, oomKilled, error: error === "" ? (failedProgram(inspect) ?? "") : error };
}

/** Podman 4.3.1 says -1 where it found no exit file, as after conmon was killed. */
function toldBySign({ exitCode, error }: End, signs: ExitSigns): Pick<End, "exitCode" | "error"> {
  if (exitCode >= 0) return { exitCode, error };
  if (signs.exitCode !== undefined) return { exitCode: signs.exitCode, error };
  return { exitCode, error: error === "" ? "Podman does not know the container's exit code" : error };
}
