import type { NetworkOverride } from "../core/task-status.ts";

/** The addresses of one network in Podman's inspect; empty texts when there are none. */
export interface InspectedNetwork {
  readonly IPAddress?: string | undefined;
  readonly GlobalIPv6Address?: string | undefined;
}

/** `NetworkSettings` of Podman's inspect. */
export interface InspectedNetworks extends InspectedNetwork {
  readonly Networks?: Readonly<Record<string, InspectedNetwork | null>> | null | undefined;
}

/**
 * The address that Nomad advertises for the task, from what Podman says of the running container. Undefined when the
 * container has no address of its own (host, none, pasta, slirp4netns): Nomad then advertises the node's.
 *
 * The default bridge and a joined namespace fill the top level; named networks only their entry in the list (Podman 4.3.1
 * and 5.4). `preferred` is the network that network_mode names. IPv4 comes before IPv6.
 */
export function networkOverride(
  settings: InspectedNetworks | undefined,
  preferred: string | undefined,
  portMap: Readonly<Record<string, number>> | undefined,
): NetworkOverride | undefined {
  const address = taskAddress(settings, preferred);
  return address === undefined ? undefined : { portMap: portMap ?? {}, address, autoAdvertise: true };
}

function taskAddress(settings: InspectedNetworks | undefined, preferred: string | undefined): string | undefined {
  if (settings === undefined) return undefined;
  const networks = settings.Networks ?? {};
  const named = preferred === undefined ? undefined : networks[preferred];
  const candidates = [...(named ? [named] : []), settings, ...Object.values(networks).filter((network) => network !== null)];
  for (const { IPAddress, GlobalIPv6Address } of candidates) {
    const address = IPAddress || GlobalIPv6Address;
    if (address) return address;
  }
  return undefined;
}
