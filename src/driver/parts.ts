import type { Clock } from "../core/clock.ts";
import { DriverError } from "../core/errors.ts";
import type { Logger } from "../core/logger.ts";
import { ExecLeftovers } from "./exec/leftovers.ts";
import type { ExecDeps } from "./exec/process.ts";
import { ServicePool } from "./exits/service-pool.ts";
import { AgentPresence } from "./garbage/dangling-containers.ts";
import { ImageGarbage } from "./garbage/unused-images.ts";
import { FetchedImages } from "./images/fetched-images.ts";
import { createLogCollector, type LogCollector } from "./logs/collector.ts";
import { positionDirectory } from "./logs/positions.ts";
import { CreatedNetworks } from "./services/created-networks.ts";
import { GroupNetworks } from "./services/group-networks.ts";
import type { Connect, PodmanService } from "./services/podman-services.ts";
import { FailedRecoveries } from "./start/failed-recoveries.ts";
import { FailedStarts } from "./start/failed-starts.ts";
import { JoinedTasks } from "./stop/joined-tasks.ts";
import { LeftoverContainers } from "./stop/leftovers.ts";
import type { Task } from "./task/task.ts";
import { TaskEvents } from "./task/task-events.ts";
import { TaskStore } from "./task/task-store.ts";

/** What the driver needs from outside. */
export interface DriverDeps {
  readonly logger: Logger;
  readonly clock: Clock;
  readonly connect: Connect;
  /** What jobs call the driver. */
  readonly driverName: string;
  readonly pluginVersion: string;
  /** The owner of the default socket. */
  readonly userId: number;
}

/** What outlives a plugin configuration: the tasks and everything that runs for them. */
export class DriverParts {
  readonly deps: DriverDeps;
  readonly store = new TaskStore();
  readonly agent = new AgentPresence();
  readonly events: TaskEvents;
  readonly logs: LogCollector;
  readonly pool: ServicePool;
  readonly joined: JoinedTasks;
  readonly fetched: FetchedImages;
  readonly imageGarbage: ImageGarbage;
  readonly failedStarts: FailedStarts;
  readonly failedRecoveries = new FailedRecoveries();
  readonly networks: CreatedNetworks;
  readonly groupNetworks: GroupNetworks;
  readonly leftovers: LeftoverContainers;
  readonly #execLeftovers: ExecLeftovers;
  readonly #configured: () => readonly PodmanService[];

  /** @param configured returns the services of the current configuration */
  constructor(deps: DriverDeps, configured: () => readonly PodmanService[]) {
    this.deps = deps;
    this.#configured = configured;
    this.events = new TaskEvents(deps.clock);
    this.logs = createLogCollector({ ...deps, positionDirectory: positionDirectory(deps.userId) });
    this.pool = new ServicePool({ ...deps, events: this.events });
    const watcher = ({ service }: Task) => this.pool.watcher(service);
    this.joined = new JoinedTasks({ ...deps, store: this.store, events: this.events, watcher });
    this.fetched = new FetchedImages(deps.logger);
    this.imageGarbage = new ImageGarbage({ ...deps, fetched: this.fetched, store: this.store });
    this.failedStarts = new FailedStarts(deps);
    this.networks = new CreatedNetworks(deps.logger);
    this.groupNetworks = new GroupNetworks(deps);
    this.leftovers = new LeftoverContainers({
      ...deps,
      networks: this.networks,
      isConfigured: (service) => configured().includes(service),
      onGone: () => this.closeUnused(),
    });
    this.#execLeftovers = new ExecLeftovers(deps);
  }

  /** Closes the sockets that are no longer configured, once no task and no removal needs them. */
  closeUnused(): void {
    const tasks = [...this.store.all()];
    this.pool.keepOnly(
      (service) =>
        this.#configured().includes(service) || tasks.some((task) => task.service === service) || this.leftovers.uses(service),
    );
  }

  /** Adds a started or recovered task. */
  add(task: Task): void {
    this.store.add(task);
    this.pool.watcher(task.service).follow(task);
    this.joined.added(task);
  }

  /** Runs a start or a recovery; meanwhile its id is claimed, and the sockets stay open. @throws DriverError `taskExists` */
  async claimed<Found>(taskId: string, work: () => Promise<Found>): Promise<Found> {
    this.store.claim(taskId);
    const release = this.pool.hold(this.#configured());
    try {
      return await work();
    } finally {
      release();
      this.store.release(taskId);
      this.closeUnused();
    }
  }

  /** What a command in the task's container needs. @throws DriverError `taskNotFound`, `invalidRequest` when the task has ended */
  exec(taskId: string): ExecDeps {
    const { service, container, hasEnded, config } = this.store.get(taskId);
    if (hasEnded) {
      throw new DriverError("invalidRequest", `task ${config.name} has ended: no command can be executed in it`);
    }
    const { clock, logger } = this.deps;
    return { client: service.client, containerId: container.id, leftovers: this.#execLeftovers, clock, logger };
  }

  /** Stops all background work; containers keep running. */
  async close(): Promise<void> {
    this.failedStarts.close();
    this.leftovers.close();
    this.imageGarbage.close();
    await this.#execLeftovers.close();
    this.pool.close();
  }
}
