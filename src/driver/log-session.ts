/** The end of a task's log, whichever way it came. */
import type { Clock } from "../core/clock.ts";
import { messageOf } from "../core/errors.ts";
import type { Logger } from "../core/logger.ts";
import type { LogOutputs } from "./log-outputs.ts";
import type { LogStateFile } from "./log-state-file.ts";

/** How long the end of a task waits for a reader that has stopped reading. */
const drainMilliseconds = 5_000;
/** How often it is looked whether the FIFOs are empty, from this on and twice as long each time. */
const firstLookMilliseconds = 1;

/** One task's log while it is collected. */
export interface LogSession {
  /**
   * To be called when the container has ended: everything that it wrote is delivered, then the FIFOs are closed. Resolves
   * within 5 seconds, also when nobody reads; never rejects.
   */
  finish(): Promise<void>;
  /** Stops collecting and leaves everything in place for the next plugin. */
  abandon(): void;
}

/** Where there is nothing to collect. */
export const silentSession: LogSession = { finish: async () => undefined, abandon: () => undefined };

/** What brings the output: a pump or a follower. */
export interface LogSource {
  drained(): Promise<void>;
  close(): void;
}

export interface LogSessionDeps {
  readonly source: LogSource;
  readonly outputs: LogOutputs;
  readonly file: LogStateFile;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly onEnd: () => void;
}

export function logSession(deps: LogSessionDeps): LogSession {
  const { source, outputs, file, clock, logger } = deps;
  let ended = false;
  const keep = () => {
    try {
      if (!ended) outputs.keep(file);
    } catch (error) {
      logger.warn("output written while the plugin is down may be lost: no process can hold the FIFOs", {
        error: messageOf(error),
      });
    }
  };
  // From StartTask's answer on, a killed plugin must not let the FIFOs go. A recovered task has a keeper already.
  const keeping = outputs.isKept(file) ? setImmediate(keep) : keep();

  function end(): boolean {
    if (ended) return false;
    ended = true;
    if (keeping !== undefined) clearImmediate(keeping);
    deps.onEnd();
    return true;
  }

  return {
    async finish() {
      if (!end()) return;
      const limit = AbortSignal.timeout(drainMilliseconds);
      try {
        await Promise.race([source.drained(), aborted(limit)]);
        await taken(outputs, clock, limit);
      } catch {
        logger.warn(`Nomad did not take all of the task's output within ${drainMilliseconds / 1000} s; the rest is lost`);
      }
      source.close();
      await outputs.close(file);
    },
    abandon() {
      if (!end()) return;
      source.close();
      outputs.leave();
    },
  };
}

/** Waits until the reader has emptied the FIFOs: what nobody has read is lost with the last writer. */
async function taken(outputs: LogOutputs, clock: Clock, limit: AbortSignal): Promise<void> {
  for (let pause = firstLookMilliseconds; outputs.unread() > 0; pause *= 2) await clock.sleep(pause, limit);
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
}
