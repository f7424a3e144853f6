import type { CallOptions } from "../../podman/http/call-bound.ts";
import type { NetworksApi } from "../../podman/networks/api.ts";
import { checkNetwork, type NamedNetwork, type NetworkFacts } from "../../translate/network/named-networks.ts";

/**
 * Looks the networks up that a task names, so that a missing one or an address that it cannot give is told before an image
 * is fetched and a container made. One request for each; none for a task that names no network.
 *
 * @throws DriverError `invalidConfig`
 */
export function findNetworks(
  api: NetworksApi,
  named: readonly NamedNetwork[],
  options: CallOptions,
): Promise<readonly NetworkFacts[]> {
  return Promise.all(
    named.map(async (network) => {
      const facts = await api.inspect(network.name, options);
      checkNetwork(network, facts, facts === undefined ? await api.list(options) : []);
      return facts;
    }),
  );
}
