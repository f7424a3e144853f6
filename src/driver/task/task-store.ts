import { dirname } from "node:path";
import { DriverError, taskNotFound } from "../../core/errors.ts";
import type { Task } from "./task.ts";

/** The tasks that Nomad has handed us, by their id. An id is claimed while its start is under way. */
export class TaskStore {
  readonly #tasks = new Map<string, Task>();
  readonly #claimed = new Set<string>();
  readonly #directories = new Set<string>();
  #added = Promise.withResolvers<void>();

  /** @throws DriverError `taskExists` when the task is known or being started. */
  claim(id: string): void {
    if (this.#tasks.has(id) || this.#claimed.has(id)) {
      throw new DriverError("taskExists", `task ${id} is running already: it cannot be started twice`);
    }
    this.#claimed.add(id);
  }

  release(id: string): void {
    this.#claimed.delete(id);
  }

  add(task: Task): void {
    this.#tasks.set(task.config.id, task);
    this.allocatedIn(task.config.allocDir);
    this.#added.resolve();
    this.#added = Promise.withResolvers();
  }

  /** Notes where our agent's allocations lie, by one of them. */
  allocatedIn(allocDir: string): void {
    if (allocDir !== "") this.#directories.add(dirname(allocDir));
  }

  /** Resolves when the next task is added. */
  get nextAdded(): Promise<void> {
    return this.#added.promise;
  }

  /** Where the allocations that our agent has named lie: one directory, unless the agent's `alloc_dir` was changed. */
  get directories(): ReadonlySet<string> {
    return this.#directories;
  }

  has(id: string): boolean {
    return this.#tasks.has(id);
  }

  /** @throws DriverError `taskNotFound` */
  get(id: string): Task {
    const task = this.#tasks.get(id);
    if (task === undefined) throw taskNotFound();
    return task;
  }

  delete(id: string): void {
    this.#tasks.delete(id);
  }

  all(): Iterable<Task> {
    return this.#tasks.values();
  }

  /** True when the container is that of a task here, or may become that of one which is being started or recovered. */
  needs(containerId: string, allocId: string): boolean {
    for (const task of this.#tasks.values()) if (task.container.id === containerId) return true;
    for (const id of this.#claimed) if (id.startsWith(`${allocId}/`)) return true;
    return false;
  }
}
