import type { NetworkOptions, SpecGenerator } from "../podman/spec-generator.ts";
import { invalidOption } from "./invalid-option.ts";
import type { NetworkMode } from "./network-mode.ts";
import type { SpecInput } from "./spec-input.ts";

/** Podman's name for its own bridge in a create body, whatever containers.conf calls it. */
const defaultNetwork = "default";

/**
 * The networks that a bridged container joins, with the addresses that it asks for. In any other mode Podman knows no
 * networks, and asking for one is an error.
 *
 * @throws DriverError `invalidConfig`.
 */
export function networks({ options }: Pick<SpecInput, "options">, mode: NetworkMode): Pick<SpecGenerator, "Networks"> {
  const first = firstNetwork(options);
  const further = options.networks;
  const bridged = mode.netns.nsmode === "bridge";
  const asking = Object.keys(first.options).length > 0;
  if (!bridged && (asking || further.length > 0)) {
    const option = first.option ?? "networks";
    throw invalidOption(
      option,
      first.value ?? further.map(({ name }) => name),
      `it needs network_mode "bridge" or a Podman network, not ${mode.text}`,
    );
  }
  if (!bridged) return {};
  if (options.network_aliases !== undefined && options.network_aliases.length > 0 && mode.network === undefined) {
    throw invalidOption(
      "network_aliases",
      options.network_aliases,
      "names resolve on Podman networks only: set network_mode to one, or use a networks block",
    );
  }
  const all: Record<string, NetworkOptions> = {};
  // Without a network_mode the networks blocks replace Podman's own bridge, as --network does.
  if (mode.network !== undefined || asking || (further.length > 0 && options.network_mode === "bridge")) {
    all[mode.network ?? defaultNetwork] = first.options;
  }
  for (const network of further) {
    if (all[network.name] !== undefined) throw invalidOption("networks.name", network.name, "the network is named twice");
    all[network.name] = perNetwork(network);
  }
  return Object.keys(all).length === 0 ? {} : { Networks: all };
}

interface FirstNetwork {
  /** The first option that asks for something, for messages. */
  readonly option: string | undefined;
  readonly value: unknown;
  readonly options: NetworkOptions;
}

function firstNetwork(options: SpecInput["options"]): FirstNetwork {
  const { ipv4_address, ipv6_address, static_ips, static_mac, network_aliases } = options;
  const addresses = [...present(ipv4_address), ...present(ipv6_address), ...(static_ips ?? [])];
  const named = { ipv4_address, ipv6_address, static_ips, static_mac, network_aliases };
  const asked = Object.entries(named).find(([, value]) => value !== undefined && value.length > 0);
  return {
    option: asked?.[0],
    value: asked?.[1],
    options: perNetwork({ aliases: network_aliases, static_ips: addresses, static_mac }),
  };
}

interface AskedOptions {
  readonly aliases?: readonly string[] | undefined;
  readonly static_ips?: readonly string[] | undefined;
  readonly static_mac?: string | undefined;
}

function perNetwork(asked: AskedOptions): NetworkOptions {
  return {
    ...(asked.aliases !== undefined && asked.aliases.length > 0 ? { aliases: asked.aliases } : {}),
    ...(asked.static_ips !== undefined && asked.static_ips.length > 0 ? { static_ips: asked.static_ips } : {}),
    ...(asked.static_mac === undefined ? {} : { static_mac: asked.static_mac.replaceAll("-", ":") }),
  };
}

function present(address: string | undefined): readonly string[] {
  return address === undefined ? [] : [address];
}
