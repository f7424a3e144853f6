import { invalidOption } from "../../core/option-error.ts";
import type { DnsConfig } from "../../core/task-config.ts";
import { hasGroupNetwork } from "../../core/task-config.ts";
import type { TaskContext } from "../api.ts";
import type { OwnOptions } from "../own-options.ts";
import type { TaskOptions } from "./task-options/task-options.ts";

const dnsOptions = ["dns_servers", "dns_search_domains", "dns_options"] as const;

/** A task that names a network is in that one only, whatever network its group has. */
export function hasOwnNetwork({ network_mode = "" }: TaskOptions): boolean {
  return network_mode !== "";
}

/** Sets the network and what belongs to it. */
export function setNetwork(own: OwnOptions, options: TaskOptions, context: TaskContext): void {
  const { network_mode, mac_address, hostname, uts_mode, advertise_ipv6_address } = options;
  // Docker's tasks have the host name of the pause container whose network they join.
  const ofGroup = hasGroupNetwork(context) && uts_mode !== "host" ? context.networkIsolation?.hostsConfig?.hostname : undefined;
  if (hostname === undefined) own.set("hostname", ofGroup || undefined, "network.hostname");
  else own.keep("hostname");
  own.set("network_mode", network_mode === "default" ? "bridge" : network_mode, "network_mode", network_mode);
  // Nomad forwards the ports of the group's network, and Docker's jobs name them all the same.
  if (!hasGroupNetwork(context)) own.keep("ports");
  own.keep("port_map", "network_aliases", "ipv4_address", "ipv6_address", "extra_hosts");
  own.set("static_mac", mac_address, "mac_address");
  // Docker's driver leaves services the node's address unless the task is on a network that it names.
  const advertised = advertise_ipv6_address ? "ipv6" : "network";
  own.set("advertise_address", advertised, "advertise_ipv6_address", advertise_ipv6_address);
}

/**
 * The task's name servers: as with Docker's driver, a network.dns block of the job comes first.
 *
 * @returns undefined when the options say nothing, or have no effect
 * @throws DriverError `invalidConfig` for a task that shares the resolv.conf of another one, or has no network
 */
export function dnsOf(options: TaskOptions, context: TaskContext): DnsConfig | undefined {
  const { dns_servers = [], dns_search_domains = [], dns_options = [], network_mode } = options;
  const [asked] = askedDns(options);
  if (asked === undefined || context.dns !== undefined) return undefined;
  const inGroup = hasGroupNetwork(context);
  if (!inGroup && network_mode !== undefined && /^(?:container:|none$)/.test(network_mode)) {
    const why = `cannot be used together with network_mode = "${network_mode}"; remove it`;
    throw invalidOption(asked, options[asked], why);
  }
  return { servers: dns_servers, searches: dns_search_domains, options: dns_options };
}

/** What of the name servers has no effect. */
export function dnsWarnings(options: TaskOptions, context: TaskContext): readonly string[] {
  if (context.dns === undefined) return [];
  return askedDns(options).map((name) => `${name} has no effect: the job's network.dns is used instead`);
}

function askedDns(options: TaskOptions) {
  return dnsOptions.filter((name) => (options[name]?.length ?? 0) > 0);
}
