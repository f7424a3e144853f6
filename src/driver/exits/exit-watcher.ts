import { isAlive } from "../../platform/processes.ts";
import type { PodmanEvent } from "../../podman/system/types.ts";
import type { PodmanService } from "../services/podman-services.ts";
import type { Task } from "../task/task.ts";
import { ExitFiles } from "./conmon-exit-files.ts";
import { PodmanEvents } from "./podman-events.ts";
import { type WatchDeps, WatchedTask } from "./watched-task.ts";

export interface ExitWatcherDeps extends WatchDeps {
  readonly service: PodmanService;
  /** Called when the service came or went. */
  readonly onServiceChange: () => void;
}

/** Watches the tasks of one Podman: passes conmon's exit files and Podman's events on as hints. */
export class ExitWatcher {
  readonly #deps: ExitWatcherDeps;
  readonly #watched = new Map<string, WatchedTask>();
  readonly #files: ExitFiles;
  readonly #events: PodmanEvents;

  constructor(deps: ExitWatcherDeps) {
    this.#deps = deps;
    this.#files = new ExitFiles((id, exitCode) => this.#watched.get(id)?.hint(exitCode));
    this.#events = new PodmanEvents({
      service: deps.service,
      logger: deps.logger,
      clock: deps.clock,
      onEvent: (event) => this.#onEvent(event),
      onOpen: () => {
        deps.onServiceChange();
        for (const watched of this.#watched.values()) void watched.catchUp();
      },
      onLost: deps.onServiceChange,
    });
  }

  /** Watches the task until its exit is settled. */
  follow(task: Task): void {
    const watched = new WatchedTask(task, this.#deps);
    this.#watched.set(task.container.id, watched);
    watched.health.start();
    this.#files.follow(task.container.conmonPid);
    this.#events.open();
    // It ended before its exit file was watched for, and Podman may not have noticed yet (test/e2e/jobs.test.ts, the batch job).
    if (!isAlive(task.container.pid) || !isAlive(task.container.conmonPid)) watched.hint();
  }

  /** The task was destroyed. */
  forget(task: Task): void {
    this.#watched.get(task.container.id)?.health.stop();
    this.#watched.delete(task.container.id);
  }

  /** Checks a task that may have ended before it was followed. */
  async catchUp(task: Task): Promise<void> {
    await this.#watched.get(task.container.id)?.catchUp();
  }

  /**
   * The service responds: opens the event stream, again if it missed an exit, and checks tasks whose process is gone without a
   * hint. Reads /proc only: while all is well Podman is not asked.
   */
  serviceAlive(): void {
    const all = [...this.#watched.values()];
    if (all.some(({ isEventMissing }) => isEventMissing)) this.#events.close();
    this.#events.open();
    for (const watched of all) {
      const { result, container } = watched.task;
      if (result === undefined && !isAlive(container.pid)) void watched.processMissing();
    }
  }

  /** Checks a task that has most likely ended, for some 10 s. */
  async confirm(task: Task): Promise<void> {
    await this.#watched.get(task.container.id)?.confirm();
  }

  close(): void {
    for (const { health } of this.#watched.values()) health.stop();
    this.#files.close();
    this.#events.close();
  }

  #onEvent(event: PodmanEvent): void {
    const watched = this.#watched.get(event.id);
    if (event.action === "died") watched?.eventHint(event.exitCode);
    else if (event.action === "remove") watched?.eventHint();
    else if (event.action === "health_status") watched?.health.onEvent(event.healthStatus ?? "");
  }
}
