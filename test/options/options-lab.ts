import { appendFileSync, chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { encode } from "@msgpack/msgpack";
import type { NetworkOverride } from "../../src/core/task-status.ts";
import type { DriverName } from "../../src/dialects/names.ts";
import type { HostFacts } from "../../src/translate/input/spec-input.ts";
import { decodeDriverState } from "../../src/translate/state/driver-state.ts";
import { type InputOverrides, taskConfig } from "../fixtures/task-input.ts";
import { Cleanup } from "../lab/cleanup.ts";
import { patient } from "../lab/patience.ts";
import { check, type Finished } from "../lab/run.ts";
import { scratchDirectory } from "../lab/scratch.ts";
import { startPodmanService, type TestPodman } from "../lab/test-podman.ts";
import { type DriverPool, driverPool } from "./driver-pool.ts";
import { hostFactsOf, type Info } from "./host-facts.ts";
import { type RowNode, rowNode } from "./machines.ts";

/** A Podman of its own and what it takes to put containers on it. */
export interface OptionsLab extends AsyncDisposable {
  readonly directory: string;
  readonly podman: TestPodman;
  readonly host: HostFacts;
  readonly node: RowNode;
  /** What the lab makes under a name or a number has this in it. */
  readonly number: number;
  /** The first three numbers of the addresses of Podman's own bridge. */
  readonly subnet: string;
  /** A task that sets nothing, for those that join another. */
  readonly other: RunningContainer;
  /** Its namespaces by their file in /proc: `ipc` → `ipc:[4026532300]`. */
  readonly otherNamespaces: Readonly<Record<string, string>>;
  /** Path of a network namespace with one address, 10.99.0.1/24 when unset, made when first asked for: what Nomad makes for a group. */
  networkNamespace(address?: string): Promise<string>;
  /** Translates, creates and starts; the image's process sleeps unless the task says otherwise. */
  start(overrides?: TaskOverrides): Promise<RunningContainer>;
}

/** A task, and the driver that its options are written for. */
export interface TaskOverrides extends InputOverrides {
  readonly driverName?: DriverName;
}

/** A container as the process inside sees it. */
export interface RunningContainer extends AsyncDisposable {
  readonly id: string;
  /** The task and the allocation that make the container's name. */
  readonly task: string;
  readonly allocId: string;
  readonly allocDir: string;
  /** Of the task's events, the driver's own and Podman's. */
  readonly warnings: readonly string[];
  /** What Nomad was told of the task's address. */
  readonly network: NetworkOverride | undefined;
  /** Runs a line of shell in the container and returns what it printed, without the last newline. */
  sh(line: string): Promise<string>;
  /** The same, where a failure is an answer. */
  trySh(line: string): Promise<Finished>;
  /** One value of `podman inspect`, by its Go template. */
  inspect(template: string): Promise<string>;
  /** Host paths of the container's cgroups, by controller (`memory`; the empty name is cgroup v2). */
  cgroups(): Promise<Readonly<Record<string, string>>>;
}

export async function openOptionsLab(): Promise<OptionsLab> {
  giveSubordinateIds();
  const podman = await startPodmanService();
  const cleanup = new Cleanup();
  try {
    const directory = scratchDirectory(cleanup);
    // A rootless Podman is another user, who may read and write what a test makes.
    chmodSync(directory, 0o755);
    const umask = process.umask(0);
    cleanup.defer(() => process.umask(umask));
    const host = hostFactsOf(await call<Info>(podman, "GET", "/info"));
    const drivers = driverPool(podman.socketPath);
    cleanup.defer(() => drivers.close());
    const number = freeNumber(await check(["ip", "-o", "addr"]));
    cleanup.defer(() => removeNamed(podman, number));
    const namespaces = new Map<string, Promise<string>>();
    const networkNamespace = (namespaceAddress = "10.99.0.1/24"): Promise<string> => {
      const made =
        namespaces.get(namespaceAddress) ?? makeNetworkNamespace(`ndpo${number}-${namespaces.size}`, namespaceAddress, cleanup);
      namespaces.set(namespaceAddress, made);
      return made;
    };
    let count = 0;
    const start = (overrides: TaskOverrides = {}): Promise<RunningContainer> => {
      count += 1;
      return startContainer(podman, drivers, join(directory, `alloc${count}`), `${number}t${count}`, overrides);
    };
    // Explicitly: by default a rootless task has no bridge.
    const other = await start({ options: { network_mode: "bridge" } });
    cleanup.defer(() => other[Symbol.asyncDispose]());
    const address = await other.sh("ip -o -4 addr show scope global | awk '{print $4}' | cut -d/ -f1");
    const otherNamespaces = await namespacesOf(other);
    const subnet = address.replace(/\.\d+$/, "");
    const close = () => cleanup.run();
    return {
      directory,
      podman,
      host,
      node: rowNode(host),
      number,
      subnet,
      other,
      otherNamespaces,
      networkNamespace,
      start,
      [Symbol.asyncDispose]: close,
    };
  } catch (error) {
    await cleanup.run();
    throw error;
  }
}

/** Lets Podman make user namespaces, on the emulated machine only: what a run writes there is thrown away. */
function giveSubordinateIds(): void {
  if (process.env["NOMAD_PODMAN_MACHINE"] === undefined) return;
  for (const path of ["/etc/subuid", "/etc/subgid"]) {
    if (!readFileSync(path, "utf8").includes("containers:")) appendFileSync(path, "containers:2147483647:1073741824\n");
  }
}

async function namespacesOf(container: RunningContainer): Promise<Readonly<Record<string, string>>> {
  const links = (await container.sh("for n in cgroup ipc pid uts user; do readlink /proc/1/ns/$n; done")).split("\n");
  return Object.fromEntries(links.map((link) => [link.split(":")[0] ?? "", link]));
}

/** A number N such that nothing on the node has an address in 10.215.N.0/24, 10.216.N.0/24 or 10.218.N.0/24. */
function freeNumber(addresses: string): number {
  const free = (number: number): boolean =>
    ["10.215", "10.216", "10.218"].every((prefix) => !addresses.includes(` ${prefix}.${number}.`));
  const numbers = Array.from({ length: 250 }, (_, index) => index + 1).filter(free);
  return numbers[Math.floor(Math.random() * numbers.length)]!;
}

/** What the rows make under names of their own, in a Podman that goes on after them. */
async function removeNamed(podman: TestPodman, number: number): Promise<void> {
  const networks = (await podman.podman("network", "ls", "--format", "{{.Name}}")).split("\n");
  for (const name of networks.filter((each) => each.includes(`ndpo${number}n`)))
    await podman.tryPodman("network", "rm", "--force", name);
  await podman.tryPodman("secret", "rm", `ndpo${number}`);
  const volumes = (await podman.podman("volume", "ls", "--format", "{{.Name}}")).split("\n");
  for (const name of volumes.filter((each) => each === `ndpo${number}` || each.startsWith(`ndpo${number}v`)))
    await podman.tryPodman("volume", "rm", name);
}

async function makeNetworkNamespace(name: string, address: string, cleanup: Cleanup): Promise<string> {
  await check(["ip", "netns", "add", name]);
  cleanup.defer(() => check(["ip", "netns", "delete", name]));
  for (const line of [
    "link set lo up",
    "link add dummy0 type bridge",
    `addr add ${address} dev dummy0${address.includes(":") ? " nodad" : ""}`,
    "link set dummy0 up",
  ]) {
    await check(["ip", "-n", name, ...line.split(" ")]);
  }
  return `/run/netns/${name}`;
}

/** One request to the service's REST API. */
export async function call<T>(podman: TestPodman, method: string, path: string, body?: unknown): Promise<T> {
  const answer = await fetch(`http://podman/v4.0.0/libpod${path}`, {
    unix: podman.socketPath,
    method,
    headers: { "Content-Type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
  return text === "" ? (undefined as T) : JSON.parse(text);
}

/** Starts a task through the driver itself; what its events warned of comes beside it. */
async function startContainer(
  podman: TestPodman,
  drivers: DriverPool,
  allocDir: string,
  name: string,
  overrides: TaskOverrides,
): Promise<RunningContainer> {
  const { driverName = "podman" } = overrides;
  const body = { ...sleeping[driverName], ...overrides.options };
  const own = { id: name, allocDir, name, allocId: name, stdoutPath: "/dev/null", stderrPath: "/dev/null" };
  const task = taskConfig({ ...own, ...overrides.task, driverConfig: encode(body) });
  for (const folder of ["alloc/logs", `${task.name}/local`, `${task.name}/secrets`]) {
    mkdirSync(join(task.allocDir, folder), { recursive: true, mode: 0o777 });
  }
  const driver = await drivers.get(overrides.plugin ?? {}, driverName);
  const { handle, network } = await driver.startTask(task, AbortSignal.timeout(patient(100_000)));
  const { containerId: id } = decodeDriverState(handle.driverState, driverName);
  const exec = (line: string): string[] => ["exec", id, "/bin/sh", "-c", line];
  return {
    id,
    task: task.name,
    allocId: task.allocId,
    allocDir: task.allocDir,
    warnings: await drivers.warningsOf(task.id),
    network,
    sh: async (line) => (await podman.podman(...exec(line))).replace(/\n$/, ""),
    trySh: (line) => podman.tryPodman(...exec(line)),
    inspect: async (template) => (await podman.podman("inspect", "--format", template, id)).trim(),
    cgroups: () => cgroupsOf(podman, id),
    [Symbol.asyncDispose]: () => driver.destroyTask(task.id, true),
  };
}

/** A task that stays until it is destroyed, in each driver's options; Podman's ends at once then. */
const sleeping: Readonly<Record<DriverName, object>> = {
  podman: { image: "localhost/busybox:1", command: ["sleep", "1000"], init: true, init_path: "/usr/bin/catatonit" },
  "containerd-driver": { image: "localhost/busybox:1", command: "sleep", args: ["1000"] },
  docker: { image: "localhost/busybox:1", command: "sleep", args: ["1000"] },
  // On an image of its own, which the test makes.
  nspawn: { boot: false, command: ["sleep", "1000"] },
};

async function cgroupsOf(podman: TestPodman, id: string): Promise<Readonly<Record<string, string>>> {
  const pid = (await podman.podman("inspect", "--format", "{{.State.Pid}}", id)).trim();
  const paths: Record<string, string> = {};
  for (const line of (await Bun.file(`/proc/${pid}/cgroup`).text()).trim().split("\n")) {
    const [, controllers = "", path = ""] = /^\d+:([^:]*):(.*)$/.exec(line) ?? [];
    for (const controller of controllers.split(","))
      paths[controller] = `/sys/fs/cgroup/${controllers}${path}`.replace(/\/+/g, "/");
  }
  return paths;
}

/** Writes a file that a test mounts, and returns its path. */
export function fileIn(directory: string, name: string, text: string): string {
  const path = join(directory, name);
  writeFileSync(path, text);
  return path;
}
