import { messageOf } from "../core/errors.ts";
import type { Logger } from "../core/logger.ts";
import { after } from "../platform/timers.ts";

/** How long the driver may take to end what it does. Nomad's client kills a plugin 2 s after it asked it to end. */
const shutdownLimit = 1_000;
/** Time for the response to Shutdown to leave the process, in milliseconds. */
const answerDelay = 20;

/**
 * What the process does when it is asked to end, and on uncaught errors.
 *
 * @param end what is to be done before the process ends
 * @returns ends the process with exit code 0, cleanly but within bounds; further calls do nothing
 */
export function takeCharge(logger: Logger, end: () => Promise<void>): () => void {
  let ending = false;
  const stop = () => {
    if (ending) return;
    ending = true;
    after(shutdownLimit, () => process.exit(0));
    const ended = end().catch((error: unknown) => logger.warn("the driver did not end cleanly", { error: messageOf(error) }));
    void ended.then(() => after(answerDelay, () => process.exit(0)));
  };
  process.on("SIGTERM", stop);
  // An interrupt on the terminal goes to the agent and its plugins alike: the agent ends its plugins itself.
  process.on("SIGINT", () => logger.trace("interrupt ignored"));
  // The terminal of an agent may close; tasks stay supervised.
  process.on("SIGHUP", () => logger.trace("hang-up ignored"));
  process.on("uncaughtException", (error) => report(logger, "uncaught exception", error));
  process.on("unhandledRejection", (error) => report(logger, "unhandled rejection", error));
  return stop;
}

/** A fault of ours costs what it breaks, not the supervision of every task of the node. */
function report(logger: Logger, what: string, error: unknown): void {
  logger.error(what, { error: messageOf(error), stack: error instanceof Error ? error.stack : undefined });
}
