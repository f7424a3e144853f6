import { messageOf } from "../core/errors.ts";
import type { Logger } from "../core/logger.ts";
import type { Task } from "./task.ts";

/**
 * Removes the containers of destroyed tasks. One whose network another container shares (`network_mode = "task:…"`) cannot go
 * before that one, and Nomad destroys the main task first: what could not be removed is tried again after each removal on the
 * same Podman (test/e2e/networks.test.ts).
 */
export class LeftoverContainers {
  readonly #leftovers = new Set<Task>();
  readonly #logger: Logger;

  constructor(logger: Logger) {
    this.#logger = logger;
  }

  /** Removes a task's container with its anonymous volumes, then what was left behind before; never rejects. */
  async remove(task: Task): Promise<void> {
    if (!(await this.#tryRemove(task))) return;
    for (const leftover of [...this.#leftovers]) {
      if (leftover.service === task.service) await this.#tryRemove(leftover);
    }
  }

  async #tryRemove(task: Task): Promise<boolean> {
    try {
      await task.service.client.containers.remove(task.container.id);
      this.#leftovers.delete(task);
      return true;
    } catch (error) {
      this.#leftovers.add(task);
      this.#logger.warn(
        "the container could not be removed; it is tried again after the next one, and by the sweep of dangling containers",
        {
          container: task.container.id,
          error: messageOf(error),
        },
      );
      return false;
    }
  }
}
