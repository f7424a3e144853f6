import type { Clock } from "../../core/clock.ts";
import { messageOf } from "../../core/errors.ts";
import type { Logger } from "../../core/logger.ts";
import type { PodmanEvent } from "../../podman/system/types.ts";
import type { PodmanService } from "../services/podman-services.ts";

/** Pauses before the stream is opened again, in milliseconds; the last one is repeated. */
const reconnectPauses = [100, 250, 500, 1_000];

export interface ServiceEventsDeps {
  readonly service: PodmanService;
  readonly logger: Logger;
  readonly clock: Clock;
  readonly onEvent: (event: PodmanEvent) => void;
  /** The stream is open: what happened before must be looked up. */
  readonly onOpen: () => void;
  /** The stream broke, or could not be opened again at first: the service may be gone. */
  readonly onLost: () => void;
}

/** The one event stream of a Podman service, opened again for as long as it is wanted. */
export class ServiceEvents {
  readonly #deps: ServiceEventsDeps;
  #running: AbortController | undefined;

  constructor(deps: ServiceEventsDeps) {
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
        // Not once only: a service that is ending may still have answered the first look.
        if (failures < reconnectPauses.length) onLost();
      }
      const pause = reconnectPauses[Math.min(failures, reconnectPauses.length - 1)] ?? 1_000;
      failures += 1;
      await clock.sleep(pause, signal).catch(() => undefined);
    }
  }
}
