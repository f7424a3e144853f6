/** Podman's own statistics, for containers whose cgroup cannot be read: one stream a Podman, only while it is needed. */
import type { Clock } from "../../core/clock.ts";
import { messageOf } from "../../core/errors.ts";
import type { Logger } from "../../core/logger.ts";
import type { ContainersApi } from "../../podman/containers/calls.ts";
import { podmanReading, type Reading } from "./task-usage.ts";

/** Interval of the stream, in seconds: the shortest that a subscriber can ask for. */
const streamSeconds = 1;
const retryMilliseconds = 2_000;

export class PodmanStats {
  readonly #containers: Pick<ContainersApi, "statsStream">;
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #latest = new Map<string, Reading>();
  #users = 0;
  #abort: AbortController | undefined;

  constructor(containers: Pick<ContainersApi, "statsStream">, clock: Clock, logger: Logger) {
    this.#containers = containers;
    this.#clock = clock;
    this.#logger = logger;
  }

  /** The stream runs until the returned function has been called as often as this one. */
  use(): () => void {
    this.#users += 1;
    if (this.#abort === undefined) {
      this.#abort = new AbortController();
      void this.#run(this.#abort.signal);
    }
    return () => {
      this.#users -= 1;
      if (this.#users > 0) return;
      this.#abort?.abort();
      this.#abort = undefined;
      this.#latest.clear();
    };
  }

  /** The newest reading of a container; undefined before the first. */
  latest(containerId: string): Reading | undefined {
    return this.#latest.get(containerId);
  }

  async #run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        for await (const report of this.#containers.statsStream(streamSeconds, signal)) {
          this.#latest.clear();
          for (const stats of report.containers) {
            const reading = podmanReading(stats);
            if (reading !== undefined) this.#latest.set(stats.id, reading);
          }
        }
      } catch (error) {
        if (!signal.aborted) this.#logger.debug("Podman's statistics broke off", { error: messageOf(error) });
      }
      await this.#clock.sleep(retryMilliseconds, signal).catch(() => undefined);
    }
  }
}
