/** Rows of the Docker driver's network options that need networks and other containers of the lab. */
import { resources } from "../fixtures/task-input.ts";
import { namedNetwork } from "../options/named-network.ts";
import type { OptionsLab } from "../options/options-lab.ts";
import type { Row } from "../options/row.ts";

const serve = { command: "httpd", args: ["-f", "-p", "80", "-h", "/bin"] };
const port = { label: "http", value: 18_945, to: 80, hostIp: "127.0.0.1" };
const bindings = { inspect: "{{range $port, $at := .HostConfig.PortBindings}}{{$port}}{{$at}} {{end}}" };
const address = "ip -o addr show dev eth0 | tr -s ' ' | cut -d' ' -f4";

const onNetwork =
  (options: (network: { readonly subnet: string; readonly subnet6: string }) => object) => async (lab: OptionsLab) => {
    const network = await namedNetwork(lab, 1);
    return { options: { network_mode: network.name, ...options(network) } };
  };

export const networkRows: readonly Row[] = [
  {
    option: "network_mode",
    what: "is Podman's bridge by default, where services get the node's address",
    given: {},
    look: address,
    seen: (_, lab) => new RegExp(`^${lab.subnet}\\.`),
    unless: ({ rootless }) => rootless,
  },
  {
    option: "network_mode",
    what: "container: names a task of an allocation",
    given: ({ other }) => ({ options: { network_mode: `container:${other.task}-${other.allocId}` } }),
    look: { inspect: "{{.HostConfig.NetworkMode}}" },
    seen: (_, lab) => `container:${lab.other.id}`,
  },
  {
    option: "network_aliases",
    what: "resolve on a user's network",
    given: onNetwork(() => ({ network_aliases: ["shop-db"] })),
    look: "nslookup shop-db >/dev/null 2>&1 && echo resolves",
    seen: "resolves",
  },
  {
    option: "ipv4_address",
    what: "is the container's",
    given: onNetwork(({ subnet }) => ({ ipv4_address: `${subnet}.97` })),
    look: `${address} | grep -c '\\.97/24'`,
    seen: "1",
  },
  {
    option: "ipv6_address",
    what: "is the container's",
    given: onNetwork(({ subnet6 }) => ({ ipv6_address: `${subnet6}:97` })),
    look: `${address} | grep -c ':97/64'`,
    seen: "1",
  },
  {
    option: "advertise_ipv6_address",
    what: "is a warning without IPv6",
    given: { options: { network_mode: "bridge", advertise_ipv6_address: true } },
    look: address,
    seen: (_, lab) => new RegExp(`^${lab.subnet}\\.`),
    warning: /^advertise_ipv6_address = true: the container has no global IPv6 address; services get the node's address$/,
  },
  {
    option: "extra_hosts",
    what: "host-gateway is the node",
    given: { options: { network_mode: "bridge", extra_hosts: ["node:host-gateway"] } },
    look: "grep 'node$' /etc/hosts",
    seen: /^[0-9a-f.:]+\s+node$/,
    // It has no address but loopback ones.
    unless: () => process.env["NOMAD_PODMAN_MACHINE"] !== undefined,
  },
  {
    option: "ports",
    what: "are published on the allocated address",
    given: { options: { ...serve, ports: ["http"] }, task: { resources: resources({ ports: [port] }) } },
    look: bindings,
    seen: "80/tcp[{127.0.0.1 18945}] 80/udp[{127.0.0.1 18945}]",
  },
  {
    option: "port_map",
    what: "maps the ports of a task's own network",
    warning: /^port_map is deprecated: /,
    given: {
      options: { ...serve, port_map: [{ http: 80 }] },
      task: {
        resources: resources({
          networks: [
            {
              ip: "127.0.0.1",
              reservedPorts: [{ label: "admin", value: 18_947 }],
              dynamicPorts: [{ label: "http", value: 18_946 }],
            },
          ],
        }),
      },
    },
    look: bindings,
    seen: "18947/tcp[{127.0.0.1 18947}] 18947/udp[{127.0.0.1 18947}] 80/tcp[{127.0.0.1 18946}] 80/udp[{127.0.0.1 18946}]",
  },
];
