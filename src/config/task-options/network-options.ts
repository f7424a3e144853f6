import { extraHost, ipAddress, ipv4Address, ipv6Address, macAddress, subnet } from "../checks/network-checks.ts";
import { flag, listOf, matching, oneOf, text, texts, wholeMap } from "../checks/values.ts";
import type { OptionTable } from "../table/option.ts";

const networkOptions = {
  name: {
    type: "string",
    required: true,
    check: text,
    help: "Name of the Podman network, which must exist unless create is set.",
    example: 'name = "backend"',
  },
  aliases: {
    type: "list(string)",
    check: texts,
    help: "Further names of the container in this network's DNS.",
    example: 'aliases = ["db"]',
  },
  static_ips: {
    type: "list(string)",
    check: listOf(ipAddress),
    help: "Addresses of the container in this network.",
    example: 'static_ips = ["10.89.0.10"]',
  },
  static_mac: {
    type: "string",
    check: macAddress,
    help: "MAC address of the container in this network.",
    example: 'static_mac = "92:d0:c6:0a:29:33"',
  },
  create: {
    type: "bool",
    default: "false",
    check: flag,
    help: "Create the network, a bridge, where it is missing, and remove it with the last container on it. One that was there before is taken as it is and stays.",
    example: "create = true",
  },
  bridge: {
    type: "string",
    check: matching(/^[^\s/:]{1,15}$/, 'must be the name of a network interface, such as "br0"'),
    help: "Bridge of the node that the network which is created is on; Podman leaves it as it is: no NAT, no published ports, no names of containers. Where the bridge has an address of the node, Podman takes no subnet with it: set ipam_driver to dhcp or none. Needs Podman 5.4; allow_host_namespaces of the plugin may forbid it.",
    example: 'bridge = "br0"',
  },
  ipam_driver: {
    type: "string",
    check: oneOf(["host-local", "dhcp", "none"]),
    help: "Who gives addresses in the network that is created: host-local (Podman, the default), dhcp (a DHCP server, where netavark's DHCP proxy runs), or none.",
    example: 'ipam_driver = "none"',
  },
  subnet: {
    type: "string",
    check: subnet,
    help: "Addresses of the network that is created; else Podman chooses them.",
    example: 'subnet = "10.89.7.0/24"',
  },
} as const satisfies OptionTable;

/** How the task is reached, and what it reaches. */
export const taskNetworkOptions = {
  network_mode: {
    type: "string",
    check: text,
    help: "bridge, host, none, pasta, slirp4netns, container:ID, ns:PATH, task:NAME (another task of the allocation), or the name of a Podman network, which must exist. By default the group's network namespace when there is one, else bridge (root) or pasta or slirp4netns (rootless).",
    example: 'network_mode = "bridge"',
  },
  networks: {
    kind: "block",
    repeated: true,
    origin: "more",
    options: networkOptions,
    help: "A Podman network to join; may be repeated. They come after the network of network_mode; without network_mode they take the place of Podman's own bridge.",
    example: 'networks {\n  name    = "backend"\n  aliases = ["db"]\n}',
  },
  network_aliases: {
    type: "list(string)",
    origin: "more",
    check: texts,
    help: "Further names of the container in the DNS of its Podman networks.",
    example: 'network_aliases = ["db"]',
  },
  ports: {
    type: "list(string)",
    check: texts,
    help: "Labels of the group's ports to publish, tcp and udp.",
    example: 'ports = ["http"]',
  },
  port_map: {
    type: "list(map(number))",
    check: wholeMap(1, 65_535),
    deprecated: "use ports and `to` in the group's network block",
    help: "Port inside the container by the label of a port of the task's resources.",
    example: "port_map = { http = 8080 }",
  },
  ipv4_address: {
    type: "string",
    check: ipv4Address,
    help: "IPv4 address of the container; with a bridge or named network only.",
    example: 'ipv4_address = "10.88.0.10"',
  },
  ipv6_address: {
    type: "string",
    check: ipv6Address,
    help: "IPv6 address of the container; with a bridge or named network only.",
    example: 'ipv6_address = "fd00::10"',
  },
  static_ips: {
    type: "list(string)",
    check: listOf(ipAddress),
    help: "Addresses of the container; with a bridge or named network only.",
    example: 'static_ips = ["10.88.0.10"]',
  },
  static_mac: {
    type: "string",
    check: macAddress,
    help: "MAC address of the container; with a bridge or named network only.",
    example: 'static_mac = "92:d0:c6:0a:29:33"',
  },
  advertise_address: {
    type: "string",
    origin: "more",
    check: oneOf(["container", "network", "ipv6"]),
    help: "Which address a service gets whose address_mode is auto: container (the container's own, by default), network (the container's on a Podman network that network_mode or a networks block names, else the node's, as with Docker's driver), or ipv6 (the container's global IPv6 address, which address_mode = driver then means too).",
    example: 'advertise_address = "ipv6"',
  },
  extra_hosts: {
    type: "list(string)",
    check: listOf(extraHost),
    help: "Further lines of /etc/hosts as name:address.",
    example: 'extra_hosts = ["db:10.0.0.5", "v6:[::1]"]',
  },
  hosts_file: {
    type: "string",
    origin: "more",
    check: oneOf(["image", "host"]),
    help: "Which /etc/hosts the container has instead of the one that Podman writes: image (the image's own, as with podman run --no-hosts) or host (the node's, read-only). Not together with extra_hosts.",
    example: 'hosts_file = "image"',
  },
  resolv_conf: {
    type: "string",
    origin: "more",
    check: oneOf([
      "image",
      "host",
      "static",
      "uplink",
      "stub",
      "copy-host",
      "copy-static",
      "copy-uplink",
      "copy-stub",
      "empty",
    ]),
    help: "Which /etc/resolv.conf the container has instead of the one that Podman writes: image (the image's own); a file of the node, read-only: host (/etc/resolv.conf), or of systemd-resolved static, uplink or stub; copy- and one of these (a copy made at each start, which the task may change); or empty. The job's network.dns wins; dns_servers of the plugin do not count. The plugin reads the file where it runs itself, also for a Podman on another machine.",
    example: 'resolv_conf = "copy-host"',
  },
} as const satisfies OptionTable;
