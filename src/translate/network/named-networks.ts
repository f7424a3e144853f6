import { didYouMean } from "../../config/table/similar.ts";
import { type PlaceInSubnet, placeInSubnet, sameAddress } from "../../core/ip-address.ts";
import { invalidOption } from "../../core/option-error.ts";
import type { TaskInput } from "../input/spec-input.ts";

/** Words of network_mode that are no network's name. */
const modes = ["bridge", "host", "none", "pasta", "slirp4netns"];

/** A Podman network that a task names, and what it asks of it. */
export interface NamedNetwork {
  /** The option that names it. */
  readonly option: string;
  readonly name: string;
  readonly addresses: readonly AskedAddress[];
  /** It is made where it is missing. */
  readonly create: boolean;
}

interface AskedAddress {
  readonly option: string;
  readonly address: string;
}

/** What Podman says of a network. */
export interface NetworkFacts {
  readonly subnets: readonly { readonly subnet: string; readonly gateway: string }[];
}

/**
 * The networks that must exist before the container is made, in the task's order; none for Podman's own bridge.
 */
export function namedNetworks({ options, network: { netns, network } }: TaskInput): readonly NamedNetwork[] {
  if (netns.nsmode !== "bridge") return [];
  const asked = (option: string, addresses: readonly (string | undefined)[] | undefined): readonly AskedAddress[] =>
    (addresses ?? []).flatMap((address) => (address === undefined ? [] : [{ option, address }]));
  const own = [
    ...asked("ipv4_address", [options.ipv4_address]),
    ...asked("ipv6_address", [options.ipv6_address]),
    ...asked("static_ips", options.static_ips),
  ];
  return [
    ...(network === undefined ? [] : [{ option: "network_mode", name: network, addresses: own, create: false }]),
    ...options.networks.map(({ name, static_ips, create }) => ({
      option: "networks.name",
      name,
      addresses: asked("networks.static_ips", static_ips),
      create,
    })),
  ];
}

/**
 * Whether the network is there and can give the addresses. Podman 4.3.1 takes the gateway's and the broadcast address
 * too, and then neither works.
 *
 * @param known names of the networks that there are, for the message
 * @throws DriverError `invalidConfig` that names option and value
 */
export function checkNetwork(
  { option, name, addresses }: NamedNetwork,
  facts: NetworkFacts | undefined,
  known: readonly string[],
): asserts facts is NetworkFacts {
  if (facts === undefined) {
    const others = known.length === 0 ? "" : `; it has ${[...known].sort().join(", ")}`;
    const mode = option === "network_mode" ? ", and it is no other mode" : "";
    const similar = didYouMean(name, option === "network_mode" ? [...modes, ...known] : known);
    const advice = similar === "" ? `make it with \`podman network create ${name}\`` : similar;
    throw invalidOption(option, name, `Podman has no network of that name${mode}${others}: ${advice}`);
  }
  // A network whose addresses a DHCP server gives has none.
  if (facts.subnets.length === 0) return;
  for (const asked of addresses) checkAddress(asked, name, facts);
}

function checkAddress({ option, address }: AskedAddress, name: string, { subnets }: NetworkFacts): void {
  const ranges = subnets.map(({ subnet }) => subnet);
  const places: readonly PlaceInSubnet[] = ranges
    .map((subnet) => placeInSubnet(address, subnet))
    .filter((place) => place !== "outside");
  const all = ranges.join(", ");
  if (places.length === 0) throw invalidOption(option, address, outsideNetwork(name, ranges));
  if (subnets.some(({ gateway }) => sameAddress(gateway, address))) {
    throw invalidOption(option, address, `it is the gateway of network ${name}; take another of ${all}`);
  }
  const [place] = places;
  if (place !== "inside")
    throw invalidOption(option, address, `it is the ${place} address of network ${name}; take another of ${all}`);
}

/** Why an address is rejected that no subnet of the network has. */
export function outsideNetwork(name: string, subnets: readonly string[]): string {
  if (subnets.length === 0) return `it is in no subnet of network ${name}: take an address that is`;
  const those = subnets.length === 1 ? "subnet" : "subnets";
  return `it is outside the ${those} of network ${name}: take an address of ${subnets.join(", ")}`;
}

/** The node's address in the first of these networks: every one of their containers reaches the node by it. */
export function gatewayOf(networks: readonly NetworkFacts[]): string | undefined {
  return networks.flatMap(({ subnets }) => subnets).find(({ gateway }) => gateway !== "")?.gateway;
}
