import type { PluginOptions } from "../config/plugin-options/plugin-options.ts";
import { validatePluginOptions } from "../config/validate.ts";
import type { Clock } from "../core/clock.ts";
import { DriverError } from "../core/errors.ts";
import type { ExecOutcome, ExecRequest, ExecStreams } from "../core/exec.ts";
import type { Logger } from "../core/logger.ts";
import { type NodeFacts, unknownNode } from "../core/node.ts";
import type { TaskConfig } from "../core/task-config.ts";
import type {
  ExitResult,
  Fingerprint,
  StartedTask,
  TaskEvent,
  TaskHandle,
  TaskStatus,
  TaskUsage,
} from "../core/task-status.ts";
import { Running } from "./active-config.ts";
import type { Driver } from "./api.ts";
import { execCommand } from "./exec/command.ts";
import { ExecLeftovers } from "./exec/leftovers.ts";
import type { ExecDeps } from "./exec/process.ts";
import { execSession } from "./exec/session.ts";
import { ServicePool } from "./exits/service-pool.ts";
import { AgentPresence } from "./garbage/agent-presence.ts";
import { ImageGarbage } from "./garbage/unused-images.ts";
import { FetchedImages } from "./images/fetched-images.ts";
import { createLogCollector, type LogCollector } from "./logs/collector.ts";
import { positionDirectory } from "./logs/positions.ts";
import type { Connect } from "./services/podman-services.ts";
import { FailedStarts } from "./start/failed-starts.ts";
import { recoverTask } from "./start/recover-task.ts";
import { startTask } from "./start/start-task.ts";
import { destroyTask } from "./stop/destroy-task.ts";
import { JoinedTasks } from "./stop/joined-tasks.ts";
import { LeftoverContainers } from "./stop/leftovers.ts";
import { signalTask } from "./stop/signal-task.ts";
import { stopTask } from "./stop/stop-task.ts";
import type { Task } from "./task/task.ts";
import { TaskEvents } from "./task/task-events.ts";
import { TaskStore } from "./task/task-store.ts";

export interface DriverDeps {
  readonly logger: Logger;
  readonly clock: Clock;
  readonly connect: Connect;
  readonly pluginVersion: string;
  /** Whose socket is taken when none is configured. */
  readonly userId: number;
}

/** The driver: one method a use case, each of them in a file of its own. Nothing is connected before {@link setConfig}. */
export class PodmanDriver implements Driver {
  readonly #deps: DriverDeps;
  readonly #store = new TaskStore();
  readonly #events: TaskEvents;
  readonly #logs: LogCollector;
  readonly #leftovers: LeftoverContainers;
  readonly #fetched: FetchedImages;
  readonly #imageGarbage: ImageGarbage;
  readonly #failedStarts: FailedStarts;
  readonly #pool: ServicePool;
  readonly #execLeftovers: ExecLeftovers;
  readonly #joined: JoinedTasks;
  #running: Running | undefined;
  readonly #agent = new AgentPresence();

