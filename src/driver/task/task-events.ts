import { AsyncQueue } from "../../core/async-queue.ts";
import type { Clock } from "../../core/clock.ts";
import type { TaskConfig } from "../../core/task-config.ts";
import type { TaskEvent } from "../../core/task-status.ts";

/** Events that wait for a slow reader; the oldest go first. */
const backlog = 256;

/** Carries what happens to tasks from the use cases to every open TaskEvents call, for Nomad's users. */
export class TaskEvents {
  readonly #clock: Clock;
  readonly #listeners = new Set<AsyncQueue<TaskEvent>>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  emit(task: TaskConfig, message: string, annotations: Readonly<Record<string, string>> = {}): void {
    const event: TaskEvent = {
      taskId: task.id,
      allocId: task.allocId,
      taskName: task.name,
      timestamp: new Date(this.#clock.now()),
      message,
      annotations,
    };
    for (const listener of this.#listeners) listener.push(event);
  }

  async *listen(signal: AbortSignal): AsyncGenerator<TaskEvent, void, undefined> {
    const queue = new AsyncQueue<TaskEvent>(backlog);
    const stop = () => queue.end();
    this.#listeners.add(queue);
    signal.addEventListener("abort", stop, { once: true });
    try {
      if (!signal.aborted) yield* queue;
    } finally {
      signal.removeEventListener("abort", stop);
      this.#listeners.delete(queue);
    }
  }
}
