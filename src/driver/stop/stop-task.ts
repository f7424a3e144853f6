import type { Clock } from "../../core/clock.ts";
import { DriverError, isDriverError, messageOf } from "../../core/errors.ts";
import type { Logger } from "../../core/logger.ts";
import { parseSignal, signalName } from "../../core/signals.ts";
import type { ExitWatcher } from "../exits/exit-watcher.ts";
import type { Task } from "../task/task.ts";
import type { TaskEvents } from "../task/task-events.ts";

const sigkill = 9;
const sigterm = 15;

/** How long a killed process may take to end, in milliseconds: the kernel may have to wait for its I/O. */
const killTimeout = 60_000;
/** After this, in milliseconds, a killed container that still runs may be paused: a frozen process cannot die on cgroup v1. */
const unpauseAfter = 1_000;

export interface KillDeps {
  readonly clock: Clock;
  readonly watcher: ExitWatcher;
}

export interface StopDeps extends KillDeps {
  readonly events: TaskEvents;
  readonly logger: Logger;
}

/**
 * Ends a task: the signal, the whole timeout, then SIGKILL. Podman's stop is not used: it would send the image's own signal
 * and hold one request open for the whole timeout. Waits for the process only; WaitTask waits for the output.
 *
 * @param timeoutMilliseconds 0 means kill now
 * @param signalText `kill_signal`; when it is empty, or unknown (with a warning), the container's own stop signal is sent
 * @throws DriverError `timeout` when even SIGKILL does not end it
 */
export async function stopTask(task: Task, timeoutMilliseconds: number, signalText: string, deps: StopDeps): Promise<void> {
  if (task.hasEnded) return;
  if (timeoutMilliseconds > 0) {
    const signal = stopSignal(task, signalText, deps);
    await sendSignal(task, signal, deps);
    if (await endsWithin(task, timeoutMilliseconds, deps.clock)) return;
  }
  await killTask(task, deps);
}

function stopSignal(task: Task, signalText: string, { events, logger }: StopDeps): number {
  const own = parsed(task.container.stopSignal) ?? sigterm;
  if (signalText === "") return own;
  try {
    return parseSignal(signalText);
  } catch (error) {
    const warning = `kill_signal: ${messageOf(error)}; ${signalName(own)}, the container's own stop signal, is sent instead`;
    logger.warn(warning, { task: task.config.id });
    events.emit(task.config, `Warning: ${warning}`);
    return own;
  }
}

function parsed(signalText: string): number | undefined {
  try {
    return parseSignal(signalText);
  } catch {
    return undefined;
  }
}

/** Sends SIGKILL and waits for the end of the process. @throws DriverError `timeout` */
export async function killTask(task: Task, deps: KillDeps): Promise<void> {
  if (task.hasEnded) return;
  await sendSignal(task, sigkill, deps);
  if (await endsWithin(task, unpauseAfter, deps.clock)) return;
  await task.service.client.containers.unpause(task.container.id).catch(() => undefined);
  // Some versions of Podman refuse to signal what is paused.
  await sendSignal(task, sigkill, deps);
  // The hints of its exit may be missing.
  void deps.watcher.confirm(task);
  if (await endsWithin(task, killTimeout, deps.clock)) return;
  throw new DriverError(
    "timeout",
    `container ${task.container.id.slice(0, 12)} of task ${task.config.name} did not end within ${killTimeout / 1000} s of SIGKILL: its process may hang in the kernel`,
    { recoverable: true },
  );
}

/** No error for a container that has ended already. */
async function sendSignal(task: Task, signal: number, { watcher }: KillDeps): Promise<void> {
  try {
    await task.service.client.containers.kill(task.container.id, signal);
  } catch (error) {
    const notRunning = isDriverError(error, "conflict") || isDriverError(error, "notFound");
    if (!notRunning && !isDriverError(error, "podmanFailed")) throw error;
    await endsBefore(task, () => watcher.confirm(task));
    // Podman 4.3.1 misses the exit file of a conmon that was killed, and fails (test/driver/exits/exits.podman.test.ts).
    if (!notRunning && !task.hasEnded) throw error;
  }
}

function endsWithin(task: Task, milliseconds: number, clock: Clock): Promise<boolean> {
  return endsBefore(task, (signal) => clock.sleep(milliseconds, signal));
}

/** Waits for the end of the process or for `other`. True when the process has ended. */
async function endsBefore(task: Task, other: (signal: AbortSignal) => Promise<void>): Promise<boolean> {
  const over = new AbortController();
  try {
    await Promise.race([task.ended(over.signal), other(over.signal)]);
    return task.hasEnded;
  } finally {
    over.abort();
  }
}
