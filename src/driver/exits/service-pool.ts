import type { Clock } from "../../core/clock.ts";
import type { Logger } from "../../core/logger.ts";
import { type Connect, PodmanService, type ServiceAddress } from "../services/podman-services.ts";
import type { TaskEvents } from "../task/task-events.ts";
import { ExitWatcher } from "./task-watcher.ts";

export interface ServicePoolDeps {
  readonly logger: Logger;
  readonly clock: Clock;
  readonly events: TaskEvents;
  readonly connect: Connect;
}

/**
 * The connections to Podman and what watches them. They outlive the plugin configuration: an agent that was started again
 * sends SetConfig to the plugin that still has its tasks, and their exits must go on being seen.
 */
export class ServicePool {
  readonly #deps: ServicePoolDeps;
  readonly #services = new Map<string, PodmanService>();
  readonly #watchers = new Map<PodmanService, ExitWatcher>();
  readonly #held = new Set<{ readonly services: readonly PodmanService[] }>();
  /** Called when a service came or went. */
  onServiceChange: () => void = () => undefined;

  constructor(deps: ServicePoolDeps) {
    this.#deps = deps;
  }

  /** The service of that address; the one that is there when nothing about it has changed. */
  open(address: ServiceAddress): PodmanService {
    const { name, isDefault, path, timeoutMilliseconds } = address;
    const key = JSON.stringify([name, isDefault, path, timeoutMilliseconds]);
    let service = this.#services.get(key);
    if (service === undefined) {
      service = new PodmanService(name, isDefault, this.#deps.connect(path, timeoutMilliseconds));
      this.#services.set(key, service);
    }
    return service;
  }

  /** The one that learns of the service's exits. */
  watcher(service: PodmanService): ExitWatcher {
    let watcher = this.#watchers.get(service);
    if (watcher === undefined) {
      const { logger, clock, events } = this.#deps;
      watcher = new ExitWatcher({ service, logger, clock, events, onServiceChange: () => this.onServiceChange() });
      this.#watchers.set(service, watcher);
    }
    return watcher;
  }

  /** The service answers. One that was closed meanwhile is left alone: its last fingerprint may come late. */
  onAlive(service: PodmanService): void {
    for (const open of this.#services.values()) if (open === service) this.watcher(service).alive();
  }

  /** Keeps these open until what is returned is called, also when the configuration changes meanwhile. */
  hold(services: readonly PodmanService[]): () => void {
    const held = { services };
    this.#held.add(held);
    return () => this.#held.delete(held);
  }

  /** Closes every service that is neither wanted nor held any more, with all that watches it. */
  keepOnly(isWanted: (service: PodmanService) => boolean): void {
    for (const [key, service] of this.#services) {
      if (isWanted(service) || [...this.#held].some(({ services }) => services.includes(service))) continue;
      this.#services.delete(key);
      this.#watchers.get(service)?.close();
      this.#watchers.delete(service);
      service.client.close();
    }
  }

  close(): void {
    this.#held.clear();
    this.keepOnly(() => false);
  }
}
