/** What a lab's Nomad agent is told. */
export interface AgentSettings {
  /** True: `-dev`, in memory. False: server and client with their state on disk, so that a restarted agent knows its tasks. */
  readonly dev: boolean;
  readonly directory: string;
  readonly pluginDirectory: string;
  /** HTTP, RPC and serf ports. */
  readonly ports: readonly [http: number, rpc: number, serf: number];
  /** The lab's number: its bridge and its subnet are called after it. */
  readonly number: number;
  /** HCL inside the plugin's `config { … }`; undefined where the agent is told of no plugin at all. */
  readonly pluginConfig: string | undefined;
  /** Further drivers than podman that the agent may offer. */
  readonly alsoAs: readonly string[];
}

/** Ports that tasks get: 80 of their own for each lab number, below Linux's ephemeral ports. */
export function dynamicPorts(number: number): readonly [first: number, last: number] {
  const first = 12_000 + number * 80;
  return [first, first + 79];
}

/** Name of the bridge for group networks. */
export function bridgeName(number: number): string {
  return `ndn${number}`;
}

/** Subnet of that bridge. */
export function bridgeSubnet(number: number): string {
  return `10.214.${number}.0/24`;
}

/** The agent's configuration file: everything on loopback, nothing fetched, no name shared with another agent. */
export function agentConfig(settings: AgentSettings): string {
  const [http, rpc, serf] = settings.ports;
  const [first, last] = dynamicPorts(settings.number);
  const stateful = [
    "server {",
    "  enabled          = true",
    "  bootstrap_expect = 1",
    "}",
    "advertise {",
    '  http = "127.0.0.1"',
    '  rpc  = "127.0.0.1"',
    '  serf = "127.0.0.1"',
    "}",
  ];
  return `${[
    `data_dir   = "${settings.directory}/data"`,
    'bind_addr  = "127.0.0.1"',
    'log_level  = "DEBUG"',
    "disable_update_check = true",
    "leave_on_terminate   = false",
    `ports {\n  http = ${http}\n  rpc  = ${rpc}\n  serf = ${serf}\n}`,
    ...(settings.dev ? [] : stateful),
    "client {",
    "  enabled = true",
    '  cni_path              = "/usr/lib/cni:/opt/cni/bin"',
    `  bridge_network_name   = "${bridgeName(settings.number)}"`,
    `  bridge_network_subnet = "${bridgeSubnet(settings.number)}"`,
    `  min_dynamic_port      = ${first}`,
    `  max_dynamic_port      = ${last}`,
    "  options {",
    // Without cloud metadata addresses these wait for time-outs.
    '    "fingerprint.denylist" = "env_aws,env_gce,env_azure,env_digitalocean"',
    `    "driver.allowlist"     = "${["podman", ...settings.alsoAs].join(",")}"`,
    "  }",
    "}",
    ...pluginBlock(settings),
  ].join("\n")}\n`;
}

function pluginBlock({ pluginConfig, pluginDirectory }: AgentSettings): string[] {
  if (pluginConfig === undefined) return [];
  return [`plugin_dir = "${pluginDirectory}"`, 'plugin "nomad-driver-podman" {', "  config {", pluginConfig, "  }", "}"];
}
