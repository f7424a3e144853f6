import { defaultNetwork } from "../../core/names.ts";
import type { NetworkOverride } from "../../core/task-status.ts";
import type { NetworkSettings } from "../../podman/containers/types.ts";

/**
 * The address that Nomad advertises for the task, from what Podman says of the running container. Undefined when the
 * container has no address of its own (host, none, pasta, slirp4netns): Nomad then advertises the node's.
 *
 * The default bridge and a joined namespace fill the top level; named networks only their entry in the list
 * (docs/podman-quirks.md#addresses). `asked` are the networks of the create body, in the task's order: the first one's address is the task's. IPv4
 * comes before IPv6.
 */
export function networkOverride(
  settings: NetworkSettings,
  asked: readonly string[],
  portMap: Readonly<Record<string, number>> | undefined,
): NetworkOverride | undefined {
  const address = taskAddress(settings, asked);
  return address === undefined ? undefined : { portMap: portMap ?? {}, address, autoAdvertise: true };
}

function taskAddress(settings: NetworkSettings, asked: readonly string[]): string | undefined {
  const joined = Object.entries(settings.Networks);
  const first = asked[0];
  // The create body calls Podman's own bridge `default`, inspect calls it what containers.conf does.
  const isFirst = (name: string): boolean => (first === defaultNetwork ? !asked.includes(name) : name === first);
  const candidates = [
    ...joined.filter(([name]) => isFirst(name)).map(([, network]) => network),
    settings,
    ...joined.map(([, network]) => network),
  ];
  return candidates.map(({ IPAddress, GlobalIPv6Address }) => IPAddress || GlobalIPv6Address).find((address) => address !== "");
}
