import { DriverError, messageOf } from "../core/errors.ts";
import type { Logger } from "../core/logger.ts";
import { killTask, type StopDeps } from "./stop-task.ts";
import type { Task } from "./task.ts";

export interface DestroyDeps extends StopDeps {
  readonly logger: Logger;
  /** `gc.container`: false leaves the container to the operator. */
  readonly removeContainer: boolean;
}

/**
 * Forgets a task and removes its container with the anonymous volumes. A removal that fails does not fail the call: the
 * sweep of dangling containers tries again.
 *
 * @throws DriverError `invalidRequest` when the task runs and `force` is false
 */
export async function destroyTask(task: Task, force: boolean, deps: DestroyDeps): Promise<void> {
  if (task.result === undefined) {
    if (!force) {
      throw new DriverError("invalidRequest", `task ${task.config.name} is running: stop it first, or destroy it with force`);
    }
    await killTask(task, deps);
  }
  deps.watcher.forget(task);
  if (!deps.removeContainer) return;
  try {
    await task.service.client.containers.remove(task.container.id);
  } catch (error) {
    deps.logger.warn("the container could not be removed; the sweep of dangling containers tries again", {
      container: task.container.id,
      error: messageOf(error),
    });
  }
}
