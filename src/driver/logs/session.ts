/** One task's log while it is collected, from a file or a stream, and how its collection ends. */
import type { Clock } from "../../core/clock.ts";
import { messageOf } from "../../core/errors.ts";
import type { Logger } from "../../core/logger.ts";
import { after, type LongTimer } from "../../platform/timers.ts";
import type { LogOutputs } from "./outputs.ts";
import type { LogStateFile } from "./position-file.ts";

/** How long the end of a task waits for a reader that takes nothing more. */
const stallMilliseconds = 5_000;
/** Between checks whether the FIFOs are empty: twice as long each time, from the first to the last. */
const checkMilliseconds = { first: 1, last: 64 } as const;
/** How long the keeper that an earlier plugin left holds a recovered task's FIFOs. */
const takeoverMilliseconds = 2_000;

/** One task's log while it is collected. */
export interface LogSession {
  /**
   * To be called when the container has ended: everything that it wrote is delivered, however much that is, then the FIFOs
   * are closed. Given up when nobody has read anything for 5 to 10 seconds; never rejects.
   */
  finish(): Promise<void>;
  /** Stops collecting and leaves everything in place for the next plugin. */
  abandon(): void;
  /** To be called when Nomad has destroyed the task: what is kept for the next plugin is removed. */
  forget(): void;
}

/** Where there is nothing to collect. */
export const silentSession: LogSession = {
  finish: async () => undefined,
  abandon: () => undefined,
  forget: () => undefined,
};

/** Delivers the output: a pump or a follower. */
export interface LogSource {
  /** Resolves when everything is delivered, rejects when that is impossible. */
  drained(): Promise<void>;
  close(): void;
}

export interface LogSessionDeps {
  readonly source: LogSource;
  readonly outputs: LogOutputs;
  readonly file: LogStateFile;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Reports to the task's users. */
  readonly report: (message: string) => void;
  /** Called once, when nothing is collected any more. */
  readonly onEnd: () => void;
  readonly onForget: () => void;
}

/** Until the next attempt to start a keeper, where the node had no process or file descriptor for it. */
const retryMilliseconds = 2_000;

/** Keepers that are started for one task by one plugin: something ends them, again and again. */
const mostKeepers = 20;

export function logSession(deps: LogSessionDeps): LogSession {
  const { source, outputs, file, clock, logger, report } = deps;
  let ended = false;
  let keepers = 0;
  let failures = 0;
  let retry: LongTimer | undefined;
  const keep = () => {
    if (ended || keepers === mostKeepers) return;
    try {
      // Killed by itself, it would be missed only when the plugin is killed too (test/soak/kills.ts).
      outputs.keep(file, keep);
      keepers += 1;
      failures = 0;
    } catch (error) {
      failures += 1;
      retry = after(retryMilliseconds, keep).unref();
      if (failures > 1) return;
      logger.warn("output written while the plugin is down may be lost: no process can hold the FIFOs", {
        error: messageOf(error),
      });
    }
  };
  // From StartTask's response on, a killed plugin must not let the FIFOs go. A recovered task has a keeper already, which holds
  // them for longer than the agent needs to recover the other tasks, one after the other.
  const keeping = outputs.isKept(file) ? after(takeoverMilliseconds, keep).unref() : keep();

  function end(): boolean {
    if (ended) return false;
    ended = true;
    keeping?.cancel();
    retry?.cancel();
    return true;
  }

  function close(): void {
    source.close();
    file.close();
    deps.onEnd();
  }

  return {
    async finish() {
      if (!end()) return;
      const over = new AbortController();
      const delivery = async () => {
        await source.drained().catch((error: unknown) => {
          const reason = messageOf(error);
          logger.warn("the rest of the task's output is lost: it could not be delivered", { error: reason });
          report(`Output lost: the rest of the task's output could not be delivered: ${reason}`);
        });
        await taken(outputs, clock, over.signal);
      };
      try {
        await Promise.race([delivery(), stall(outputs, clock, over.signal)]);
      } catch {
        logger.warn(`Nomad took none of the task's output for ${stallMilliseconds / 1000} s; the rest is lost`);
      }
      over.abort();
      close();
      await outputs.close(file);
    },
    abandon() {
      if (!end()) return;
      close();
      outputs.leave();
    },
    forget: deps.onForget,
  };
}

/** Waits until the reader has emptied the FIFOs: what nobody has read is lost with the last writer. */
async function taken(outputs: LogOutputs, clock: Clock, limit: AbortSignal): Promise<void> {
  for (let pause: number = checkMilliseconds.first; outputs.unread() > 0; pause = Math.min(2 * pause, checkMilliseconds.last)) {
    await clock.sleep(pause, limit);
  }
}

/** Rejects when the reader takes nothing more. */
async function stall(outputs: LogOutputs, clock: Clock, signal: AbortSignal): Promise<never> {
  for (let before = -1; before !== outputs.taken; ) {
    before = outputs.taken;
    await clock.sleep(stallMilliseconds, signal);
  }
  throw new Error("the reader takes nothing");
}
