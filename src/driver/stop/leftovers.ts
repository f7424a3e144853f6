import type { Clock } from "../../core/clock.ts";
import { messageOf } from "../../core/errors.ts";
import type { Logger } from "../../core/logger.ts";
import type { CreatedNetworks } from "../services/created-networks.ts";
import type { PodmanService } from "../services/podman-services.ts";
import type { Task } from "../task/task.ts";

/** Pauses before each retry of a removal, in milliseconds; the last one is repeated. */
const pauses = [1_000, 2_000, 5_000, 10_000, 30_000, 60_000, 300_000] as const;
const longestPause = 300_000;

export interface LeftoverDeps {
  readonly clock: Clock;
  readonly logger: Logger;
  /** False for a service that is no longer configured: its containers are given up after the last of the pauses. */
  readonly isConfigured: (service: PodmanService) => boolean;
  /** Called when a container was removed, or given up. */
  readonly onGone: () => void;
  readonly networks: CreatedNetworks;
}

interface Leftover {
  readonly service: PodmanService;
  readonly id: string;
  readonly networks: readonly string[];
  /** Aborted when a retry may succeed now. */
  wake: AbortController;
}

/**
 * Removes the containers of destroyed tasks. A failed removal is retried in the background, with growing pauses, and at once
 * when another container of the same Podman was removed: Nomad destroys the main task first, but a container whose network
 * others share (`network_mode = "task:…"`) can only go last (test/e2e/networks.test.ts).
 */
export class LeftoverContainers {
  readonly #deps: LeftoverDeps;
  readonly #leftovers = new Set<Leftover>();
  readonly #closed = new AbortController();

  constructor(deps: LeftoverDeps) {
    this.#deps = deps;
  }

  /** Removes a task's container with its anonymous volumes: one attempt, retries are in the background. Never rejects. */
  async remove({ service, container: { id, createdNetworks: networks } }: Task): Promise<void> {
    const leftover = { service, id, networks, wake: new AbortController() };
    try {
      await service.client.containers.remove(id);
      this.#wake(service);
      await this.#deps.networks.removeUnused(service, networks);
    } catch (error) {
      const text = "the container could not be removed; it is tried again in the background";
      this.#deps.logger.warn(text, { container: id, error: messageOf(error) });
      if (this.#closed.signal.aborted) return;
      this.#leftovers.add(leftover);
      void this.#retry(leftover);
    }
  }

  /** True while a container of this service is waiting for a retry. */
  uses(service: PodmanService): boolean {
    for (const leftover of this.#leftovers) if (leftover.service === service) return true;
    return false;
  }

  close(): void {
    this.#closed.abort();
  }

  #wake(service: PodmanService): void {
    for (const leftover of this.#leftovers) if (leftover.service === service) leftover.wake.abort();
  }

  async #retry(leftover: Leftover): Promise<void> {
    const { clock, logger, isConfigured, onGone } = this.#deps;
    const closed = this.#closed.signal;
    for (let tries = 0; ; tries += 1) {
      await clock.sleep(pauses[tries] ?? longestPause, AbortSignal.any([closed, leftover.wake.signal])).catch(() => undefined);
      if (closed.aborted) return;
      // Before the attempt: a removal during it may be the one that it needs.
      leftover.wake = new AbortController();
      if (await this.#isRemoved(leftover, closed)) break;
      if (tries >= pauses.length && !isConfigured(leftover.service)) {
        const socket = leftover.service.client.socket;
        logger.warn("the container stays: its socket is not configured any more", { container: leftover.id, socket });
        break;
      }
    }
    this.#leftovers.delete(leftover);
    this.#wake(leftover.service);
    onGone();
  }

  async #isRemoved({ service, id, networks }: Leftover, signal: AbortSignal): Promise<boolean> {
    const { logger } = this.#deps;
    try {
      await service.client.containers.remove(id, { signal });
      logger.info("removed a container that could not be removed before", { container: id });
      await this.#deps.networks.removeUnused(service, networks);
      return true;
    } catch (error) {
      logger.debug("the container still cannot be removed", { container: id, error: messageOf(error) });
      return false;
    }
  }
}
