import type { PluginOptions } from "../config/plugin-options/plugin-options.ts";
import { validatePluginOptions } from "../config/validate.ts";
import { DriverError } from "../core/errors.ts";
import type { ExecOutcome, ExecRequest, ExecStreams } from "../core/exec.ts";
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
import { createPodmanClient } from "../podman/client.ts";
import { ActiveConfig } from "./active-config.ts";
import type { Driver } from "./api.ts";
import { execCommand } from "./exec/command.ts";
import { execSession } from "./exec/session.ts";
import { type DriverDeps, DriverParts } from "./parts.ts";
import { recoverTask } from "./start/recover-task.ts";
import { startTask } from "./start/start-task.ts";
import { destroyTask } from "./stop/destroy-task.ts";
import { signalTask } from "./stop/signal-task.ts";
import { stopTask } from "./stop/stop-task.ts";

/** The driver on the real machine. */
export function createDriver(deps: Omit<DriverDeps, "connect" | "userId">): PodmanDriver {
  return new PodmanDriver({
    ...deps,
    userId: process.getuid?.() ?? 0,
    connect: (socketPath, requestTimeoutMilliseconds) =>
      createPodmanClient({ socketPath, requestTimeoutMilliseconds, logger: deps.logger }),
  });
}

/** The driver: one method per use case, each in a file of its own. Nothing is connected before {@link setConfig}. */
export class PodmanDriver implements Driver {
  readonly #parts: DriverParts;
  #active: ActiveConfig | undefined;

  constructor(deps: DriverDeps) {
    this.#parts = new DriverParts(deps, () => this.#active?.services.all ?? []);
  }

  get logCollectionDisabled(): boolean {
    return this.#active?.options.disable_log_collection ?? false;
  }

  setConfig(options: PluginOptions, node: NodeFacts): void {
    this.#active?.close();
    const active = new ActiveConfig(options, node, this.#parts);
    this.#active = active;
    this.#parts.closeUnused();
    this.#parts.imageGarbage.configure({ options: options.gc, services: options.enabled ? active.services.all : [] });
  }

  async *fingerprint(signal: AbortSignal): AsyncGenerator<Fingerprint, void, undefined> {
    yield* this.#parts.agent.during(this.#current().fingerprinter.stream(signal), signal);
  }

  async startTask(config: TaskConfig, signal: AbortSignal): Promise<StartedTask> {
    this.#current();
    return this.#parts.claimed(config.id, async () => {
      const start = () => startTask(config, this.#useCase(this.#enabled()), signal);
      const { task, response } = await this.#parts.failedStarts.endingLogReaders(config, start);
      this.#parts.add(task);
      return response;
    });
  }

  async recoverTask(handle: TaskHandle): Promise<void> {
    const { id } = handle.config;
    const { store, pool } = this.#parts;
    if (store.has(id)) return;
    const active = this.#enabled();
    await this.#parts.claimed(id, async () => {
      const task = await recoverTask(handle, this.#useCase(active));
      this.#parts.add(task);
      void pool.watcher(task.service).catchUp(task);
    });
  }

  async waitTask(taskId: string, signal: AbortSignal): Promise<ExitResult> {
    return this.#parts.store.get(taskId).exit(signal);
  }

  async stopTask(taskId: string, timeoutMilliseconds: number, signalText: string): Promise<void> {
    const { store, pool, joined, events, deps } = this.#parts;
    const task = store.get(taskId);
    const watcher = pool.watcher(task.service);
    joined.stopping(task);
    const { clock, logger } = deps;
    await stopTask(task, timeoutMilliseconds, signalText, { clock, logger, events, watcher });
  }

  async destroyTask(taskId: string, force: boolean): Promise<void> {
    const { store, pool, leftovers, imageGarbage, deps } = this.#parts;
    const task = store.get(taskId);
    const removeContainer = this.#current().options.gc.container;
    const watcher = pool.watcher(task.service);
    await destroyTask(task, force, { clock: deps.clock, leftovers, watcher, removeContainer });
    store.delete(taskId);
    task.log.forget();
    void imageGarbage.release(task);
    this.#parts.closeUnused();
  }

  inspectTask(taskId: string): TaskStatus {
    return this.#parts.store.get(taskId).status();
  }

  async *taskStats(
    taskId: string,
    intervalMilliseconds: number,
    signal: AbortSignal,
  ): AsyncGenerator<TaskUsage, void, undefined> {
    const task = this.#parts.store.get(taskId);
    yield* this.#current().stats(task, intervalMilliseconds, signal);
  }

  taskEvents(signal: AbortSignal): AsyncIterable<TaskEvent> {
    return this.#parts.events.listen(signal);
  }

  async signalTask(taskId: string, signalText: string): Promise<void> {
    await signalTask(this.#parts.store.get(taskId), signalText);
  }

  async execTask(
    taskId: string,
    command: readonly string[],
    timeoutMilliseconds: number,
    signal: AbortSignal,
  ): Promise<ExecOutcome> {
    return execCommand(this.#parts.exec(taskId), command, timeoutMilliseconds, signal);
  }

  async execTaskStreaming(request: ExecRequest, streams: ExecStreams, signal: AbortSignal): Promise<ExitResult> {
    return execSession(this.#parts.exec(request.taskId), request, streams, signal);
  }

  async shutdown(): Promise<void> {
    for (const task of this.#parts.store.all()) task.log.abandon();
    this.#active?.close();
    this.#active = undefined;
    await this.#parts.close();
  }

  #useCase({ options: plugin, services, images }: ActiveConfig) {
    const { store, failedStarts, logs, events, deps } = this.#parts;
    const { logger, clock } = deps;
    return { plugin, services, images, store, failedStarts, logs, events, logger, clock };
  }

  /** What SetConfig created; a client that never sends it gets the defaults. */
  #current(): ActiveConfig {
    if (this.#active === undefined) this.setConfig(validatePluginOptions({}), unknownNode);
    return this.#active as ActiveConfig;
  }

  #enabled(): ActiveConfig {
    const active = this.#current();
    if (active.options.enabled) return active;
    throw new DriverError(
      "notAllowed",
      "the podman driver is disabled on this node: enabled = false in the plugin configuration",
    );
  }
}
