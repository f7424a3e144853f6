import type { CallOptions } from "../http/call-bound.ts";

/** `GET /networks/{name}/json`. */
export interface NetworkInspect {
  /** With their prefix length, and the node's address in each; empty without one. */
  readonly subnets: readonly { readonly subnet: string; readonly gateway: string }[];
}

export interface NetworksApi {
  /** Undefined when there is none of that name. */
  inspect(name: string, options?: CallOptions): Promise<NetworkInspect | undefined>;
  /** Names of all networks. */
  list(options?: CallOptions): Promise<readonly string[]>;
}
