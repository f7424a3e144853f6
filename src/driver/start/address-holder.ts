import { allocIdLabel } from "../../core/names.ts";
import { timeoutSignal } from "../../platform/timers.ts";
import type { PodmanClient } from "../../podman/api.ts";
import type { ContainerInspect } from "../../podman/containers/types.ts";
import type { AddressHolder } from "../../translate/network/refused-network.ts";

/** How many containers are asked, and how long all of it may take, in milliseconds: the start has failed already. */
const mostContainers = 200;
const longestSearch = 5_000;

/**
 * Finds the container that Podman says has the address already. Undefined when the words are about something else, and when
 * it is not found in time.
 */
export async function addressHolder(client: PodmanClient, words: string): Promise<AddressHolder | undefined> {
  const [, address = ""] = /requested (?:static ip|ip address) (\S+) is already allocated/.exec(words) ?? [];
  if (address === "") return undefined;
  const signal = timeoutSignal(longestSearch);
  try {
    const containers = await client.containers.list([], { signal });
    for (const { id, status } of containers.slice(0, mostContainers)) {
      if (status !== "running" && status !== "paused") continue;
      const found = await client.containers.inspect(id, { signal });
      const network = networkWith(found, address);
      if (network === undefined) continue;
      const facts = network === "" ? undefined : await client.networks.inspect(network, { signal });
      return { who: nameOf(found), subnets: (facts?.subnets ?? []).map(({ subnet }) => subnet) };
    }
  } catch {
    // It went away meanwhile, or Podman is slow: the message does without.
  }
  return undefined;
}

/** The network in which the container has the address; empty for Podman's own bridge, whose name the top level does not tell. */
function networkWith({ networkSettings }: ContainerInspect, address: string): string | undefined {
  const named = Object.entries(networkSettings.Networks).find(
    ([, { IPAddress, GlobalIPv6Address }]) => IPAddress === address || GlobalIPv6Address === address,
  );
  if (named !== undefined) return named[0];
  return networkSettings.IPAddress === address || networkSettings.GlobalIPv6Address === address ? "" : undefined;
}

function nameOf({ name, labels }: ContainerInspect): string {
  const alloc = labels[allocIdLabel] ?? "";
  if (alloc === "" || !name.endsWith(`-${alloc}`)) return `container ${name}`;
  return `task "${name.slice(0, -alloc.length - 1)}" of allocation ${alloc.slice(0, 8)}`;
}
