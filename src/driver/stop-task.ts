import type { Clock } from "../core/clock.ts";
import { DriverError, isDriverError } from "../core/errors.ts";
import { parseSignal } from "../core/signals.ts";
import type { ExitWatcher } from "./exit-watcher.ts";
import type { Task } from "./task.ts";

const sigkill = 9;

/** How long a killed process may take to be seen as ended, in milliseconds: the kernel may have to wait for its I/O. */
const killPatience = 60_000;
/** After this a killed container that does not end is taken for paused: a frozen process cannot die on cgroup v1. */
const unpauseAfter = 1_000;

export interface StopDeps {
  readonly clock: Clock;
  readonly watcher: ExitWatcher;
}

/**
 * Ends a task: the signal, the whole timeout, then SIGKILL. The signal is sent by us and not by Podman's stop, which
 * would send the image's own and hold one request open for as long as the timeout.
 *
 * @param timeoutMilliseconds 0 means kill now
 * @param signalText empty for the container's own stop signal
 * @throws DriverError `invalidRequest` for an unknown signal, `timeout` when even SIGKILL does not end it
 */
export async function stopTask(task: Task, timeoutMilliseconds: number, signalText: string, deps: StopDeps): Promise<void> {
  if (task.result !== undefined) return;
  if (timeoutMilliseconds > 0) {
    const signal = parseSignal(signalText === "" ? task.container.stopSignal : signalText);
    await sendSignal(task, signal, deps);
    if (await endsWithin(task, timeoutMilliseconds, deps.clock)) return;
  }
  await killTask(task, deps);
}

/** SIGKILL, and the exit is waited for. @throws DriverError `timeout` */
export async function killTask(task: Task, deps: StopDeps): Promise<void> {
  if (task.result !== undefined) return;
  await sendSignal(task, sigkill, deps);
  if (await endsWithin(task, unpauseAfter, deps.clock)) return;
  await task.service.client.containers.unpause(task.container.id).catch(() => undefined);
  // Some versions of Podman refuse to signal what is paused.
  await sendSignal(task, sigkill, deps);
  // The signs of its end may not come through.
  void deps.watcher.confirm(task);
  if (await endsWithin(task, killPatience, deps.clock)) return;
  throw new DriverError(
    "timeout",
    `container ${task.container.id.slice(0, 12)} of task ${task.config.name} did not end within ${killPatience / 1000} s of SIGKILL: its process may hang in the kernel`,
    { recoverable: true },
  );
}

/** A container that has ended already is what was wanted. */
async function sendSignal(task: Task, signal: number, { watcher }: StopDeps): Promise<void> {
  try {
    await task.service.client.containers.kill(task.container.id, signal);
  } catch (error) {
    const over = isDriverError(error, "conflict") || isDriverError(error, "notFound");
    if (!over && !isDriverError(error, "podmanFailed")) throw error;
    await watcher.confirm(task);
    // Podman 4.3.1 misses the exit file of a conmon that was killed, and fails (test/driver/exits.test.ts).
    if (!over && task.result === undefined) throw error;
  }
}

async function endsWithin(task: Task, milliseconds: number, clock: Clock): Promise<boolean> {
  if (task.result !== undefined) return true;
  const over = new AbortController();
  try {
    const exited = task.exit(over.signal).then(() => true);
    exited.catch(() => undefined);
    return await Promise.race([exited, clock.sleep(milliseconds, over.signal).then(() => false)]);
  } finally {
    over.abort();
  }
}
