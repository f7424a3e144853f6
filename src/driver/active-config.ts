import type { PluginOptions } from "../config/plugin-options/plugin-options.ts";
import type { NodeFacts } from "../core/node.ts";
import type { TaskUsage } from "../core/task-status.ts";
import { sweepDanglingContainers } from "./garbage/dangling-containers.ts";
import { warnOfCredentials } from "./images/credentials.ts";
import { ImageSource } from "./images/source.ts";
import type { DriverParts } from "./parts.ts";
import { Fingerprinter } from "./services/fingerprinter.ts";
import { PodmanServices } from "./services/podman-services.ts";
import { StatsSampler } from "./stats/sampler.ts";
import type { Task } from "./task/task.ts";

/** Between two samples of a task without `stats_interval`, in milliseconds. */
const shortestInterval = 1_000;

/** What one plugin configuration creates; the next one replaces it. */
export class ActiveConfig {
  readonly options: PluginOptions;
  readonly services: PodmanServices;
  readonly images: ImageSource;
  readonly fingerprinter: Fingerprinter;
  readonly #sampler: StatsSampler;
  readonly #closed = new AbortController();

  constructor(options: PluginOptions, node: NodeFacts, parts: DriverParts) {
    const { pool, store, agent, deps } = parts;
    const { clock, logger, driverName, pluginVersion, userId } = deps;
    this.options = options;
    this.services = new PodmanServices(options, (address) => pool.open(address), userId);
    this.images = new ImageSource(clock, parts.events, parts.fetched);
    this.fingerprinter = new Fingerprinter({
      services: this.services.all,
      enabled: options.enabled,
      driverName,
      pluginVersion,
      clock,
      logger,
      onAlive: (service) => pool.onAlive(service),
    });
    pool.onServiceChange = () => this.fingerprinter.poke();
    this.#sampler = new StatsSampler({
      clock,
      logger,
      node: () => node,
      interval: (wanted) => options.stats_interval ?? Math.max(shortestInterval, wanted),
    });
    const hasAgent = () => agent.isThere;
    const sweep = {
      options: options.gc.dangling_containers,
      services: this.services,
      driverName,
      store,
      networks: parts.networks,
      clock,
      logger,
      hasAgent,
    };
    if (options.enabled) void warnOfCredentials(options.auth, logger);
    // With `gc { container = false }` the containers are left to the operator.
    if (options.enabled && options.gc.container) void sweepDanglingContainers(sweep, this.#closed.signal);
  }

  stats(task: Task, intervalMilliseconds: number, signal: AbortSignal): AsyncIterable<TaskUsage> {
    const { container, service } = task;
    const sampled = {
      containerId: container.id,
      pid: () => container.pid,
      hasEnded: () => task.hasEnded,
      containers: service.client.containers,
    };
    return this.#sampler.subscribe(sampled, intervalMilliseconds, signal);
  }

  /** Stops the timers; the services belong to the pool. */
  close(): void {
    this.#closed.abort();
  }
}
