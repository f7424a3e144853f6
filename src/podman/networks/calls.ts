import * as v from "valibot";
import type { CallOptions } from "../http/call-bound.ts";
import { found } from "../http/response.ts";
import { map, text } from "../http/schema-parts.ts";
import type { Transport } from "../http/transport.ts";
import type { NetworkBody } from "./types.ts";

/** `GET /networks/{name}/json`: subnets with their prefix length, and the node's address in each; empty without one. */
const networkInspectSchema = v.object({
  subnets: v.nullish(v.array(v.object({ subnet: text, gateway: text })), []),
  labels: map,
});

/** `GET /networks/json`. */
const networkNamesSchema = v.pipe(
  v.nullish(v.array(v.object({ name: v.string() })), []),
  v.transform((all): readonly string[] => all.map(({ name }) => name)),
);

export type NetworksApi = ReturnType<typeof networksApi>;

/** `/networks/…`. */
export function networksApi(transport: Transport) {
  const at = (name: string, rest: string) => `/networks/${encodeURIComponent(name)}${rest}`;

  return {
    /** Undefined when there is none of that name. */
    inspect(name: string, options: CallOptions = {}) {
      const path = at(name, "/json");
      return found(transport.json({ method: "GET", path, what: `inspect network ${name}`, ...options }, networkInspectSchema));
    },

    /** Makes a network, unless there is one of that name. */
    async create(body: NetworkBody, options: CallOptions = {}) {
      const request = { method: "POST", path: "/networks/create", json: body, accept: [409] } as const;
      await transport.head({ ...request, what: `create network ${body.name}`, ...options });
    },

    /** Fails while a container is on it. */
    async remove(name: string, options: CallOptions = {}) {
      await transport.head({ method: "DELETE", path: at(name, ""), accept: [404], what: `remove network ${name}`, ...options });
    },

    /** Names of all networks. */
    list(options: CallOptions = {}) {
      return transport.json({ method: "GET", path: "/networks/json", what: "list networks", ...options }, networkNamesSchema);
    },
  };
}
