import type { Clock } from "../../core/clock.ts";
import { messageOf } from "../../core/errors.ts";
import type { Logger } from "../../core/logger.ts";
import type { PodmanService } from "../services/podman-services.ts";
import type { Task } from "../task/task.ts";

/** Pauses before a container that could not be removed is tried again, in milliseconds; the last one is repeated. */
const pauses = [1_000, 2_000, 5_000, 10_000, 30_000, 60_000, 300_000] as const;
const longestPause = 300_000;

export interface LeftoverDeps {
  readonly clock: Clock;
  readonly logger: Logger;
  /** False for a service that the configuration names no more: what it keeps is given up after the last of the pauses. */
  readonly isConfigured: (service: PodmanService) => boolean;
  /** Called when a leftover is gone, or given up. */
  readonly onGone: () => void;
}

interface Leftover {
  readonly service: PodmanService;
  readonly id: string;
  /** Aborted when another try may succeed now. */
  wake: AbortController;
}

/**
 * Removes the containers of destroyed tasks. One that cannot go is tried again in the background, with growing pauses, and at
 * once after another one of the same Podman went: Nomad destroys the main task first, and a container whose network others
 * share (`network_mode = "task:…"`) goes last (test/e2e/networks.test.ts).
 */
export class LeftoverContainers {
  readonly #deps: LeftoverDeps;
  readonly #leftovers = new Set<Leftover>();
  readonly #closed = new AbortController();

  constructor(deps: LeftoverDeps) {
    this.#deps = deps;
  }

  /** Removes a task's container with its anonymous volumes: one try, the others are in the background. Never rejects. */
  async remove({ service, container: { id } }: Task): Promise<void> {
    const leftover = { service, id, wake: new AbortController() };
    try {
      await service.client.containers.remove(id);
      this.#wake(service);
    } catch (error) {
      const text = "the container could not be removed; it is tried again in the background";
      this.#deps.logger.warn(text, { container: id, error: messageOf(error) });
      if (this.#closed.signal.aborted) return;
      this.#leftovers.add(leftover);
      void this.#tryAgain(leftover);
    }
  }

  /** Whether a container waits there to be removed. */
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

  async #tryAgain(leftover: Leftover): Promise<void> {
    const { clock, logger, isConfigured, onGone } = this.#deps;
    const closed = this.#closed.signal;
    for (let tries = 0; ; tries += 1) {
      await clock.sleep(pauses[tries] ?? longestPause, AbortSignal.any([closed, leftover.wake.signal])).catch(() => undefined);
      if (closed.aborted) return;
      // Before the try: what goes meanwhile may be what it fails for.
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

  async #isRemoved({ service, id }: Leftover, signal: AbortSignal): Promise<boolean> {
    const { logger } = this.#deps;
    try {
      await service.client.containers.remove(id, { signal });
      logger.info("removed a container that could not be removed before", { container: id });
      return true;
    } catch (error) {
      logger.debug("the container still cannot be removed", { container: id, error: messageOf(error) });
      return false;
    }
  }
}