  constructor(deps: DriverDeps) {
    this.#deps = deps;
    this.#events = new TaskEvents(deps.clock);
    this.#logs = createLogCollector({ ...deps, positionDirectory: positionDirectory(deps.userId) });
    this.#pool = new ServicePool({ ...deps, events: this.#events });
    const watcher = ({ service }: Task) => this.#pool.watcher(service);
    this.#joined = new JoinedTasks({ ...deps, store: this.#store, events: this.#events, watcher });
    this.#fetched = new FetchedImages(deps.logger);
    this.#imageGarbage = new ImageGarbage({ ...deps, fetched: this.#fetched, store: this.#store });
    this.#failedStarts = new FailedStarts(deps);
    this.#leftovers = new LeftoverContainers({
      ...deps,
      isConfigured: (service) => this.#running?.services.all.includes(service) ?? false,
      onGone: () => this.#letGo(),
    });
    this.#execLeftovers = new ExecLeftovers(deps);
  }

  get logCollectionDisabled(): boolean {
    return this.#running?.options.disable_log_collection ?? false;
  }

  setConfig(options: PluginOptions, node: NodeFacts): void {
    this.#running?.close();
    const running = new Running({
      ...this.#deps,
      options,
      node,
      store: this.#store,
      events: this.#events,
      pool: this.#pool,
      fetched: this.#fetched,
      hasAgent: () => this.#agent.isThere,
    });
    this.#running = running;
    this.#letGo();
    this.#imageGarbage.configure({ options: options.gc, services: options.enabled ? running.services.all : [] });
  }

  /** Closes the sockets that are not configured any more, once nothing is left there to be done. */
  #letGo(): void {
    const tasks = [...this.#store.all()];
    this.#pool.keepOnly(
      (service) =>
        this.#running?.services.all.includes(service) ||
        tasks.some((task) => task.service === service) ||
        this.#leftovers.uses(service),
    );
  }

  async *fingerprint(signal: AbortSignal): AsyncGenerator<Fingerprint, void, undefined> {
    yield* this.#agent.during(this.#current().fingerprinter.stream(signal), signal);
  }

  async startTask(config: TaskConfig, signal: AbortSignal): Promise<StartedTask> {
    return this.#claimed(config.id, this.#current(), async () => {
      const start = () => startTask(config, this.#useCase(this.#enabled()), signal);
      const { task, answer } = await this.#failedStarts.endingLogReaders(config, start);
      this.#store.add(task);
      this.#pool.watcher(task.service).follow(task);
      this.#joined.added(task);
      return answer;
    });
  }

  async recoverTask(handle: TaskHandle): Promise<void> {
    const { id } = handle.config;
    if (this.#store.has(id)) return;
    const running = this.#enabled();
    await this.#claimed(id, running, async () => {
      const task = await recoverTask(handle, this.#useCase(running));
      this.#store.add(task);
      const watcher = this.#pool.watcher(task.service);
      watcher.follow(task);
      void watcher.confirmOnce(task);
      this.#joined.added(task);
    });
  }

  async waitTask(taskId: string, signal: AbortSignal): Promise<ExitResult> {
    return this.#store.get(taskId).exit(signal);
  }

  async stopTask(taskId: string, timeoutMilliseconds: number, signalText: string): Promise<void> {
    const task = this.#store.get(taskId);
    const watcher = this.#pool.watcher(task.service);
    this.#joined.stopping(task);
    const { clock, logger } = this.#deps;
    await stopTask(task, timeoutMilliseconds, signalText, { clock, logger, events: this.#events, watcher });
  }

  async destroyTask(taskId: string, force: boolean): Promise<void> {
    const task = this.#store.get(taskId);
    const { options } = this.#current();
    const watcher = this.#pool.watcher(task.service);
    const { clock } = this.#deps;
    await destroyTask(task, force, { clock, leftovers: this.#leftovers, watcher, removeContainer: options.gc.container });
    this.#store.delete(taskId);
    task.log.forget();
    void this.#imageGarbage.release(task);
    this.#letGo();
  }

  inspectTask(taskId: string): TaskStatus {
    return this.#store.get(taskId).status();
  }

  async *taskStats(
    taskId: string,
    intervalMilliseconds: number,
    signal: AbortSignal,
  ): AsyncGenerator<TaskUsage, void, undefined> {
    const task = this.#store.get(taskId);
    yield* this.#current().stats(task, intervalMilliseconds, signal);
  }

  taskEvents(signal: AbortSignal): AsyncIterable<TaskEvent> {
    return this.#events.listen(signal);
  }

  async signalTask(taskId: string, signalText: string): Promise<void> {
    await signalTask(this.#store.get(taskId), signalText);
  }

  async execTask(
    taskId: string,
    command: readonly string[],
    timeoutMilliseconds: number,
    signal: AbortSignal,
  ): Promise<ExecOutcome> {
    return execCommand(this.#execDeps(taskId), command, timeoutMilliseconds, signal);
  }

  async execTaskStreaming(request: ExecRequest, streams: ExecStreams, signal: AbortSignal): Promise<ExitResult> {
    return execSession(this.#execDeps(request.taskId), request, streams, signal);
  }

  async shutdown(): Promise<void> {
    for (const task of this.#store.all()) task.log.abandon();
    this.#running?.close();
    this.#running = undefined;
    this.#failedStarts.close();
    this.#leftovers.close();
    this.#imageGarbage.close();
    await this.#execLeftovers.close();
    this.#pool.close();
  }

  /** Starts or recovers: until that is over the id is taken, and the sockets stay open. @throws DriverError `taskExists` */
  async #claimed<Found>(taskId: string, { services }: Running, work: () => Promise<Found>): Promise<Found> {
    this.#store.claim(taskId);
    const letGo = this.#pool.hold(services.all);
    try {
      return await work();
    } finally {
      letGo();
      this.#store.release(taskId);
      this.#letGo();
    }
  }

  #execDeps(taskId: string): ExecDeps {
    const { service, container, hasEnded, config } = this.#store.get(taskId);
    if (hasEnded) {
      throw new DriverError("invalidRequest", `task ${config.name} has ended: no command can be executed in it`);
    }
    const { clock, logger } = this.#deps;
    return { client: service.client, containerId: container.id, leftovers: this.#execLeftovers, clock, logger };
  }

  #useCase(running: Running) {
    const { options: plugin, services, images } = running;
    const { logger, clock } = this.#deps;
    const shared = { store: this.#store, failedStarts: this.#failedStarts, logs: this.#logs, events: this.#events };
    return { plugin, services, images, ...shared, logger, clock };
  }

  /** What SetConfig set up; a client that never sends it gets the defaults. */
  #current(): Running {
    if (this.#running === undefined) this.setConfig(validatePluginOptions({}), unknownNode);
    return this.#running as Running;
  }

  #enabled(): Running {
    const running = this.#current();
    if (running.options.enabled) return running;
    throw new DriverError(
      "notAllowed",
      "the podman driver is disabled on this node: enabled = false in the plugin configuration",
    );
  }
}
