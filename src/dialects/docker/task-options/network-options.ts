import { ipAddress } from "../../../config/checks/network-checks.ts";
import { flag, listOf, text, texts } from "../../../config/checks/values.ts";
import type { OptionTable } from "../../../config/table/option.ts";
import { taskNetworkOptions } from "../../../config/task-options/network-options.ts";

export const dockerNetworkOptions = {
  network_mode: {
    type: "string",
    check: text,
    help: "bridge or default (Podman's own bridge), host, none, container:ID, or the name of a Podman network, which must exist. In a group with a network of its own it has no effect, which a warning says.",
    example: 'network_mode = "bridge"',
  },
  network_aliases: { ...taskNetworkOptions.network_aliases, origin: undefined },
  ports: taskNetworkOptions.ports,
  port_map: taskNetworkOptions.port_map,
  ipv4_address: taskNetworkOptions.ipv4_address,
  ipv6_address: taskNetworkOptions.ipv6_address,
  mac_address: { ...taskNetworkOptions.static_mac, example: 'mac_address = "92:d0:c6:0a:29:33"' },
  advertise_ipv6_address: {
    type: "bool",
    default: "false",
    check: flag,
    help: "Services get the container's global IPv6 address; on a network without one they get the node's address, with a warning.",
    example: "advertise_ipv6_address = true",
  },
  dns_servers: {
    type: "list(string)",
    check: listOf(ipAddress),
    help: "Name servers; a network.dns block of the job wins.",
    example: 'dns_servers = ["10.0.0.53"]',
  },
  dns_search_domains: {
    type: "list(string)",
    check: texts,
    help: "Domains in which names are looked up.",
    example: 'dns_search_domains = ["internal.example"]',
  },
  dns_options: {
    type: "list(string)",
    check: texts,
    help: "Options of resolv.conf.",
    example: 'dns_options = ["ndots:2"]',
  },
  extra_hosts: taskNetworkOptions.extra_hosts,
} as const satisfies OptionTable;
