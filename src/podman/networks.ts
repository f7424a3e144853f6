import { isDriverError } from "../core/errors.ts";
import type { NetworksApi } from "./api.ts";
import type { Transport } from "./transport.ts";
import type { NetworkInspect } from "./types.ts";

/** `/networks/…`. */
export function networksApi(transport: Transport): NetworksApi {
  const inspect: NetworksApi["inspect"] = async (name, options = {}) => {
    const path = `/networks/${encodeURIComponent(name)}/json`;
    try {
      return await transport.json<NetworkInspect>({ method: "GET", path, what: `inspect network ${name}`, ...options });
    } catch (error) {
      if (isDriverError(error, "notFound")) return undefined;
      throw error;
    }
  };
  return { inspect, exists: async (name, options) => (await inspect(name, options)) !== undefined };
}
