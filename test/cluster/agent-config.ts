/** What an agent of a cluster is told. */
export interface ClusterAgent {
  readonly name: string;
  /** Its machine's own. */
  readonly address: string;
  readonly directory: string;
  /** Addresses of all servers. */
  readonly servers: readonly string[];
}

// A client counts as down after 4 to 8 s of heartbeats and 8 s of grace: the default is half a minute, and the machine is busy.
const server = (count: number) => `
server {
  enabled           = true
  bootstrap_expect  = ${count}
  min_heartbeat_ttl = "4s"
  heartbeat_grace   = "8s"
  raft_multiplier   = 5
  default_scheduler_config {
    scheduler_algorithm = "spread"
  }
}`;

const client = (pluginDirectory: string, socket: string) => `
client {
  enabled           = true
  network_interface = "eth0"
  cni_path          = "/usr/lib/cni:/opt/cni/bin"
  # All clients see the same two or more cores; what a task asks for is small, and no test is about what fits.
  cpu_total_compute = 20000
  memory_total_mb   = 16384
  options {
    "fingerprint.denylist" = "env_aws,env_gce,env_azure,env_digitalocean"
    "driver.allowlist"     = "podman"
  }
}
plugin_dir = "${pluginDirectory}"
plugin "nomad-driver-podman" {
  config {
    socket_path = "unix://${socket}"
    gc {
      dangling_containers {
        period         = "5s"
        creation_grace = "10s"
      }
    }
  }
}`;

function common({ name, address, directory, servers }: ClusterAgent): string {
  const join = `retry_join     = ${JSON.stringify(servers)}\n    retry_interval = "1s"`;
  return `
name       = "${name}"
data_dir   = "${directory}/data"
bind_addr  = "${address}"
log_level  = "DEBUG"
disable_update_check = true
leave_on_terminate   = false
leave_on_interrupt   = false
server {
  server_join {
    ${join}
  }
}
client {
  server_join {
    ${join}
  }
}`;
}

export function serverConfig(agent: ClusterAgent): string {
  return common(agent) + server(agent.servers.length);
}

export function clientConfig(agent: ClusterAgent, pluginDirectory: string, socket: string): string {
  return common(agent) + client(pluginDirectory, socket);
}
