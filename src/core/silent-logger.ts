import type { Logger } from "./logger.ts";

const nothing = () => {};

/** A logger for where nobody reads the log: commands whose output says all, and tests. */
export const silentLogger: Logger = {
  trace: nothing,
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
  named: () => silentLogger,
};
