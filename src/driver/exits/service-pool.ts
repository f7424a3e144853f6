import type { Clock } from "../../core/clock.ts";
import type { Logger } from "../../core/logger.ts";
import { type Connect, PodmanService, type ServiceAddress } from "../services/podman-services.ts";
import type { TaskEvents } from "../task/task-events.ts";
import { ExitWatcher } from "./exit-watcher.ts";

export interface ServicePoolDeps {
  readonly logger: Logger;
  readonly clock: Clock;
  readonly events: TaskEvents;
  readonly connect: Connect;
}

/**
 * The connections to Podman, each with its exit watcher. They outlive the plugin configuration: a restarted agent sends
 * SetConfig to the plugin that still has its tasks, whose exits must not be missed.
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

  /** The service with that address; the existing one if nothing in the address has changed. */
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

  watcher(service: PodmanService): ExitWatcher {
    let watcher = this.#watchers.get(service);
    if (watcher === undefined) {
      const { logger, clock, events } = this.#deps;
      watcher = new ExitWatcher({ service, logger, clock, events, onServiceChange: () => this.onServiceChange() });
      this.#watchers.set(service, watcher);
    }
    return watcher;
  }

  /** The service responds. One that was closed meanwhile is ignored: its last fingerprint may be late. */
  onAlive(service: PodmanService): void {
    if ([...this.#services.values()].includes(service)) this.watcher(service).serviceAlive();
  }

  /** Keeps these open until the returned function is called, even if the configuration changes. */
  hold(services: readonly PodmanService[]): () => void {
    const held = { services };
    this.#held.add(held);
    return () => this.#held.delete(held);
  }

  /** Closes every service that is neither wanted nor held, with its watcher. */
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
