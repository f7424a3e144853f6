import type { CallOptions } from "../http/call-bound.ts";
import type { NetworkInspect } from "./types.ts";

export interface NetworksApi {
  /** Undefined when there is none of that name. */
  inspect(name: string, options?: CallOptions): Promise<NetworkInspect | undefined>;
  /** Names of all networks. */
  list(options?: CallOptions): Promise<readonly string[]>;
}
