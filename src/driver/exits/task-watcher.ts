import { isAlive } from "../../platform/processes.ts";
import type { PodmanEvent } from "../../podman/system/types.ts";
import type { PodmanService } from "../services/podman-services.ts";
import type { Task } from "../task/task.ts";
import type { LookDeps } from "./confirm-exit.ts";
import { ExitFiles } from "./conmon-exit-files.ts";
import { ServiceEvents } from "./podman-events.ts";
import { WatchedTask } from "./watched-task.ts";

export interface ExitWatcherDeps extends LookDeps {
  readonly service: PodmanService;
  /** Called when the service came or went. */
  readonly onServiceChange: () => void;
}

/**
 * Learns of the exits of one Podman's tasks: from conmon's exit files (milliseconds), from the one event stream, and by a
 * look at everything whenever the stream was broken or somebody asks. Signs are only signs: inspect decides.
 */
export class ExitWatcher {
  readonly #deps: ExitWatcherDeps;
  readonly #watched = new Map<string, WatchedTask>();
  readonly #files: ExitFiles;
  readonly #events: ServiceEvents;

  constructor(deps: ExitWatcherDeps) {
    this.#deps = deps;
    this.#files = new ExitFiles((id, exitCode) => this.#watched.get(id)?.sign(exitCode));
    this.#events = new ServiceEvents({
      service: deps.service,
      logger: deps.logger,
      clock: deps.clock,
      onEvent: (event) => this.#onEvent(event),
      onOpen: () => {
        deps.onServiceChange();
        // What the stream missed while it was away is found here.
        for (const watched of this.#watched.values()) void watched.lookBack();
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
    if (!isAlive(task.container.pid) || !isAlive(task.container.conmonPid)) watched.sign();
  }

  /** The task was destroyed. */
  forget(task: Task): void {
    this.#watched.get(task.container.id)?.health.stop();
    this.#watched.delete(task.container.id);
  }

  /** One look, in case it ended before it was followed. */
  async confirmOnce(task: Task): Promise<void> {
    await this.#watched.get(task.container.id)?.lookBack();
  }

  /**
   * The service answers: the event stream is opened, anew when it did not tell what it should have, and tasks whose process
   * is gone without a sign are looked at. The look is at /proc: Podman is not asked while all is well.
   */
  alive(): void {
    const all = [...this.#watched.values()];
    if (all.some(({ isUnheard }) => isUnheard)) this.#events.close();
    this.#events.open();
    for (const watched of all) {
      const { result, container } = watched.task;
      if (result === undefined && !isAlive(container.pid)) void watched.suspect();
    }
  }

  /** Looks until the container is seen to have ended; to be called when there is reason to believe so. */
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
    if (watched === undefined) return;
    if (event.action === "died") watched.signOfEvent(event.exitCode);
    else if (event.action === "remove") watched.signOfEvent();
    else if (event.action === "health_status") watched.health.onEvent(event.healthStatus ?? "");
  }
}
