import { DriverError } from "../core/errors.ts";
import type { LeftoverContainers } from "./leftover-containers.ts";
import { killTask, type StopDeps } from "./stop-task.ts";
import type { Task } from "./task.ts";

export interface DestroyDeps extends StopDeps {
  readonly leftovers: LeftoverContainers;
  /** `gc.container`: false leaves the container to the operator. */
  readonly removeContainer: boolean;
}

/**
 * Forgets a task and removes its container with the anonymous volumes. A removal that fails does not fail the call: it
 * is tried again after the next one, and by the sweep of dangling containers.
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
  if (deps.removeContainer) await deps.leftovers.remove(task);
}
