/** `GET /networks/{name}/json`. */
export interface NetworkInspect {
  /** With their prefix length, and the node's address in each; empty without one. */
  readonly subnets: readonly { readonly subnet: string; readonly gateway: string }[];
}
