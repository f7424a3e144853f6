import { defaultNetwork } from "../../core/names.ts";
import { invalidOption } from "../../core/option-error.ts";
import type { NetworkOptions, SpecGenerator } from "../../podman/containers/spec-generator.ts";
import type { SpecInput } from "../input/spec-input.ts";
import { filled } from "../spec/filled.ts";
import type { NetworkMode } from "./network-mode.ts";

/**
 * The networks that a bridged container joins, with the addresses that it asks for. In any other mode Podman knows no
 * networks, and asking for one is an error.
 *
 * @throws DriverError `invalidConfig`.
 */
export function networks({ options }: Pick<SpecInput, "options">, mode: NetworkMode): Pick<SpecGenerator, "Networks"> {
  const further = options.networks;
  const aliases = options.network_aliases ?? [];
  const own = ownRequests(options);
  if (mode.netns.nsmode !== "bridge") {
    const all = { ...own, network_aliases: aliases, networks: further.map(({ name }) => name) };
    const asked = firstAsked(all);
    if (asked === undefined) return {};
    throw invalidOption(...asked, `it needs network_mode "bridge" or a Podman network, not ${mode.text}`);
  }
  if (aliases.length > 0 && mode.network === undefined && further.length === 0) {
    const allowed = "names resolve on Podman networks only: set network_mode to one, or use a networks block";
    throw invalidOption("network_aliases", aliases, allowed);
  }
  const asked = firstAsked(own);
  // Without a network_mode the networks blocks replace Podman's own bridge, as --network does.
  const replaced = further.length > 0 && options.network_mode === undefined;
  if (replaced && asked !== undefined) {
    const instead = asked[0] === "static_mac" ? "static_mac" : "static_ips";
    throw invalidOption(
      ...asked,
      `it is for the network of network_mode, which is not set: write ${instead} in a networks block`,
    );
  }
  const all: Record<string, NetworkOptions> = {};
  const first = { static_ips: addressesOf(options), static_mac: options.static_mac };
  if (mode.network !== undefined) all[mode.network] = perNetwork({ ...first, aliases });
  else if (!replaced && (asked !== undefined || further.length > 0)) all[defaultNetwork] = perNetwork(first);
  for (const network of further) {
    all[network.name] = perNetwork({ ...network, aliases: [...(network.aliases ?? []), ...aliases] });
  }
  return Object.keys(all).length === 0 ? {} : { Networks: inOrder(all) };
}

/** Podman 4.3.1 names the interfaces of several networks at random: eth0 shall be the first network's. */
function inOrder(all: Readonly<Record<string, NetworkOptions>>): Readonly<Record<string, NetworkOptions>> {
  const entries = Object.entries(all);
  if (entries.length === 1) return all;
  return Object.fromEntries(entries.map(([name, asked], index) => [name, { ...asked, interface_name: `eth${index}` }]));
}

type Requests = Readonly<Record<string, string | readonly string[] | undefined>>;

/** What is asked of the network of network_mode. */
function ownRequests({ ipv4_address, ipv6_address, static_ips, static_mac }: SpecInput["options"]): Requests {
  return { ipv4_address, ipv6_address, static_ips, static_mac };
}

/** The first of them that asks for something. */
function firstAsked(requests: Requests): [option: string, value: unknown] | undefined {
  return Object.entries(requests).find(([, value]) => value !== undefined && value.length > 0);
}

function addressesOf({ ipv4_address, ipv6_address, static_ips }: SpecInput["options"]): readonly string[] {
  return [...present(ipv4_address), ...present(ipv6_address), ...(static_ips ?? [])];
}

interface AskedOptions {
  readonly aliases?: readonly string[] | undefined;
  readonly static_ips?: readonly string[] | undefined;
  readonly static_mac?: string | undefined;
}

function perNetwork(asked: AskedOptions): NetworkOptions {
  const { aliases, static_ips, static_mac } = asked;
  return filled<NetworkOptions>({ aliases, static_ips, static_mac: static_mac?.replaceAll("-", ":") });
}

function present(address: string | undefined): readonly string[] {
  return address === undefined ? [] : [address];
}
