import type { TaskOptions } from "../../config/task-options/task-options.ts";
import { defaultNetwork } from "../../core/names.ts";
import { optionMessage } from "../../core/option-error.ts";
import type { NetworkOverride } from "../../core/task-status.ts";
import type { NetworkAddresses, NetworkSettings } from "../../podman/containers/types.ts";

/**
 * The address that Nomad advertises for the task, from what Podman says of the running container. Undefined when the
 * container has no address of its own (host, none, pasta, slirp4netns): Nomad then advertises the node's.
 *
 * The default bridge and a joined namespace fill the top level; named networks only their entry in the list
 * (docs/podman-quirks.md#addresses). `asked` are the networks of the create body, in the task's order: the first one's address is the task's. IPv4
 * comes before IPv6.
 *
 * With `advertise_address = "network"` an address that the node's neighbours do not reach, on Podman's own bridge or in a
 * namespace, is for services that ask for it only.
 */
export function networkOverride(
  settings: NetworkSettings,
  asked: readonly string[],
  { port_map = {}, advertise_address = "container" }: Partial<Pick<TaskOptions, "port_map" | "advertise_address">> = {},
): NetworkOverride | undefined {
  const candidates = addressesInOrder(settings, asked);
  const six = candidates.find(({ GlobalIPv6Address }) => GlobalIPv6Address !== "")?.GlobalIPv6Address;
  if (advertise_address === "ipv6" && six !== undefined) return { portMap: port_map, address: six, autoAdvertise: true };
  const address = candidates.map((one) => one.IPAddress || one.GlobalIPv6Address).find((text) => text !== "");
  if (address === undefined) return undefined;
  const named = asked[0] !== undefined && asked[0] !== defaultNetwork;
  const autoAdvertise = advertise_address === "container" || (advertise_address === "network" && named);
  return { portMap: port_map, address, autoAdvertise };
}

/** What to warn of: a service gets the node's address where the container has no IPv6, as it does where it has none at all. */
export function advertisedWarning(
  network: NetworkOverride | undefined,
  { advertise_address }: Partial<Pick<TaskOptions, "advertise_address">>,
): string | undefined {
  if (advertise_address !== "ipv6" || network?.autoAdvertise === true) return undefined;
  return optionMessage(
    "advertise_address",
    advertise_address,
    "the container has no global IPv6 address; services get the node's address",
  );
}

function addressesInOrder(settings: NetworkSettings, asked: readonly string[]): readonly NetworkAddresses[] {
  const joined = Object.entries(settings.Networks);
  const first = asked[0];
  // The create body calls Podman's own bridge `default`, inspect calls it what containers.conf does.
  const isFirst = (name: string): boolean => (first === defaultNetwork ? !asked.includes(name) : name === first);
  return [
    ...joined.filter(([name]) => isFirst(name)).map(([, network]) => network),
    settings,
    ...joined.map(([, network]) => network),
  ];
}
