/** The log of a task for which no file descriptor was left: collected as soon as there is one. */
import { messageOf } from "../../core/errors.ts";
import type { Logger } from "../../core/logger.ts";
import { every } from "../../platform/timers.ts";
import type { LogSession } from "./session.ts";

/** Between two attempts to open it. */
const retryMilliseconds = 1_000;

export interface LateSessionDeps {
  /** Throws while there is no file descriptor for it. */
  readonly open: () => LogSession;
  /** Lets the FIFOs go for the next plugin, and for good: open already, they are at their end for Nomad once they are closed. */
  readonly leave: () => void;
  readonly drop: () => Promise<void>;
  readonly logger: Logger;
  /** Reports to the task's users. */
  readonly report: (message: string) => void;
}

export function lateSession({ open, leave, drop, logger, report }: LateSessionDeps): LogSession {
  let session: LogSession | undefined;
  let problem: unknown;
  const attempt = () => {
    try {
      session ??= open();
      retry.cancel();
    } catch (error) {
      problem = error;
    }
  };
  const retry = every(retryMilliseconds, attempt).unref();
  return {
    async finish() {
      retry.cancel();
      attempt();
      if (session !== undefined) return session.finish();
      const reason = messageOf(problem);
      logger.warn("the task's output is lost: it could not be collected until its end", { error: reason });
      report(`Output lost: the task's output could not be collected: ${reason}`);
      await drop();
    },
    abandon() {
      retry.cancel();
      if (session === undefined) leave();
      else session.abandon();
    },
    forget: () => session?.forget(),
  };
}
