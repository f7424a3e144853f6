import { randomUUID } from "node:crypto";
import { chmodSync } from "node:fs";
import { validatePluginOptions } from "../../src/config/validate.ts";
import type { Logger } from "../../src/core/logger.ts";
import { unknownNode } from "../../src/core/node.ts";
import { silentLogger } from "../../src/core/silent-logger.ts";
import type { TaskConfig } from "../../src/core/task-config.ts";
import type { ExitResult, StartedTask, TaskEvent } from "../../src/core/task-status.ts";
import type { Driver } from "../../src/driver/api.ts";
import { createDriver } from "../../src/driver/driver.ts";
import { systemClock } from "../../src/platform/system-clock.ts";
import { Cleanup } from "./cleanup.ts";
import { patient } from "./patience.ts";
import { type TaskFixture, taskFixture } from "./plugin-client-task.ts";
import { scratchDirectory } from "./scratch.ts";

/** A signal that nobody aborts. */
export const never = new AbortController().signal;

/** Drivers in this process on one Podman, and tasks for them; all of it goes with the lab. */
export interface LifecycleLab extends AsyncDisposable {
  readonly driver: Driver;
  /** Another driver on the same Podman: what the plugin is after a restart. */
  another(options?: Readonly<Record<string, unknown>>): Driver;
  /** A task that runs this line of shell, unless its options say something else. */
  task(script: string, options?: Readonly<Record<string, unknown>>, changes?: Partial<TaskConfig>): TaskFixture;
  /** Starts it, on the lab's driver unless another is given. */
  start(task: TaskFixture, driver?: Driver): Promise<StartedTask>;
  /** Everything that the driver told of its tasks so far. */
  readonly events: readonly TaskEvent[];
}

export function openLifecycleLab(
  socketPath: string,
  options: Readonly<Record<string, unknown>> = {},
  logger: Logger = silentLogger,
): LifecycleLab {
  const cleanup = new Cleanup();
  const scratch = scratchDirectory(cleanup);
  // A rootless Podman is another user, whose containers mount what is below.
  chmodSync(scratch, 0o755);
  const events: TaskEvent[] = [];
  const another = (changes: Readonly<Record<string, unknown>> = {}): Driver => {
    const driver = createDriver({ logger, clock: systemClock, driverName: "podman", pluginVersion: "0.0.0" });
    driver.setConfig(validatePluginOptions({ socket_path: `unix://${socketPath}`, ...options, ...changes }), unknownNode);
    cleanup.defer(() => driver.shutdown());
    const listening = new AbortController();
    cleanup.defer(async () => listening.abort());
    void (async () => {
      for await (const event of driver.taskEvents(listening.signal)) events.push(event);
    })();
    return driver;
  };
  const driver = another();
  const start = async (task: TaskFixture, on: Driver = driver): Promise<StartedTask> => {
    const started = await on.startTask(task.config, never);
    cleanup.defer(() => on.destroyTask(task.config.id, true).catch(() => undefined));
    return started;
  };
  return {
    driver,
    another,
    events,
    start,
    task(script, taskOptions = {}, changes = {}) {
      const config = { image: "localhost/busybox:1", command: "/bin/sh", args: ["-c", script], ...taskOptions };
      const task = taskFixture(scratch, config, { name: `t${randomUUID().slice(0, 8)}`, ...changes });
      cleanup.defer(() => task.close());
      return task;
    },
    [Symbol.asyncDispose]: () => cleanup.run(),
  };
}

/** The exit of a task, waited for at most 30 s on a machine of its own. */
export function exitOf(driver: Driver, task: TaskFixture): Promise<ExitResult> {
  return driver.waitTask(task.config.id, AbortSignal.timeout(patient(30_000)));
}

/** What Podman calls the task's container. */
export function nameOf({ config }: TaskFixture): string {
  return `${config.name}-${config.allocId}`;
}
