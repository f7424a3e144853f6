import { existsSync } from "node:fs";
import { oomKills } from "../cgroup/oom-kills.ts";
import type { Clock } from "../core/clock.ts";
import { isDriverError, messageOf } from "../core/errors.ts";
import type { Logger } from "../core/logger.ts";
import type { ContainerInspect, PodmanEvent } from "../podman/types.ts";
import { exitResult } from "../translate/exit.ts";
import type { TaskEvents } from "./events.ts";
import { ExitFiles } from "./exit-files.ts";
import type { PodmanService } from "./podman-services.ts";
import { ServiceEvents } from "./service-events.ts";
import type { Task } from "./task.ts";

/** States of inspect in which the exit code counts: while a stop goes on Podman reports 0 for a container that still runs. */
const terminal: ReadonlySet<string> = new Set(["exited", "stopped"]);

/** Pauses between two looks at a container that is said to have ended, in milliseconds; some 10 s in all. */
const looks = [2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 3_000, 3_000];

export interface ExitWatcherDeps {
  readonly service: PodmanService;
  readonly logger: Logger;
  readonly clock: Clock;
  readonly events: TaskEvents;
  /** Called when the service came or went. */
  readonly onServiceChange: () => void;
}

/**
 * Learns of the exits of one Podman's tasks: from conmon's exit files (milliseconds), from the one event stream, and by a
 * look at everything whenever the stream was broken or somebody asks. Signs are only signs: inspect decides.
 */
export class ExitWatcher {
  readonly #deps: ExitWatcherDeps;
  readonly #tasks = new Map<string, Task>();
  readonly #confirming = new Set<string>();
  readonly #oomKills = new Map<string, number>();
  readonly #files: ExitFiles;
  readonly #events: ServiceEvents;

  constructor(deps: ExitWatcherDeps) {
    this.#deps = deps;
    this.#files = new ExitFiles((id) => this.#signOf(id));
    this.#events = new ServiceEvents({
      service: deps.service,
      logger: deps.logger,
      clock: deps.clock,
      onEvent: (event) => this.#onEvent(event),
      onOpen: () => {
        deps.onServiceChange();
        this.reconcile();
      },
      onLost: deps.onServiceChange,
    });
  }

  /** Watches the task until its exit is settled. */
  follow(task: Task): void {
    this.#tasks.set(task.container.id, task);
    this.#files.follow(task.container.conmonPid);
    this.#events.open();
    // It ended before its exit file was watched for, and Podman may not have noticed yet (test/e2e/jobs.test.ts, the batch job).
    if (processGone(task)) this.#signOf(task.container.id);
  }

  /** The task was destroyed. */
  forget(task: Task): void {
    this.#tasks.delete(task.container.id);
    this.#oomKills.delete(task.container.id);
  }

  /** Looks at every task that is still taken for running; what the streams missed is found here. */
  reconcile(): void {
    for (const [id, task] of this.#tasks) if (task.result === undefined) void this.#confirm(id, [0]);
  }

  /** One look, in case it ended before it was followed. */
  async confirmOnce(task: Task): Promise<void> {
    await this.#confirm(task.container.id, [0]);
  }

  /**
   * The service answers: the event stream is opened, and tasks whose process is gone without a sign are looked at. The look
   * is at /proc: Podman is not asked while all is well.
   */
  alive(): void {
    this.#events.open();
    for (const [id, task] of this.#tasks) if (task.result === undefined && processGone(task)) this.#signOf(id);
  }

  /** Looks until the container is seen to have ended; to be called when there is reason to believe so. */
  async confirm(task: Task): Promise<void> {
    await this.#confirm(task.container.id, looks);
  }

  close(): void {
    this.#files.close();
    this.#events.close();
  }

  #onEvent(event: PodmanEvent): void {
    const task = this.#tasks.get(event.id);
    if (task === undefined) return;
    if (event.action === "died" || event.action === "remove") this.#signOf(event.id);
    else if (event.action === "health_status" && event.healthStatus !== undefined) {
      this.#deps.events.emit(task.config, `Container is ${event.healthStatus}`);
    }
  }

  #signOf(id: string): void {
    const task = this.#tasks.get(id);
    if (task === undefined || task.result !== undefined) return;
    // At once: the runtime's clean-up is about to remove the cgroup.
    if (!this.#oomKills.has(id)) this.#oomKills.set(id, oomKills(task.container.cgroupPath));
    void this.#confirm(id, looks);
  }

  async #confirm(id: string, pauses: readonly number[]): Promise<void> {
    const task = this.#tasks.get(id);
    if (task === undefined || task.result !== undefined || this.#confirming.has(id)) return;
    this.#confirming.add(id);
    try {
      for (const pause of pauses) {
        if (await this.#look(task)) return;
        if (pause > 0) await this.#deps.clock.sleep(pause);
      }
    } finally {
      this.#confirming.delete(id);
    }
  }

  /** True when the exit is settled. */
  async #look(task: Task): Promise<boolean> {
    try {
      const inspect = await this.#deps.service.client.containers.inspect(task.container.id);
      if (!terminal.has(inspect.state.status)) return false;
      await this.#settle(task, inspect);
      return true;
    } catch (error) {
      if (!isDriverError(error, "notFound")) {
        this.#deps.logger.debug("container cannot be inspected", { task: task.config.id, error: messageOf(error) });
        return false;
      }
      await task.log.finish();
      const text = `container ${task.container.id.slice(0, 12)} was removed from Podman behind Nomad's back: its exit code is lost`;
      task.settle({ exitCode: -1, signal: 0, oomKilled: false, error: text }, new Date(this.#deps.clock.now()));
      return true;
    }
  }

  async #settle(task: Task, { state }: ContainerInspect): Promise<void> {
    const { exitCode, oomKilled, error } = state;
    const result = exitResult({ exitCode, oomKilled, error, cgroupOomKills: this.#oomKills.get(task.container.id) ?? 0 });
    if (result.oomKilled)
      this.#deps.events.emit(task.config, "OOM killed: the task needs more memory than resources.memory allows");
    await task.log.finish();
    task.settle(result, state.finishedAt ?? new Date(this.#deps.clock.now()));
  }
}

/** True when neither the container's process nor its conmon is there any more; unknown process ids count as gone. */
function processGone({ container }: Task): boolean {
  return !existsSync(`/proc/${container.pid}`) || !existsSync(`/proc/${container.conmonPid}`);
}
