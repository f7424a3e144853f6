import { AsyncQueue } from "../../core/async-queue.ts";
import type { Clock } from "../../core/clock.ts";
import { isDriverError, messageOf } from "../../core/errors.ts";
import type { Logger } from "../../core/logger.ts";
import type { Fingerprint } from "../../core/task-status.ts";
import {
  disabledFingerprint,
  fingerprint,
  type ServiceFacts,
  type ServiceReport,
} from "../../translate/readings/node-attributes.ts";
import type { PodmanService } from "./podman-services.ts";

/** Between two fingerprints while all is well, in milliseconds. */
const beat = 30_000;
/** What a service is, is asked again after this many milliseconds, and when it may have been restarted: see {@link Fingerprinter}. */
const factsKept = 300_000;
/** While a service is away: it is seen within two seconds of its return. */
const beatWhenAway = 1_000;
/** How long a service may take to respond. */
const responseMilliseconds = 10_000;
/** And then to respond to a ping, which needs no lock. */
const pingMilliseconds = 2_000;

export interface FingerprintDeps {
  readonly services: readonly PodmanService[];
  readonly enabled: boolean;
  readonly driverName: string;
  readonly pluginVersion: string;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Called with each service that responds, at every beat. */
  readonly onAlive: (service: PodmanService) => void;
}

/**
 * Checks the services at once, on each beat, and when poked; one for all Fingerprint calls. Most beats are a ping: info takes
 * the lock of every container, and 0.5 s of CPU of a Podman that asks dpkg for versions (4.3.1 on Debian).
 */
export class Fingerprinter {
  readonly #deps: FingerprintDeps;
  /** Services that did not respond last time, with the logged reason. */
  readonly #away = new Map<PodmanService, string>();
  /** When each was asked what it is, in monotonic milliseconds. */
  #askedAt = new Map<PodmanService, number>();
  #wake = new AbortController();

  constructor(deps: FingerprintDeps) {
    this.#deps = deps;
  }

  /** Somebody noticed that a service came or went: it may be configured otherwise. */
  poke(): void {
    // A new one, so that a question under way does not count.
    this.#askedAt = new Map();
    this.#wake.abort();
  }

  /** One check, without the stream: for the command line. */
  async once(): Promise<Fingerprint> {
    const { enabled, driverName, pluginVersion } = this.#deps;
    if (!enabled) return disabledFingerprint;
    return fingerprint(await this.#reports(), driverName, pluginVersion);
  }

  /** One at once, one on each change, and one at least every 30 s. */
  async *stream(signal: AbortSignal): AsyncGenerator<Fingerprint, void, undefined> {
    const queue = new AsyncQueue<Fingerprint>(1);
    signal.addEventListener("abort", () => queue.end(), { once: true });
    void this.#watch(queue, signal);
    yield* queue;
  }

  async #watch(queue: AsyncQueue<Fingerprint>, signal: AbortSignal): Promise<void> {
    const { clock, enabled } = this.#deps;
    let last = "";
    let sentAt = Number.NEGATIVE_INFINITY;
    while (!signal.aborted) {
      const found = await this.once();
      const text = JSON.stringify(found);
      if (text !== last || clock.monotonic() - sentAt >= beat - beatWhenAway) {
        queue.push(found);
        last = text;
        sentAt = clock.monotonic();
      }
      const away = enabled && (found.health !== "healthy" || found.description.startsWith("Some"));
      const wake = AbortSignal.any([signal, this.#wake.signal]);
      await clock.sleep(away ? beatWhenAway : beat, wake).catch(() => undefined);
      if (this.#wake.signal.aborted) this.#wake = new AbortController();
    }
    queue.end();
  }

  #reports(): Promise<readonly ServiceReport[]> {
    return Promise.all(this.#deps.services.map((service) => this.#report(service)));
  }

  async #report(service: PodmanService): Promise<ServiceReport> {
    const { name, isDefault, client } = service;
    const { logger, onAlive } = this.#deps;
    const about = { name, isDefault, socket: client.socket };
    const bound = new AbortController();
    try {
      const facts = await this.#facts(service, bound.signal);
      onAlive(service);
      if (this.#away.delete(service)) logger.info("Podman responds again", { socket: client.socket });
      return { ...about, facts };
    } catch (error) {
      this.#askedAt.delete(service);
      const reason = messageOf(error);
      if (this.#away.get(service) !== reason) logger.warn(`Podman is away: ${reason}`, { socket: client.socket });
      this.#away.set(service, reason);
      return { ...about, facts: { error: reason } };
    } finally {
      bound.abort();
    }
  }

  async #facts(service: PodmanService, signal: AbortSignal): Promise<ServiceFacts> {
    const { clock } = this.#deps;
    const now = clock.monotonic();
    const askedAt = this.#askedAt;
    if (now - (askedAt.get(service) ?? Number.NEGATIVE_INFINITY) < factsKept) {
      const known = await this.#unchanged(service, responseMilliseconds, signal);
      if (known !== undefined) return known;
    }
    service.forget();
    const late = clock.sleep(responseMilliseconds, signal).then(() => this.#whileBusy(service, signal));
    late.catch(() => undefined);
    const asked = service.facts().then(
      (facts) => {
        askedAt.set(service, now);
        return facts;
      },
      (error: unknown) => {
        if (isDriverError(error, "timeout")) return late;
        throw error;
      },
    );
    return Promise.race([asked, late]);
  }

  /** What a service that responds to a ping said before (docs/podman-quirks.md#busy-info). @throws Error that it is late */
  async #whileBusy(service: PodmanService, signal: AbortSignal): Promise<ServiceFacts> {
    const known = service.known && (await this.#unchanged(service, pingMilliseconds, signal));
    if (known === undefined) throw lateError();
    return known;
  }

  /** What the service said of itself before; undefined when it is of another version since. @throws Error that it is late */
  async #unchanged(service: PodmanService, milliseconds: number, signal: AbortSignal): Promise<ServiceFacts | undefined> {
    const stuck = this.#deps.clock.sleep(milliseconds, signal).then(() => {
      throw lateError();
    });
    const { version } = await Promise.race([service.client.system.ping(), stuck]);
    return version === service.known?.version ? service.known : undefined;
  }
}

function lateError(): Error {
  return new Error(`no response within ${responseMilliseconds / 1000} s`);
}
