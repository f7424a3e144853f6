import type { TaskOptions } from "../../config/task-options/task-options.ts";
import { labelPrefix } from "../../core/names.ts";
import { invalidOption } from "../../core/option-error.ts";
import type { NetworkBody } from "../../podman/networks/types.ts";
import type { SpecInput } from "../input/spec-input.ts";
import { isAtLeast } from "../input/version.ts";

/** On a network that the driver made, and may remove. */
export const createdLabel = `${labelPrefix}created`;

/** On a container: the networks that were made for tasks like it where they were missing, with commas. */
const networksLabel = `${labelPrefix}created_networks`;

/** First Podman that leaves a bridge of the node as it is: docs/podman-quirks.md#bridge-of-node. */
const unmanagedSince = "5.4.0";

/**
 * The networks to make where they are missing, as Podman takes them.
 *
 * @throws DriverError `invalidConfig` for a bridge of the node on a Podman that would delete it
 */
export function networksToCreate({ options, host }: Pick<SpecInput, "options" | "host">): readonly NetworkBody[] {
  return options.networks.filter(({ create }) => create).map((network) => networkBody(network, host.podmanVersion));
}

function networkBody(network: TaskOptions["networks"][number], podmanVersion: string): NetworkBody {
  const { name, bridge, ipam_driver, subnet } = network;
  if (bridge !== undefined && !isAtLeast(podmanVersion, unmanagedSince)) {
    const advice = `create a macvlan network on "${bridge}" with podman network create, and name that`;
    throw invalidOption("networks.bridge", bridge, `it needs Podman 5.4 (this is ${podmanVersion}): ${advice}`);
  }
  return {
    name,
    driver: "bridge",
    // Podman's name server listens on the bridge's own address, which such a network lacks.
    dns_enabled: bridge === undefined && (ipam_driver ?? "host-local") === "host-local",
    labels: { [createdLabel]: "true" },
    ...(bridge === undefined ? {} : { network_interface: bridge, options: { mode: "unmanaged" } }),
    ...(ipam_driver === undefined ? {} : { ipam_options: { driver: ipam_driver } }),
    ...(subnet === undefined ? {} : { subnets: [{ subnet }] }),
  };
}

/** The container's label of them; none for a task without such a network. */
export function createdNetworksLabel({ options }: Pick<SpecInput, "options">): Record<string, string> {
  const names = options.networks.flatMap(({ name, create }) => (create ? [name] : []));
  return names.length === 0 ? {} : { [networksLabel]: names.join(",") };
}

/** The networks that a container's labels name. */
export function createdNetworks(labels: Readonly<Record<string, string>>): readonly string[] {
  return (labels[networksLabel] ?? "").split(",").filter((name) => name !== "");
}
