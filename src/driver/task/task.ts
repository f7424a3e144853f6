import { DriverError } from "../../core/errors.ts";
import type { TaskConfig } from "../../core/task-config.ts";
import type { ExitResult, NetworkOverride, TaskStatus } from "../../core/task-status.ts";
import type { ContainerHealthCheck } from "../../podman/containers/types.ts";
import type { LogSession } from "../logs/collector.ts";
import type { PodmanService } from "../services/podman-services.ts";

/** What is known of a task's container once it runs. */
export interface TaskContainer {
  readonly id: string;
  /** Process ids on the node; 0 when there is none. */
  readonly pid: number;
  readonly conmonPid: number;
  /** Where Podman has noted {@link conmonPid}, on its machine. */
  readonly conmonPidFile: string;
  /** Below the root of its hierarchy; empty when it is not known. */
  readonly cgroupPath: string;
  /** What the image or the job says the container is stopped with, as Podman spells it. */
  readonly stopSignal: string;
  readonly startedAt: Date;
  /** Ids of the containers whose namespaces it shares. */
  readonly joined: readonly string[];
  /** Networks that were made for it and others where they were missing. */
  readonly createdNetworks: readonly string[];
  /** Empty for a container on a root file system. */
  readonly imageId: string;
  readonly healthCheck: ContainerHealthCheck | undefined;
  /** When the last health check began that was run before this plugin had the task; empty when there was none. */
  readonly healthCheckedAt: string;
}

/**
 * One task from its start to DestroyTask. First its process ends; its exit is settled, once, when its output is with Nomad as
 * well. Both can be waited for any number of times.
 */
export class Task {
  readonly config: TaskConfig;
  readonly service: PodmanService;
  readonly container: TaskContainer;
  readonly network: NetworkOverride | undefined;
  readonly log: LogSession;
  readonly #ended = Promise.withResolvers<void>();
  readonly #exited = Promise.withResolvers<ExitResult>();
  #hasEnded = false;
  #result: ExitResult | undefined;
  #failure: string | undefined;
  #completedAt: Date | undefined;

  constructor(facts: Pick<Task, "config" | "service" | "container" | "network" | "log">) {
    this.config = facts.config;
    this.service = facts.service;
    this.container = facts.container;
    this.network = facts.network;
    this.log = facts.log;
  }

  get result(): ExitResult | undefined {
    return this.#result;
  }

  /** True when its process has ended; its output may still be on its way to Nomad. */
  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  /** Its process has ended. */
  end(): void {
    this.#hasEnded = true;
    this.#ended.resolve();
  }

  /** Whether {@link fail} was called. */
  get failing(): boolean {
    return this.#failure !== undefined;
  }

  /** The driver is about to end the task for this reason: its exit is a failure, whatever its exit code. */
  fail(reason: string): void {
    this.#failure = reason;
  }

  /** The first exit that is reported counts. */
  settle({ error = this.#failure, ...end }: ExitResult, completedAt: Date): void {
    if (this.#result !== undefined) return;
    this.end();
    const result: ExitResult = error === undefined ? end : { ...end, error };
    this.#result = result;
    // Podman notes the start after the process has begun, and the end by the clock of conmon's exit file.
    this.#completedAt = completedAt < this.container.startedAt ? this.container.startedAt : completedAt;
    this.#exited.resolve(result);
  }

  /** Resolves when its process has ended. @throws DriverError `cancelled` */
  ended(signal: AbortSignal): Promise<void> {
    return this.#hasEnded ? Promise.resolve() : this.#wait(this.#ended.promise, signal);
  }

  /** Resolves with the exit. Aborting leaves the exit for the next one who waits. @throws DriverError `cancelled` */
  exit(signal?: AbortSignal): Promise<ExitResult> {
    return this.#result === undefined ? this.#wait(this.#exited.promise, signal) : Promise.resolve(this.#result);
  }

  #wait<Found>(awaited: Promise<Found>, signal: AbortSignal | undefined): Promise<Found> {
    if (signal === undefined) return awaited;
    return new Promise((resolve, reject) => {
      const stop = () => reject(new DriverError("cancelled", `waiting for task ${this.config.id} was cancelled`));
      if (signal.aborted) return stop();
      signal.addEventListener("abort", stop, { once: true });
      void awaited.then((found) => {
        signal.removeEventListener("abort", stop);
        resolve(found);
      });
    });
  }

  status(): TaskStatus {
    return {
      id: this.config.id,
      name: this.config.name,
      state: this.#result === undefined ? "running" : "exited",
      startedAt: this.container.startedAt,
      completedAt: this.#completedAt,
      result: this.#result,
      attributes: { container_id: this.container.id },
      network: this.network,
    };
  }
}
