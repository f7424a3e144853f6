import { oomKills } from "../cgroup/oom-kills.ts";
import type { Clock } from "../core/clock.ts";
import { isDriverError, messageOf } from "../core/errors.ts";
import type { Logger } from "../core/logger.ts";
import type { ContainerInspect } from "../podman/types.ts";
import { exitResult } from "../translate/exit.ts";
import type { TaskEvents } from "./events.ts";
import type { Task } from "./task.ts";

/** States of inspect in which the exit code counts: while a stop goes on Podman reports 0 for a container that still runs. */
const terminal: ReadonlySet<string> = new Set(["exited", "stopped"]);

export interface LookDeps {
  readonly logger: Logger;
  readonly clock: Clock;
  readonly events: TaskEvents;
}

/**
 * Asks Podman whether the task has ended and settles its exit if so, after all its output was delivered. True when the
 * exit is settled; false also when Podman does not answer. Never rejects.
 *
 * @param countedOomKills what the cgroup counted when the exit was first heard of, if somebody looked in time
 */
export async function lookAtContainer(task: Task, countedOomKills: number | undefined, deps: LookDeps): Promise<boolean> {
  try {
    const inspect = await task.service.client.containers.inspect(task.container.id);
    if (!terminal.has(inspect.state.status)) return false;
    await settle(task, inspect, countedOomKills ?? oomKills(task.container.cgroupPath), deps);
    return true;
  } catch (error) {
    if (!isDriverError(error, "notFound")) {
      deps.logger.debug("container cannot be inspected", { task: task.config.id, error: messageOf(error) });
      return false;
    }
    await task.log.finish();
    const text = `container ${task.container.id.slice(0, 12)} was removed from Podman behind Nomad's back: its exit code is lost`;
    task.settle({ exitCode: -1, signal: 0, oomKilled: false, error: text }, new Date(deps.clock.now()));
    return true;
  }
}

async function settle(task: Task, { state }: ContainerInspect, cgroupOomKills: number, deps: LookDeps): Promise<void> {
  const { exitCode, oomKilled, error } = state;
  const result = exitResult({ exitCode, oomKilled, error, cgroupOomKills });
  if (result.oomKilled) {
    deps.events.emit(task.config, "OOM killed: the task needs more memory than resources.memory allows");
  }
  await task.log.finish();
  task.settle(result, state.finishedAt ?? new Date(deps.clock.now()));
}
