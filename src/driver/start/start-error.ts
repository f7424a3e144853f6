import { DriverError, isDriverError } from "../../core/errors.ts";
import { allocIdLabel } from "../../core/names.ts";
import { timeoutSignal } from "../../platform/timers.ts";
import type { PodmanClient } from "../../podman/client.ts";
import type { ContainerInspect } from "../../podman/containers/types.ts";
import { fullStorage } from "../../translate/errors/full-storage.ts";
import { type AddressFacts, rejectedNetwork } from "../../translate/errors/rejected-network.ts";
import { rejectedOption } from "../../translate/errors/rejected-option.ts";
import { rejectedProgram } from "../../translate/errors/rejected-program.ts";
import type { NetworkFacts } from "../../translate/network/named-networks.ts";
import type { PodmanService } from "../services/podman-services.ts";
import type { StartPlan } from "./plan.ts";
import { programFacts } from "./program-facts.ts";

/** How many containers are inspected for the holder of an address, and how long all of it may take, in milliseconds. */
const mostContainers = 200;
const longestSearch = 5_000;

/**
 * The error of a failed start in terms of the job: Podman's own words often name no option, and of a full disk only the file
 * that it could not write. Never rejects. The order counts, from the most certain words to the vaguest: a full disk can fail any
 * step, and a missing file is the program's before it is a mount's.
 */
export async function startError(error: unknown, plan: StartPlan): Promise<unknown> {
  if (!isDriverError(error)) return error;
  const { task, options, service } = plan;
  const { code, message } = error;
  if (code !== "podmanFailed" && code !== "notFound") return error;
  const asked = { options, ports: task.resources.ports };
  const refused =
    (await fullError(message, service)) ??
    (await programError(message, plan)) ??
    rejectedNetwork(message, asked, await addressFacts(service.client, message)) ??
    rejectedOption(message, { options, user: task.user });
  if (refused === undefined) return error;
  return new DriverError(refused.code, refused.message, { cause: error, recoverable: refused.recoverable });
}

async function programError(message: string, plan: StartPlan): Promise<DriverError | undefined> {
  if (rejectedProgram(message, plan.options) === undefined) return undefined;
  return rejectedProgram(message, plan.options, await programFacts(plan));
}

async function fullError(message: string, service: PodmanService): Promise<DriverError | undefined> {
  if (fullStorage(message, undefined) === undefined) return undefined;
  const root = await service.facts().then(
    ({ info }) => info.store.graphRoot,
    () => undefined,
  );
  return fullStorage(message, root);
}

/** Who has the address, or which ones its network has, if the words are about that; undefined as well when it is not found in time. */
async function addressFacts(client: PodmanClient, words: string): Promise<AddressFacts | undefined> {
  const signal = timeoutSignal(longestSearch);
  const [, outside] = /not in any subnet on network (\S+)/.exec(words) ?? [];
  if (outside !== undefined) {
    return client.networks.inspect(outside, { signal }).then(subnetsOf, () => undefined);
  }
  const [, address = ""] = /requested (?:static ip|ip address) (\S+) is already allocated/.exec(words) ?? [];
  if (address === "") return undefined;
  try {
    const containers = await client.containers.list([], { signal });
    for (const { id, status } of containers.slice(0, mostContainers)) {
      if (status !== "running" && status !== "paused") continue;
      const found = await client.containers.inspect(id, { signal });
      const network = networkWith(found, address);
      if (network === undefined) continue;
      const facts = network === "" ? undefined : await client.networks.inspect(network, { signal });
      return { holder: nameOf(found), ...subnetsOf(facts) };
    }
  } catch {
    // It went away meanwhile, or Podman is slow: the message does without.
  }
  return undefined;
}

function subnetsOf(network: NetworkFacts | undefined): Pick<AddressFacts, "subnets"> {
  return { subnets: (network?.subnets ?? []).map(({ subnet }) => subnet) };
}

/** The network in which the container has the address; empty for Podman's own bridge, whose name the top level lacks. */
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
