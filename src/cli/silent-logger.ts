import type { Logger } from "../core/logger.ts";

const nothing = () => {};

/** For commands whose answer says all there is to say. */
export const silentLogger: Logger = {
  trace: nothing,
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
  named: () => silentLogger,
};
