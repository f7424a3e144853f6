import { existsSync } from "node:fs";
import { oomKills } from "../cgroup/oom-kills.ts";
import type { PodmanEvent } from "../podman/types.ts";
import { ExitFiles } from "./exit-files.ts";
import { type LookDeps, lookAtContainer } from "./exit-look.ts";
import { HealthWatch } from "./health-watch.ts";
import type { PodmanService } from "./podman-services.ts";
import { ServiceEvents } from "./service-events.ts";
import type { Task } from "./task.ts";

/** Pauses between two looks at a container that is said to have ended, in milliseconds; some 10 s in all. */
const looks = [2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 3_000, 3_000];
const oneLook = [0];

export interface ExitWatcherDeps extends LookDeps {
  readonly service: PodmanService;
  /** Called when the service came or went. */
  readonly onServiceChange: () => void;
}

/** What is known of one task's end. */
interface Watched {
  readonly task: Task;
  /** What the cgroup counted at the first sign of the end. */
  oomKills: number | undefined;
  /** Somebody is looking. */
  looking: boolean;
  /** There was a sign while somebody looked: what he saw may have been older. */
  signed: boolean;
  readonly health: HealthWatch;
}

/**
 * Learns of the exits of one Podman's tasks: from conmon's exit files (milliseconds), from the one event stream, and by a
 * look at everything whenever the stream was broken or somebody asks. Signs are only signs: inspect decides.
 */
export class ExitWatcher {
  readonly #deps: ExitWatcherDeps;
  readonly #watched = new Map<string, Watched>();
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
    const health = new HealthWatch(task, this.#deps);
    this.#watched.set(task.container.id, { task, oomKills: undefined, looking: false, signed: false, health });
    health.start();
    this.#files.follow(task.container.conmonPid);
    this.#events.open();
    // It ended before its exit file was watched for, and Podman may not have noticed yet (test/e2e/jobs.test.ts, the batch job).
    if (processGone(task)) this.#signOf(task.container.id);
  }

  /** The task was destroyed. */
  forget(task: Task): void {
    this.#watched.get(task.container.id)?.health.stop();
    this.#watched.delete(task.container.id);
  }

  /** Looks at every task that is still taken for running; what the streams missed is found here. */
  reconcile(): void {
    for (const watched of this.#watched.values()) void this.#look(watched, oneLook);
  }

  /** One look, in case it ended before it was followed. */
  async confirmOnce(task: Task): Promise<void> {
    const watched = this.#watched.get(task.container.id);
    if (watched !== undefined) await this.#look(watched, oneLook);
  }

  /**
   * The service answers: the event stream is opened, and tasks whose process is gone without a sign are looked at. The look
   * is at /proc: Podman is not asked while all is well.
   */
  alive(): void {
    this.#events.open();
    for (const [id, { task }] of this.#watched) if (task.result === undefined && processGone(task)) this.#signOf(id);
  }

  /** Looks until the container is seen to have ended; to be called when there is reason to believe so. */
  async confirm(task: Task): Promise<void> {
    const watched = this.#watched.get(task.container.id);
    if (watched !== undefined) await this.#look(watched, looks);
  }

  close(): void {
    for (const { health } of this.#watched.values()) health.stop();
    this.#files.close();
    this.#events.close();
  }

  #onEvent(event: PodmanEvent): void {
    const watched = this.#watched.get(event.id);
    if (watched === undefined) return;
    if (event.action === "died" || event.action === "remove") this.#signOf(event.id);
    else if (event.action === "health_status") watched.health.onEvent(event.healthStatus ?? "");
  }

  #signOf(id: string): void {
    const watched = this.#watched.get(id);
    if (watched === undefined || watched.task.result !== undefined) return;
    // At once: the runtime's clean-up is about to remove the cgroup.
    watched.oomKills ??= oomKills(watched.task.container.cgroupPath);
    void this.#look(watched, looks);
  }

  async #look(watched: Watched, pauses: readonly number[]): Promise<void> {
    if (watched.looking) {
      watched.signed ||= pauses !== oneLook;
      return;
    }
    watched.looking = true;
    for (const pause of pauses) {
      if (watched.task.result !== undefined || (await lookAtContainer(watched.task, watched.oomKills, this.#deps))) {
        watched.health.stop();
        break;
      }
      if (pause > 0) await this.#deps.clock.sleep(pause);
    }
    watched.looking = false;
    if (!watched.signed) return;
    watched.signed = false;
    await this.#look(watched, looks);
  }
}

/** True when neither the container's process nor its conmon is there any more; unknown process ids count as gone. */
function processGone({ container }: Task): boolean {
  return !existsSync(`/proc/${container.pid}`) || !existsSync(`/proc/${container.conmonPid}`);
}
