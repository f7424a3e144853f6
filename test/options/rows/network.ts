import { readlinkSync } from "node:fs";
import type { HostFacts } from "../../../src/translate/input/spec-input.ts";
import { resources } from "../../fixtures/task-input.ts";
import { namedNetwork } from "../named-network.ts";
import type { OptionsLab } from "../options-lab.ts";
import type { Row } from "../row.ts";

const address = "ip -o addr show dev eth0 | tr -s ' '";

const bridged = `${address} | grep ' inet ' | cut -d' ' -f4 | sed 's/\\.[0-9]*\\/.*//'`;
const onBridge = (_: HostFacts, lab: OptionsLab): string => lab.subnet;

const port = { label: "http", value: 18_943, to: 80, hostIp: "127.0.0.1" };
const serve = { command: ["httpd", "-f", "-p", "80", "-h", "/bin"], init: false };

export const networkRows: readonly Row[] = [
  {
    option: "network_mode",
    what: "is the bridge by default",
    given: {},
    look: bridged,
    seen: onBridge,
    unless: ({ rootless }) => rootless,
  },
  {
    option: "network_mode",
    what: "is pasta by default without root",
    given: {},
    look: { inspect: "{{.HostConfig.NetworkMode}}" },
    seen: "pasta",
    unless: ({ rootless, podmanVersion }) => !rootless || podmanVersion.startsWith("4."),
  },
  {
    option: "plugin.networking",
    what: "is the default without root",
    given: { plugin: { networking: { default_rootless_mode: "slirp4netns" } } },
    look: { inspect: "{{.HostConfig.NetworkMode}}" },
    seen: "slirp4netns",
    unless: ({ rootless }) => !rootless,
  },
  { option: "network_mode", what: "bridge", given: { options: { network_mode: "bridge" } }, look: bridged, seen: onBridge },
  {
    option: "network_mode",
    what: "host",
    given: { options: { network_mode: "host" } },
    look: "readlink /proc/self/ns/net",
    seen: () => readlinkSync("/proc/self/ns/net"),
  },
  { option: "network_mode", what: "none", given: { options: { network_mode: "none" } }, look: "ip -o link | wc -l", seen: "1" },
  {
    option: "network_mode",
    what: "slirp4netns",
    given: { options: { network_mode: "slirp4netns" } },
    look: "ip -o addr show dev tap0 | grep -c 10.0.2",
    seen: "1",
  },
  {
    option: "network_mode",
    what: "container:ID",
    given: ({ other }) => ({ options: { network_mode: `container:${other.id}` } }),
    look: bridged,
    seen: onBridge,
  },
  {
    option: "network_mode",
    what: "task:NAME",
    given: ({ other }) => ({
      options: { network_mode: `task:${other.task}` },
      task: { allocId: other.allocId, name: "sidecar" },
    }),
    look: bridged,
    seen: onBridge,
  },
  {
    option: "network_mode",
    what: "ns:PATH",
    given: async (lab) => ({ options: { network_mode: `ns:${await lab.networkNamespace()}` } }),
    look: "ip -o addr show dev dummy0 | grep -c 10.99.0.1",
    seen: "1",
    // A namespace that root has made is not for other users to join.
    unless: ({ rootless }) => rootless,
  },
  {
    option: "network_mode",
    what: "the name of a network",
    given: async (lab) => ({ options: { network_mode: (await namedNetwork(lab, 1)).name } }),
    look: `${address} | grep -c ' 10.215'`,
    seen: "1",
  },
  {
    option: "job.network",
    what: "is the group's namespace, with its hosts file",
    given: async (lab) => ({
      options: { extra_hosts: ["db:10.0.0.7"] },
      task: {
        networkIsolation: {
          mode: "group",
          path: await lab.networkNamespace(),
          labels: {},
          hostsConfig: { hostname: "group-1", address: "10.99.0.1" },
        },
      },
    }),
    look: "ip -o addr show dev dummy0 | grep -c 10.99.0.1; grep -c '10.99.0.1 group-1' /etc/hosts; grep '10.0.0.7 db' /etc/hosts",
    seen: "1\n1\n10.0.0.7 db",
    unless: ({ rootless }) => rootless,
  },
  {
    option: "extra_hosts",
    what: "are in /etc/hosts",
    given: { options: { extra_hosts: ["db:10.0.0.7", "six:[fd00::7]"] } },
    look: "grep -E '(db|six)$' /etc/hosts | tr '\\t' ' '",
    seen: "10.0.0.7 db\nfd00::7 six",
  },
  {
    option: "extra_hosts",
    what: "host-gateway",
    given: { options: { extra_hosts: ["node:host-gateway"] }, hostGateway: "10.0.0.1" },
    look: "grep 'node$' /etc/hosts",
    seen: /^[0-9a-f.:]+\s+node$/,
  },
  {
    option: "ipv4_address",
    what: "is the container's",
    given: (lab) => ({ options: { network_mode: "bridge", ipv4_address: `${lab.subnet}.77` } }),
    look: `${address} | grep -c '\\.77/'`,
    seen: "1",
  },
  {
    option: "ipv6_address",
    what: "is the container's",
    given: async (lab) => {
      const { name, subnet6 } = await namedNetwork(lab, 1);
      return { options: { network_mode: name, ipv6_address: `${subnet6}:77` } };
    },
    look: `${address} | grep -c ':77/64'`,
    seen: "1",
  },
  {
    option: "static_ips",
    what: "of both families",
    given: async (lab) => {
      const { name, subnet, subnet6 } = await namedNetwork(lab, 1);
      return { options: { network_mode: name, static_ips: [`${subnet}.78`, `${subnet6}:78`] } };
    },
    look: `${address} | grep -cE '(\\.78/24|:78/64)'`,
    seen: "2",
  },
  {
    option: "static_mac",
    what: "is the interface's",
    given: { options: { network_mode: "bridge", static_mac: "92:d0:c6:0a:29:77" } },
    look: "cat /sys/class/net/eth0/address",
    seen: "92:d0:c6:0a:29:77",
  },
  {
    option: "networks",
    what: "are all joined",
    given: async (lab) => {
      const [one, two] = [await namedNetwork(lab, 1), await namedNetwork(lab, 2)];
      return {
        options: {
          networks: [
            { name: one.name, static_ips: [`${one.subnet}.79`] },
            { name: two.name, static_mac: "92:d0:c6:0a:29:79" },
          ],
        },
      };
    },
    look: "ip -o -4 addr | grep -cE 'eth[01]'; ip -o addr | grep -c '\\.79/24'; cat /sys/class/net/*/address | grep -c 0a:29:79",
    seen: "2\n1\n1",
  },
  {
    option: "network_aliases",
    what: "resolve on a named network",
    given: async (lab) => ({ options: { network_mode: (await namedNetwork(lab, 1)).name, network_aliases: ["shop-db"] } }),
    look: "nslookup shop-db >/dev/null 2>&1 && echo resolves",
    seen: "resolves",
  },
  {
    option: "ports",
    what: "are published on the allocated address",
    given: { options: { ...serve, ports: ["http"] }, task: { resources: resources({ ports: [port] }) } },
    // What arrives through them: ../ports.test.ts.
    look: { inspect: "{{range $port, $at := .HostConfig.PortBindings}}{{$port}}{{$at}} {{end}}" },
    seen: "80/tcp[{127.0.0.1 18943}] 80/udp[{127.0.0.1 18943}]",
  },
  {
    option: "port_map",
    what: "sets the port's variable",
    warning: /^port_map is deprecated: /,
    given: {
      options: { ...serve, port_map: { "ht-tp": 80 } },
      task: {
        resources: resources({
          networks: [
            {
              ip: "127.0.0.1",
              reservedPorts: [],
              dynamicPorts: [{ label: "ht-tp", value: 18_944 }],
            },
          ],
        }),
      },
    },
    look: "tr '\\0' '\\n' < /proc/1/environ | grep NOMAD_PORT",
    seen: "NOMAD_PORT_ht_tp=80",
  },
  {
    option: "job.dns",
    what: "is in resolv.conf",
    given: { task: { dns: { servers: ["10.1.2.3"], searches: ["shop.example"], options: ["ndots:2"] } } },
    look: "cat /etc/resolv.conf",
    seen: "search shop.example\nnameserver 10.1.2.3\noptions ndots:2",
  },
  {
    option: "plugin.dns_servers",
    what: "are in resolv.conf",
    given: { plugin: { dns_servers: ["10.4.5.6"] } },
    look: "grep nameserver /etc/resolv.conf",
    seen: "nameserver 10.4.5.6",
  },
  {
    option: "plugin.dns_servers",
    what: "give way to the job's",
    given: { plugin: { dns_servers: ["10.4.5.6"] }, task: { dns: { servers: ["10.1.2.3"], searches: [], options: [] } } },
    look: "grep nameserver /etc/resolv.conf",
    seen: "nameserver 10.1.2.3",
  },
];
