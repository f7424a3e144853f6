import type { Clock } from "../../core/clock.ts";
import { isDriverError, messageOf } from "../../core/errors.ts";
import type { Logger } from "../../core/logger.ts";
import { allocIdLabel } from "../../core/names.ts";
import type { PodmanClient } from "../../podman/api.ts";
import type { SpecGenerator } from "../../podman/containers/spec-generator.ts";
import { isWanted } from "../../translate/spec/logging.ts";
import { endReader } from "../logs/open-output.ts";
import type { OutputPaths } from "../logs/outputs.ts";

/** Pauses before the next look for a container that Podman may still be making, in milliseconds; some 4 min in all. */
const pauses = [200, 500, 1_000, 2_000, 5_000, 10_000, 30_000, 60_000, 120_000];
/** How long one look may take, in milliseconds: the failed start is answered after the first. */
const patience = 5_000;

/** Pauses while Nomad's log collector is only about to open the FIFOs, in milliseconds. */
const readerPauses = [0, 2, 5, 10, 20, 50, 100];

/** States of a container that was made and never started: nothing else is taken for a leftover of a failed create. */
const unstarted: ReadonlySet<string> = new Set(["created", "initialized"]);

export interface FailedStartDeps {
  readonly clock: Clock;
  readonly logger: Logger;
}

/**
 * Removes what failed starts leave, also where nobody knows whether the container was made: a create that we gave up
 * waiting for goes on inside Podman and may end minutes later.
 */
export class FailedStarts {
  readonly #deps: FailedStartDeps;
  readonly #hunts = new Map<string, AbortController>();

  constructor(deps: FailedStartDeps) {
    this.#deps = deps;
  }

  /** A container of that name is wanted again: from now on it is not a leftover. */
  spare(name: string): void {
    this.#hunts.get(name)?.abort();
    this.#hunts.delete(name);
  }

  /** Removes the container of a start that failed after the create. Never rejects. */
  async removeMade(client: PodmanClient, id: string): Promise<void> {
    try {
      await client.containers.remove(id);
    } catch (error) {
      this.#deps.logger.warn(
        "the container of a failed start could not be removed; the sweep of dangling containers tries again",
        {
          container: id,
          error: messageOf(error),
        },
      );
    }
  }

  /**
   * The create failed with this error: where that leaves open whether there is a container, it is looked for at once, and
   * then for some minutes in the background. Never rejects.
   */
  async createFailed(client: PodmanClient, spec: SpecGenerator, error: unknown): Promise<void> {
    const told =
      isDriverError(error) && (error.code === "podmanFailed" || error.code === "conflict" || error.code === "notFound");
    if (told || (await this.#removeUnstarted(client, spec))) return;
    const hunt = new AbortController();
    this.spare(spec.name);
    this.#hunts.set(spec.name, hunt);
    void this.#hunt(client, spec, hunt);
  }

  /**
   * Carries out a start, and where that fails ends Nomad's log collector: it waits in open(2) for a writer and gives up only after
   * seconds, until when the failure is not shown. Before StartTask is answered: after that the readers may be those of the next try.
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
    for (const name of [...this.#hunts.keys()]) this.spare(name);
  }

  async #hunt(client: PodmanClient, spec: SpecGenerator, hunt: AbortController): Promise<void> {
    for (const pause of pauses) {
      await this.#deps.clock.sleep(pause, hunt.signal).catch(() => undefined);
      if (hunt.signal.aborted || (await this.#removeUnstarted(client, spec, hunt.signal))) break;
    }
    if (this.#hunts.get(spec.name) === hunt) this.#hunts.delete(spec.name);
  }

  /** True when there is nothing left to look for. */
  async #removeUnstarted(client: PodmanClient, spec: SpecGenerator, signal?: AbortSignal): Promise<boolean> {
    const bound = { timeoutMilliseconds: patience, ...(signal === undefined ? {} : { signal }) };
    try {
      const found = await client.containers.inspect(spec.name, bound);
      const ours = found.labels[allocIdLabel] === spec.labels?.[allocIdLabel];
      if (ours && unstarted.has(found.state.status)) await client.containers.remove(found.id, bound);
      return true;
    } catch {
      return false;
    }
  }
}
