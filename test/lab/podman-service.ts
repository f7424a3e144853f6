import { createHash } from "node:crypto";
import { chmodSync, closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Cleanup } from "./cleanup.ts";
import { kill, processesWhere } from "./processes.ts";
import { check, type Finished, run } from "./run.ts";
import { waitFor } from "./wait-for.ts";

const CAP_SYS_RESOURCE = 24n;

/** A Podman of its own: storage, state, networks and socket below one directory, nothing shared with the machine's containers. */
export interface PodmanService {
  /** Path of the API socket. */
  readonly socket: string;
  /** Process id of the running service. */
  pid(): number;
  /** Starts the service (again) and waits until it answers. */
  start(): Promise<void>;
  /** Ends the service with a signal, SIGTERM when unset; containers stay. */
  stop(signal?: NodeJS.Signals): Promise<void>;
  /** Runs the podman command line on this Podman; fails unless it succeeds. */
  podman(...args: string[]): Promise<string>;
  /** The same, where a failure is an answer. */
  tryPodman(...args: string[]): Promise<Finished>;
  /** The end of what the service wrote to its log. */
  log(): string;
}

/** Lays out a Podman below `directory` without starting its service; the clean-up removes its containers, networks and processes. */
export async function podmanService(directory: string, cleanup: Cleanup): Promise<PodmanService> {
  const { paths, command, env, serve, bridge } = await layOutPodman(directory);
  let child: Bun.Subprocess | undefined;

  const tryPodman = (...args: string[]) => run([...command, ...args], { env, cwd: directory, timeout: 120_000 });
  const podman = (...args: string[]) => check([...command, ...args], { env, cwd: directory, timeout: 120_000 });
  const stop = async (signal: NodeJS.Signals = "SIGTERM") => {
    child?.kill(signal);
    await child?.exited;
    child = undefined;
  };
  const start = async () => {
    rmSync(paths.socket, { force: true });
    const log = openSync(paths.log, "a");
    child = Bun.spawn([...serve], {
      cwd: directory,
      env: { ...process.env, ...env },
      stdio: ["ignore", log, log],
      // Ctrl-C is for this process alone, which ends the service after its containers.
      detached: true,
    });
    closeSync(log);
    const started = child;
    await waitFor("the Podman service", async () => {
      if (started.exitCode !== null) {
        throw new Error(
          `podman system service ended with ${started.exitCode}: ${readFileSync(paths.log, "utf8").slice(-1000)}`,
        );
      }
      return existsSync(paths.socket) && (await fetch("http://podman/_ping", { unix: paths.socket })).ok;
    });
  };
  cleanup.defer(async () => {
    await stop("SIGKILL");
    for (let attempt = 0; attempt < 5; attempt++) {
      // Fails while a container that shares another's network is there, or one is just being stopped.
      if ((await tryPodman("rm", "--all", "--force", "--time", "0")).exitCode === 0) {
        break;
      }
    }
    // conmon stays for five minutes after an exec (Podman's exit_command_delay), also without its container.
    for (const pid of processesWhere(
      "cmdline",
      ([program = "", ...words]) => program.endsWith("conmon") && words.includes(paths.root),
    )) {
      kill(pid);
    }
    await run(["ip", "link", "delete", bridge]);
  });
  return {
    socket: paths.socket,
    pid: () => child?.pid ?? 0,
    start,
    stop,
    podman,
    tryPodman,
    log: () => (existsSync(paths.log) ? readFileSync(paths.log, "utf8") : ""),
  };
}

/** A Podman whose files are laid out and whose service somebody else starts. */
export interface PodmanLayout {
  readonly paths: Layout;
  /** The podman command line on this Podman, without its words. */
  readonly command: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** What runs the service. */
  readonly serve: readonly string[];
  /** The bridge of the default network, which Podman makes with the first container. */
  readonly bridge: string;
}

/** Writes the directories and the configuration of a Podman of its own below `directory`. */
export async function layOutPodman(directory: string): Promise<PodmanLayout> {
  const paths = layout(directory);
  // Podman 5 mounts the root file system of a user namespace below its TMPDIR, through which its users must get.
  chmodSync(directory, 0o711);
  const command = ["podman", "--root", paths.root, "--runroot", paths.run, "--tmpdir", paths.tmp];
  const { bridge } = await writeConfiguration(paths);
  return {
    paths,
    command,
    // What a pull has fetched so far stays in TMPDIR when Podman is killed.
    env: { CONTAINERS_CONF: paths.config, CONTAINERS_REGISTRIES_CONF: paths.registries, TMPDIR: directory },
    serve: [...command, "system", "service", "--time=0", `unix://${paths.socket}`],
    bridge,
  };
}

