import type { PluginOptions } from "../config/plugin-options.ts";
import type { NodeFacts } from "../core/node.ts";
import type { TaskUsage } from "../core/task-status.ts";
import { collectGarbage } from "./collect-garbage.ts";
import type { DriverDeps } from "./driver.ts";
import type { TaskEvents } from "./events.ts";
import { ExitWatcher } from "./exit-watcher.ts";
import { Fingerprinter } from "./fingerprint.ts";
import { ImageSource } from "./image-source.ts";
import { type PodmanService, PodmanServices } from "./podman-services.ts";
import { createStatsSampler, type StatsSampler } from "./stats-sampler.ts";
import type { Task } from "./task.ts";
import type { TaskStore } from "./task-store.ts";

export interface RunningDeps extends DriverDeps {
  readonly options: PluginOptions;
  readonly node: NodeFacts;
  readonly store: TaskStore;
  readonly events: TaskEvents;
}

/** Everything that one plugin configuration brings to life, until the next one replaces it. */
export class Running {
  readonly options: PluginOptions;
  readonly services: PodmanServices;
  readonly images: ImageSource;
  readonly fingerprinter: Fingerprinter;
  readonly #deps: RunningDeps;
  readonly #sampler: StatsSampler;
  readonly #watchers = new Map<PodmanService, ExitWatcher>();
  readonly #closed = new AbortController();

  constructor(deps: RunningDeps) {
    const { options, clock, events, pluginVersion } = deps;
    this.#deps = deps;
    this.options = options;
    this.services = new PodmanServices(options, deps.connect, deps.userId);
    this.images = new ImageSource(clock, events);
    this.fingerprinter = new Fingerprinter({
      services: this.services.all,
      enabled: options.enabled,
      pluginVersion,
      clock,
      onAlive: (service) => this.watcher(service).alive(),
    });
    this.#sampler = createStatsSampler({
      clock,
      logger: deps.logger,
      node: () => deps.node,
      minimumInterval: () => options.stats_interval,
    });
    const garbage = {
      options: options.gc.dangling_containers,
      services: this.services,
      store: deps.store,
      clock,
      logger: deps.logger,
    };
    if (options.enabled) void collectGarbage(garbage, this.#closed.signal);
  }

  /** The one that learns of the service's exits. */
  watcher(service: PodmanService): ExitWatcher {
    let watcher = this.#watchers.get(service);
    if (watcher === undefined) {
      const { logger, clock, events } = this.#deps;
      watcher = new ExitWatcher({ service, logger, clock, events, onServiceChange: () => this.fingerprinter.poke() });
      this.#watchers.set(service, watcher);
    }
    return watcher;
  }

  watch(task: Task): void {
    this.watcher(task.service).follow(task);
  }

  stats({ container, service }: Task, intervalMilliseconds: number, signal: AbortSignal): AsyncIterable<TaskUsage> {
    const sampled = { containerId: container.id, pid: () => container.pid, containers: service.client.containers };
    return this.#sampler.subscribe(sampled, intervalMilliseconds, signal);
  }

  close(): void {
    this.#closed.abort();
    for (const watcher of this.#watchers.values()) watcher.close();
    this.services.close();
  }
}
