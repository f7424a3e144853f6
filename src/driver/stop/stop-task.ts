import type { Clock } from "../../core/clock.ts";
import { DriverError, isDriverError, messageOf } from "../../core/errors.ts";
import type { Logger } from "../../core/logger.ts";
import { parseSignal, signalName } from "../../core/signals.ts";
import type { ExitWatcher } from "../exits/exit-watcher.ts";
import type { Task } from "../task/task.ts";
import type { TaskEvents } from "../task/task-events.ts";

const sigkill = 9;
const sigterm = 15;

/** How long a killed process may take to be seen as ended, in milliseconds: the kernel may have to wait for its I/O. */
const killPatience = 60_000;
/** After this a killed container that does not end is taken for paused: a frozen process cannot die on cgroup v1. */
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
 * Ends a task: the signal, the whole timeout, then SIGKILL. The signal is sent by us and not by Podman's stop, which
 * would send the image's own and hold one request open for as long as the timeout. The output may still be on its way to
 * Nomad when this is over: that is for WaitTask to wait for.
 *
 * @param timeoutMilliseconds 0 means kill now
 * @param signalText `kill_signal`; the container's own stop signal is sent where it is empty, or unknown, with a warning
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

/** SIGKILL, and the end of the process is waited for. @throws DriverError `timeout` */
export async function killTask(task: Task, deps: KillDeps): Promise<void> {
  if (task.hasEnded) return;
  await sendSignal(task, sigkill, deps);
  if (await endsWithin(task, unpauseAfter, deps.clock)) return;
  await task.service.client.containers.unpause(task.container.id).catch(() => undefined);
  // Some versions of Podman refuse to signal what is paused.
  await sendSignal(task, sigkill, deps);
  // The hints of its exit may not arrive.
  void deps.watcher.confirm(task);
  if (await endsWithin(task, killPatience, deps.clock)) return;
  throw new DriverError(
    "timeout",
    `container ${task.container.id.slice(0, 12)} of task ${task.config.name} did not end within ${killPatience / 1000} s of SIGKILL: its process may hang in the kernel`,
    { recoverable: true },
  );
}

/** A container that has ended already is what was wanted. */
async function sendSignal(task: Task, signal: number, { watcher }: KillDeps): Promise<void> {
  try {
    await task.service.client.containers.kill(task.container.id, signal);
  } catch (error) {
    const over = isDriverError(error, "conflict") || isDriverError(error, "notFound");
    if (!over && !isDriverError(error, "podmanFailed")) throw error;
    await confirmEnd(task, watcher);
    // Podman 4.3.1 misses the exit file of a conmon that was killed, and fails (test/driver/exits/exits.podman.test.ts).
    if (!over && !task.hasEnded) throw error;
  }
}

/** Looks until the process is seen to have ended, which is before its output is delivered. */
async function confirmEnd(task: Task, watcher: ExitWatcher): Promise<void> {
  const over = new AbortController();
  const ended = task.ended(over.signal);
  ended.catch(() => undefined);
  try {
    await Promise.race([ended, watcher.confirm(task)]);
  } finally {
    over.abort();
  }
}

async function endsWithin(task: Task, milliseconds: number, clock: Clock): Promise<boolean> {
  if (task.hasEnded) return true;
  const over = new AbortController();
  try {
    const ended = task.ended(over.signal).then(() => true);
    ended.catch(() => undefined);
    return await Promise.race([ended, clock.sleep(milliseconds, over.signal).then(() => false)]);
  } finally {
    over.abort();
  }
}