interface Layout {
  readonly root: string;
  readonly run: string;
  readonly tmp: string;
  readonly networks: string;
  readonly socket: string;
  readonly config: string;
  readonly registries: string;
  readonly log: string;
}

function layout(directory: string): Layout {
  for (const folder of ["root", "run", "tmp", "networks"]) {
    mkdirSync(join(directory, folder), { recursive: true, mode: 0o700 });
  }
  return {
    root: join(directory, "root"),
    run: join(directory, "run"),
    tmp: join(directory, "tmp"),
    networks: join(directory, "networks"),
    socket: join(directory, "podman.sock"),
    config: join(directory, "containers.conf"),
    registries: join(directory, "registries.conf"),
    log: join(directory, "podman.log"),
  };
}

/** Writes containers.conf, registries.conf and a default network whose name, bridge and subnet nothing else on the machine uses. */
async function writeConfiguration(paths: Layout): Promise<{ readonly bridge: string }> {
  const systemd = existsSync("/run/systemd/system");
  const capabilities = BigInt(`0x${/^CapEff:\s*(\w+)/m.exec(readFileSync("/proc/self/status", "utf8"))?.[1] ?? "0"}`);
  const mayRaiseLimits = ((capabilities >> CAP_SYS_RESOURCE) & 1n) === 1n;
  const number = freeSubnet(await check(["ip", "-4", "-o", "addr"]));
  const name = `ndp${number}`;
  const lines = [
    "[containers]",
    // Without CAP_SYS_RESOURCE a container asks for more than it may have, and does not start.
    ...(mayRaiseLimits ? [] : ['default_ulimits = ["nofile=1024:1024", "nproc=1024:1024"]']),
    "[engine]",
    'events_logger = "file"',
    // Locks in files below tmpdir: those in shared memory belong to every Podman of the machine.
    'lock_type = "file"',
    // crun refuses the hybrid cgroups of a machine without systemd; there runc and cgroupfs work.
    ...(systemd ? [] : [`runtime = "${process.env["NOMAD_PODMAN_TEST_RUNTIME"] || "runc"}"`, 'cgroup_manager = "cgroupfs"']),
    ...helperDirectories(process.env["NOMAD_PODMAN_TEST_HELPERS"]),
    "[network]",
    'network_backend = "netavark"',
    `network_config_dir = "${paths.networks}"`,
    // netavark's firewall chains are called after the network: one called "podman" would be shared with the machine's own.
    `default_network = "${name}"`,
  ];
  writeFileSync(paths.config, `${lines.join("\n")}\n`);
  // No short name ever leaves the machine.
  writeFileSync(paths.registries, "unqualified-search-registries = []\n");
  const network = {
    name,
    id: createHash("sha256").update(name).digest("hex"),
    driver: "bridge",
    network_interface: name,
    created: new Date().toISOString(),
    subnets: [{ subnet: `10.213.${number}.0/24`, gateway: `10.213.${number}.1` }],
    ipv6_enabled: false,
    internal: false,
    dns_enabled: false,
    ipam_options: { driver: "host-local" },
  };
  writeFileSync(join(paths.networks, `${name}.json`), JSON.stringify(network));
  return { bridge: name };
}

/** Where Podman finds netavark and aardvark-dns, with a directory before its own: a newer Podman wants newer ones than Debian's. */
function helperDirectories(directory: string | undefined): string[] {
  if (directory === undefined || directory === "") return [];
  const known = ["/usr/local/libexec/podman", "/usr/libexec/podman", "/usr/local/lib/podman", "/usr/lib/podman"];
  return [`helper_binaries_dir = ${JSON.stringify([directory, ...known])}`];
}

/** A number N such that no interface of the machine has an address in 10.213.N.0/24; random, since several labs may start at once. */
export function freeSubnet(addresses: string, random: () => number = Math.random): number {
  for (let attempt = 0; attempt < 1000; attempt++) {
    const number = 1 + Math.floor(random() * 250);
    if (!addresses.includes(` 10.213.${number}.`)) {
      return number;
    }
  }
  throw new Error(
    "no free subnet in 10.213.0.0/16: remove bridges named ndp… that earlier runs have left (ip link delete NAME)",
  );
}
