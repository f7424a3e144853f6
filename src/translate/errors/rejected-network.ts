import type { TaskOptions } from "../../config/task-options/task-options.ts";
import type { DriverError } from "../../core/errors.ts";
import { sameAddress } from "../../core/ip-address.ts";
import { invalidOption } from "../../core/option-error.ts";
import type { Resources } from "../../core/task-config.ts";
import { outsideNetwork } from "../network/named-networks.ts";

/** What the task asked of the network, as far as Podman may reject it. */
export interface AskedOfNetwork {
  readonly options: TaskOptions;
  readonly ports: Resources["ports"];
}

/** What Podman knows of an address that a container could not get. */
export interface AddressFacts {
  /** Who has it already: `task "web" of allocation 1234abcd`. */
  readonly holder?: string | undefined;
  /** Of the network, from which others can be taken; empty when they are not known. */
  readonly subnets: readonly string[];
}

/**
 * The error for a container that Podman could not connect (in the words of Podman 4.3.1 and 5.4.2,
 * test/driver/start/network-refusals.podman.test.ts): it names the option and the value. An address or a port that somebody else still
 * has is recoverable, because an allocation that is replaced frees them in a moment.
 */
export function rejectedNetwork(podmansWords: string, asked: AskedOfNetwork, facts?: AddressFacts): DriverError | undefined {
  return refusedAddress(podmansWords, asked, facts) ?? refusedPort(podmansWords, asked) ?? refusedMac(podmansWords, asked);
}

function refusedAddress(
  words: string,
  { options }: AskedOfNetwork,
  { holder, subnets }: AddressFacts = { subnets: [] },
): DriverError | undefined {
  const match = /requested (?:static ip|ip address) (\S+) (not in any subnet on network (\S+)|is already allocated)/.exec(
    words,
  );
  if (match === null) return undefined;
  const [, address = "", , network] = match;
  const given: readonly (readonly [string, readonly (string | undefined)[]])[] = [
    ["ipv4_address", [options.ipv4_address]],
    ["ipv6_address", [options.ipv6_address]],
    ["static_ips", options.static_ips ?? []],
    ["networks.static_ips", options.networks.flatMap(({ static_ips }) => static_ips ?? [])],
  ];
  const option = given.find(([, values]) => values.some((value) => value !== undefined && sameAddress(value, address)))?.[0];
  if (option === undefined) return undefined;
  if (network !== undefined) return invalidOption(option, address, outsideNetwork(network, subnets));
  if (holder === undefined) return rejected(option, address, "another container has it", words, true);
  const others = subnets.length === 0 ? "another" : `another of ${subnets.join(", ")}`;
  return invalidOption(option, address, `${holder} has it: take ${others}`, { recoverable: true });
}

function refusedPort(words: string, { options, ports }: AskedOfNetwork): DriverError | undefined {
  const match = /listen (?:tcp|udp)[46]? (\S+):(\d+): bind: (address already in use|cannot assign requested address)/.exec(
    words,
  );
  if (match === null) return undefined;
  const [, address = "", port = "", why] = match;
  const label = ports.find(({ value }) => String(value) === port)?.label;
  const [option, value] =
    label !== undefined && options.ports?.includes(label) ? ["ports", label] : ["port_map", options.port_map];
  if (why === "address already in use") {
    return rejected(option, value, `another process of the node has ${address}:${port}`, words, true);
  }
  return rejected(option, value, `the node has no address ${address} to publish port ${port} on`, words);
}

/** What netavark says of a hardware address that the kernel does not give an interface. */
function refusedMac(words: string, { options }: AskedOfNetwork): DriverError | undefined {
  if (!/create veth pair: Netlink error: Cannot assign requested address/.test(words)) return undefined;
  const option = options.static_mac === undefined ? "networks.static_mac" : "static_mac";
  const value = options.static_mac ?? options.networks.find(({ static_mac }) => static_mac !== undefined)?.static_mac;
  if (value === undefined) return undefined;
  return rejected(option, value, "no interface can have that address", words);
}

function rejected(option: string, value: unknown, reason: string, words: string, recoverable = false): DriverError {
  return invalidOption(option, value, `${reason} (${words})`, { recoverable });
}
