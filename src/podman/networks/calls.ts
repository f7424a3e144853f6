import { found } from "../http/not-found.ts";
import type { Transport } from "../http/transport.ts";
import type { NetworksApi } from "./api.ts";
import { networkInspectSchema, networkNamesSchema } from "./schema.ts";

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
