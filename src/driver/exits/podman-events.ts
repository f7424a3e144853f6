import type { Clock } from "../../core/clock.ts";
import { messageOf } from "../../core/errors.ts";
import type { Logger } from "../../core/logger.ts";
import type { PodmanEvent } from "../../podman/system/types.ts";
import type { PodmanService } from "../services/podman-services.ts";

/** Pauses before the stream is reopened, in milliseconds; the last one is repeated. */
const reconnectPauses = [100, 250, 500, 1_000];

export interface PodmanEventsDeps {
  readonly service: PodmanService;
  readonly logger: Logger;
  readonly clock: Clock;
  readonly onEvent: (event: PodmanEvent) => void;
  /** The stream is open; it sends nothing from before. */
  readonly onOpen: () => void;
  /** The stream broke, or one of the first attempts to reopen it failed: the service may be gone. */
  readonly onLost: () => void;
}

/** The one event stream of a Podman service, reopened until it is closed. */
export class PodmanEvents {
  readonly #deps: PodmanEventsDeps;
  #running: AbortController | undefined;

  constructor(deps: PodmanEventsDeps) {
    this.#deps = deps;
  }

  /** Opens the stream unless it is open. */
  open(): void {
    if (this.#running !== undefined) return;
    this.#running = new AbortController();
    void this.#run(this.#running.signal);
  }

  close(): void {
    this.#running?.abort();
    this.#running = undefined;
  }

  async #run(signal: AbortSignal): Promise<void> {
    const { service, logger, clock, onEvent, onOpen, onLost } = this.#deps;
    for (let failures = 0; !signal.aborted; ) {
      const opened = () => {
        failures = 0;
        onOpen();
      };
      try {
        for await (const event of service.client.system.events({ signal, onOpen: opened })) onEvent(event);
      } catch (error) {
        if (signal.aborted) return;
        logger.debug("Podman's event stream broke", { socket: service.client.socket, error: messageOf(error) });
        // More than once: a service that is shutting down may still have responded the first time.
        if (failures < reconnectPauses.length) onLost();
      }
      const pause = reconnectPauses[Math.min(failures, reconnectPauses.length - 1)] ?? 1_000;
      failures += 1;
      await clock.sleep(pause, signal).catch(() => undefined);
    }
  }
}
