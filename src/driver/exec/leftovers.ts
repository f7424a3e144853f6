import type { Clock } from "../../core/clock.ts";
import { isDriverError, messageOf } from "../../core/errors.ts";
import type { Logger } from "../../core/logger.ts";
import { execConmons, signalExecConmon } from "../../platform/conmons.ts";
import { timeoutSignal } from "../../platform/timers.ts";
import type { ExecsApi } from "../../podman/execs/calls.ts";
import type { CallOptions } from "../../podman/http/call-bound.ts";

/** Time from the end of an exec to its clean-up, and from one sweep to the next: each is one pass over /proc. */
const sweepMilliseconds = 1_000;
/** Each is a run of Podman's command line, of some 0.1 s of CPU: Podman itself would run as many, five minutes later. */
const mostCommandsPerSweep = 8;
/** Podman's own clean-up comes after five minutes: what could not be cleaned up until then is left to it. */
const mostSweeps = 300;
const removeMilliseconds = 10_000;
/** How long the end of the plugin waits for it. */
const closeMilliseconds = 1_000;

interface Leftover {
  readonly execs: Pick<ExecsApi, "remove">;
  sweeps: number;
}

/**
 * Cleans up after execs. Podman's API leaves two conmon processes and the session's record for five minutes
 * (`exit_command_delay` in containers.conf), also when the container is long gone: with script checks those are hundreds,
 * and each further exec is slower for them. The second conmon sleeps, and then becomes `podman container cleanup`.
 *
 * Podman 4.8 removes the record when it is asked to, and the sleeper can be killed. Before that its sleep is ended by SIGTERM
 * (conmon has a handler, so the sleep returns early, and the clean-up runs at once). The first conmon only waits for it.
 */
export class ExecLeftovers {
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #leftovers = new Map<string, Leftover>();
  readonly #closing = new AbortController();
  #sweeping = false;

  constructor({ clock, logger }: { readonly clock: Clock; readonly logger: Logger }) {
    this.#clock = clock;
    this.#logger = logger;
  }

  /** To be called when nobody asks for the session's exit code any more. */
  add(execId: string, execs: Pick<ExecsApi, "remove">): void {
    this.#leftovers.set(execId, { execs, sweeps: 0 });
    if (!this.#sweeping) void this.#sweepUntilClean();
  }

  /** Cleans up what has ended so far, as far as one sweep can. */
  async close(): Promise<void> {
    this.#closing.abort();
    await this.#sweep({ signal: timeoutSignal(closeMilliseconds) });
  }

  async #sweepUntilClean(): Promise<void> {
    this.#sweeping = true;
    while (this.#leftovers.size > 0 && !this.#closing.signal.aborted) {
      await this.#clock.sleep(sweepMilliseconds, this.#closing.signal).catch(() => undefined);
      if (!this.#closing.signal.aborted) await this.#sweep({ timeoutMilliseconds: removeMilliseconds });
    }
    this.#sweeping = false;
  }

  async #sweep(bound: CallOptions): Promise<void> {
    if (this.#leftovers.size === 0) return;
    const conmons = execConmons((execId) => this.#leftovers.has(execId));
    let commands = 0;
    for (const [execId, leftover] of [...this.#leftovers]) {
      const sleeper = conmons.get(execId)?.sleeper;
      leftover.sweeps += 1;
      if (!conmons.has(execId) || leftover.sweeps > mostSweeps) this.#leftovers.delete(execId);
      else if (sleeper !== undefined && commands < mostCommandsPerSweep) {
        const removed = await this.#remove(execId, leftover.execs, bound);
        if (!removed) commands += 1;
        if (!signalExecConmon(sleeper, execId, removed ? "SIGKILL" : "SIGTERM")) this.#leftovers.delete(execId);
      }
    }
  }

  /** False when Podman has no such call, or still takes the process for running. */
  async #remove(execId: string, execs: Pick<ExecsApi, "remove">, bound: CallOptions): Promise<boolean> {
    try {
      await execs.remove(execId, bound);
      return true;
    } catch (error) {
      if (!isDriverError(error, "notFound")) {
        this.#logger.debug("an exec session was not removed", { exec: execId, error: messageOf(error) });
      }
      return false;
    }
  }
}
