import * as v from "valibot";
import type { CallOptions } from "../http/call-bound.ts";
import { found } from "../http/response.ts";
import { text } from "../http/schema-parts.ts";
import type { Transport } from "../http/transport.ts";

/** `GET /networks/{name}/json`: subnets with their prefix length, and the node's address in each; empty without one. */
const networkInspectSchema = v.object({
  subnets: v.nullish(v.array(v.object({ subnet: text, gateway: text })), []),
});

/** `GET /networks/json`. */
const networkNamesSchema = v.pipe(
  v.nullish(v.array(v.object({ name: v.string() })), []),
  v.transform((all): readonly string[] => all.map(({ name }) => name)),
);

export type NetworksApi = ReturnType<typeof networksApi>;

/** `/networks/…`, only read: docs/podman-quirks.md#bridge-of-node. */
export function networksApi(transport: Transport) {
  return {
    /** Undefined when there is none of that name. */
    inspect(name: string, options: CallOptions = {}) {
      const path = `/networks/${encodeURIComponent(name)}/json`;
      return found(transport.json({ method: "GET", path, what: `inspect network ${name}`, ...options }, networkInspectSchema));
    },

    /** Names of all networks. */
    list(options: CallOptions = {}) {
      return transport.json({ method: "GET", path: "/networks/json", what: "list networks", ...options }, networkNamesSchema);
    },
  };
}
