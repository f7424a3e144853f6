import { DriverError } from "../../core/errors.ts";
import { removeReplaced } from "../task/replaced-containers.ts";
import type { Task } from "../task/task.ts";
import type { LeftoverContainers } from "./leftovers.ts";
import { type KillDeps, killTask } from "./stop-task.ts";

export interface DestroyDeps extends KillDeps {
  readonly leftovers: LeftoverContainers;
  /** `gc.container`: false leaves the container to the operator. */
  readonly removeContainer: boolean;
}

/**
 * Forgets a task and removes its container with the anonymous volumes. A failed removal does not fail the call: it is
 * retried in the background.
 *
 * @throws DriverError `invalidRequest` when the task runs and `force` is false
 */
export async function destroyTask(task: Task, force: boolean, deps: DestroyDeps): Promise<void> {
  if (task.result === undefined) {
    if (!force) {
      throw new DriverError("invalidRequest", `task ${task.config.name} is running: stop it first, or destroy it with force`);
    }
    await killTask(task, deps);
    // Its log is in the container. Bounded: delivery gives up on a reader that takes nothing.
    await task.exit();
  }
  deps.watcher.forget(task);
  if (!deps.removeContainer) return;
  await deps.leftovers.remove(task);
  await removeReplaced(task.service.client, task.container.joined, task.config.allocId);
}
