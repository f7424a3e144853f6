import type { Logger } from "../core/logger.ts";
import type { Driver } from "../driver/api.ts";
import type { Environment } from "./handshake.ts";

/** What the plugin is made of. */
export interface Plugin {
  readonly version: string;
  readonly environment: Environment;
  readonly logger: Logger;
  /** The driver, made when it is first asked for. */
  readonly driver: () => Promise<Driver>;
  /** The driver, if it was made. */
  readonly madeDriver: () => Driver | undefined;
}
