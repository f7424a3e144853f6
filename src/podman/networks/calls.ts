import * as v from "valibot";
import type { ReplySchema } from "../http/response.ts";
import { found } from "../http/response.ts";
import { text } from "../http/schema-parts.ts";
import type { Transport } from "../http/transport.ts";
import type { NetworkInspect, NetworksApi } from "./api.ts";

/** `GET /networks/{name}/json`. */
const networkInspectSchema: ReplySchema<NetworkInspect> = v.object({
  subnets: v.nullish(v.array(v.object({ subnet: text, gateway: text })), []),
});

/** `GET /networks/json`. */
const networkNamesSchema: ReplySchema<readonly string[]> = v.pipe(
  v.nullish(v.array(v.object({ name: v.string() })), []),
  v.transform((all) => all.map(({ name }) => name)),
);

/** `/networks/…`, only read: docs/podman-quirks.md#bridge-of-node. */
export function networksApi(transport: Transport): NetworksApi {
  const at = (name: string, rest: string) => `/networks/${encodeURIComponent(name)}${rest}`;

  return {
    inspect(name, options = {}) {
      const what = `inspect network ${name}`;
      return found(transport.json({ method: "GET", path: at(name, "/json"), what, ...options }, networkInspectSchema));
    },

    list(options = {}) {
      return transport.json({ method: "GET", path: "/networks/json", what: "list networks", ...options }, networkNamesSchema);
    },
  };
}
