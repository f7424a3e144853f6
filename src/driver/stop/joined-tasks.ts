import type { Clock } from "../../core/clock.ts";
import { messageOf } from "../../core/errors.ts";
import type { Logger } from "../../core/logger.ts";
import { allocIdLabel, containerName, originalName } from "../../core/names.ts";
import type { ExitWatcher } from "../exits/exit-watcher.ts";
import type { Task } from "../task/task.ts";
import type { TaskEvents } from "../task/task-events.ts";
import type { TaskStore } from "../task/task-store.ts";
import { stopTask } from "./stop-task.ts";

/** How long a task that has lost its namespaces has to end by its stop signal, in milliseconds: Nomad's default kill_timeout. */
const stopTimeout = 5_000;

export interface JoinedTasksDeps {
  readonly store: TaskStore;
  readonly events: TaskEvents;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly watcher: (task: Task) => ExitWatcher;
}

/**
 * Tasks that share the namespaces of another one (`network_mode = "task:…"`). When that one ends, they are alone in the old
 * namespaces, with a network without interfaces; only a new container can join those of its next run. So they are ended when
 * that next run has started, not before: their own restart then finds it, and costs one attempt of their restart policy, as
 * it cost the other task one (test/driver/stop/joined-tasks.podman.test.ts).
 */
export class JoinedTasks {
  readonly #deps: JoinedTasksDeps;
  readonly #stopped = new WeakSet<Task>();

  constructor(deps: JoinedTasksDeps) {
    this.#deps = deps;
  }

  /** Call after a task was added to the store, started or recovered. */
  added(task: Task): void {
    void task.exit().then(() => this.#reportEnd(task));
    for (const each of this.#running(task.config.allocId)) {
      void this.#check(each).catch((error: unknown) => {
        this.#deps.logger.warn("a task that may have lost the namespaces that it shares could not be ended", {
          task: each.config.id,
          error: messageOf(error),
        });
      });
    }
  }

  /** Call before Nomad's stop of a task: those that share its namespaces are most likely stopped as well. */
  stopping(task: Task): void {
    this.#stopped.add(task);
  }

  #reportEnd(main: Task): void {
    if (this.#stopped.has(main)) return;
    for (const { config, container } of this.#running(main.config.allocId)) {
      if (!container.joined.includes(main.container.id)) continue;
      const { name } = main.config;
      const text = `Task "${name}", whose namespaces this task shares, has ended: this task is ended too when "${name}" runs again, to join it again`;
      this.#deps.events.emit(config, text);
    }
  }

  /** Ends the task if one whose namespaces it shared runs again, in another container. */
  async #check(task: Task): Promise<void> {
    const known = new Set([...this.#deps.store.all()].map(({ container }) => container.id));
    for (const id of task.container.joined) {
      if (known.has(id)) continue;
      const ended = await task.service.client.containers.inspect(id);
      if (ended.state.running || ended.labels[allocIdLabel] !== task.config.allocId) continue;
      const name = originalName(ended.name);
      const next = this.#running(task.config.allocId).find(({ config }) => containerName(config.name, config.allocId) === name);
      if (next !== undefined) return this.#end(task, next);
    }
  }

  async #end(task: Task, next: Task): Promise<void> {
    if (task.failing || task.hasEnded) return;
    task.fail(
      `task "${next.config.name}" was started again: this task has lost the namespaces that it shared and is restarted to join the new ones`,
    );
    await stopTask(task, stopTimeout, "", { ...this.#deps, watcher: this.#deps.watcher(task) });
  }

  #running(allocId: string): readonly Task[] {
    return [...this.#deps.store.all()].filter(({ config, hasEnded }) => config.allocId === allocId && !hasEnded);
  }
}
