import type { Logger } from "../../src/core/logger.ts";

const nothing = () => undefined;

/** A logger for tests in which nobody reads the log. */
export const silentLogger: Logger = {
  trace: nothing,
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
  named: () => silentLogger,
};
