import type { Clock } from "../../core/clock.ts";
import { isDriverError, messageOf } from "../../core/errors.ts";
import type { Logger } from "../../core/logger.ts";
import { allocIdLabel } from "../../core/names.ts";
import type { PodmanClient } from "../../podman/client.ts";
import type { SpecGenerator } from "../../podman/containers/spec-generator.ts";
import { isWanted } from "../../translate/spec/logging.ts";
import { endReader } from "../logs/open-output.ts";
import type { LogOutputs, OutputPaths } from "../logs/outputs.ts";
import { removeLeftover, unstarted } from "../task/remove-leftover.ts";
import type { StartPlan } from "./plan.ts";

/** Pauses between searches for a container that Podman may still be making, or does not remove, in milliseconds; some 4 min in all. */
const searchPauses = [200, 500, 1_000, 2_000, 5_000, 10_000, 30_000, 60_000, 120_000];
/** How long a request of a search may take: StartTask fails after the first. */
const bound = { timeoutMilliseconds: 5_000 } as const;

/** Pauses while Nomad's log collector is only about to open the FIFOs, in milliseconds. */
const readerPauses = [0, 2, 5, 10, 20, 50, 100];

/** What a start has made since its plan. */
export interface StartedSoFar {
  readonly plan: StartPlan;
  containerId?: string;
  outputs?: LogOutputs | undefined;
}

export interface FailedStartDeps {
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Undoes failed starts. */
export class FailedStarts {
  readonly #deps: FailedStartDeps;
  /** By the container's name. */
  readonly #searches = new Map<string, AbortController>();

  constructor(deps: FailedStartDeps) {
    this.#deps = deps;
  }

  /** A container of that name is wanted again: from now on it is not a leftover. */
  spare(name: string): void {
    this.#searches.get(name)?.abort();
    this.#searches.delete(name);
  }

  /**
   * Undoes what a start made before it failed with this error. Never rejects. By the phase that failed:
   *
   * - plan, image: nothing; the image serves the next try;
   * - create: the container, if there is one;
   * - start, attach: the way to Nomad's log collector, and the container;
   * - any: Nomad's log collector is ended, by {@link endingLogReaders}.
   *
   * The group's hosts file stays, as do volumes and directories: other tasks share them.
   */
  async undo({ plan, containerId, outputs }: StartedSoFar, error: unknown): Promise<void> {
    const { client } = plan.service;
    await outputs?.drop();
    if (containerId === undefined) return this.#createFailed(client, plan.spec, error);
    try {
      // By its id: the name may be that of a container which is somebody else's.
      await removeLeftover(client, containerId, undefined);
    } catch (reason) {
      const text = "the container of a failed start could not be removed; it is tried again in the background";
      this.#deps.logger.warn(text, { container: containerId, error: messageOf(reason) });
      this.#inBackground(plan.spec.name, () => removed(client, containerId));
    }
  }

  /**
   * Carries out a start, and where that fails ends Nomad's log collector: it waits in open(2) for a writer and gives up only after
   * seconds, until when the failure is not shown. Done before StartTask returns: later the readers may be those of the next try.
   *
   * @throws what the start throws
   */
  async endingLogReaders<T>(paths: OutputPaths, start: () => Promise<T>): Promise<T> {
    try {
      return await start();
    } catch (error) {
      await this.#endLogReaders(paths);
      throw error;
    }
  }

  async #endLogReaders({ stdoutPath, stderrPath, allocDir }: OutputPaths): Promise<void> {
    let unread = [stdoutPath, stderrPath].filter(isWanted);
    for (const pause of readerPauses) {
      if (pause > 0) await this.#deps.clock.sleep(pause);
      unread = unread.filter((path) => !endReader(path, allocDir));
      if (unread.length === 0) return;
    }
  }

  close(): void {
    for (const name of [...this.#searches.keys()]) this.spare(name);
  }

  /**
   * Unless the error says that there is no container, it is searched for at once, and then for some minutes in the background:
   * a create that timed out goes on inside Podman. An error status may be that of a proxy, which Podman's response did not pass:
   * what is not there then does not come any more (test/soak/task-faults.podman.test.ts).
   */
  async #createFailed(client: PodmanClient, spec: SpecGenerator, error: unknown): Promise<void> {
    if (isDriverError(error, "conflict") || isDriverError(error, "notFound")) return;
    if ((await this.#removeUnstarted(client, spec)) || isDriverError(error, "podmanFailed")) return;
    this.#inBackground(spec.name, (signal) => this.#removeUnstarted(client, spec, signal));
  }

  /** Until the attempt succeeds, or a container of that name is wanted again. */
  #inBackground(name: string, attempt: (signal: AbortSignal) => Promise<boolean>): void {
    const search = new AbortController();
    this.spare(name);
    this.#searches.set(name, search);
    void this.#search(name, attempt, search);
  }

  async #search(name: string, attempt: (signal: AbortSignal) => Promise<boolean>, search: AbortController): Promise<void> {
    for (const pause of searchPauses) {
      await this.#deps.clock.sleep(pause, search.signal).catch(() => undefined);
      if (search.signal.aborted || (await attempt(search.signal))) break;
    }
    if (this.#searches.get(name) === search) this.#searches.delete(name);
  }

  /** True when the search is over. */
  async #removeUnstarted(client: PodmanClient, spec: SpecGenerator, signal?: AbortSignal): Promise<boolean> {
    try {
      const found = await client.containers.inspect(spec.name, signal === undefined ? bound : { ...bound, signal });
      const ours = found.labels[allocIdLabel] === spec.labels?.[allocIdLabel];
      const { status } = found.state;
      // Nothing else is taken for a leftover of a failed create.
      if (ours && unstarted.has(status)) await removeLeftover(client, found.id, status, bound);
      return true;
    } catch {
      return false;
    }
  }
}

/** Not given up for another start: Podman would go on with the removal, and nobody would look at what it leaves. */
function removed(client: PodmanClient, containerId: string): Promise<boolean> {
  return removeLeftover(client, containerId, undefined, bound).then(
    () => true,
    () => false,
  );
}
