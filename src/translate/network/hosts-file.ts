import { invalidOption } from "../../core/option-error.ts";
import type { TaskConfig } from "../../core/task-config.ts";

/** The /etc/hosts that the tasks of a group with its own network namespace share. */
export interface SharedHostsFile {
  /** On the node; the same path as Nomad's own drivers use, so that tasks of several drivers share one file. */
  readonly path: string;
  /** Written only when the file is not there yet: tasks may change it. */
  readonly content: string;
  /** Lines that this task's extra_hosts add; appended to a file that is there and lacks them. */
  readonly extraLines: readonly string[];
}

/**
 * The shared hosts file of the task's group, undefined when the group has none. The caller writes it before the
 * container is made.
 *
 * @throws DriverError `invalidConfig` for a bad `extra_hosts`.
 */
export function sharedHostsFile(
  task: TaskConfig,
  extraHosts: readonly string[] | undefined,
  hostGateway: string | undefined,
  node: NodeHosts = { lines: [], address: undefined },
): SharedHostsFile | undefined {
  if (!sharesHostsFile(task)) return undefined;
  const hosts = task.networkIsolation?.hostsConfig;
  const extraLines = (extraHosts ?? [])
    .flatMap((entry) => extraHost(entry, hostGateway))
    .map((host) => `${host.address} ${host.name}`);
  const lines = [
    "# written by Nomad's podman driver; the tasks of the group share this file",
    "127.0.0.1 localhost",
    "::1 localhost ip6-localhost ip6-loopback",
    "fe00::0 ip6-localnet",
    "ff00::0 ip6-mcastprefix",
    "ff02::1 ip6-allnodes",
    "ff02::2 ip6-allrouters",
    "ff02::3 ip6-allhosts",
    // Nomad 1.11 names an allocation only when Docker made its network.
    ...(hosts === undefined || hosts.hostname === "" || hosts.address === ""
      ? []
      : ["# the allocation", `${hosts.address} ${hosts.hostname}`]),
    ...extraLines,
    // Last, so that a job can say otherwise: the first line with a name counts.
    ...(node.address === undefined ? [] : ["# the node", `${node.address} host.containers.internal`]),
    ...node.lines,
  ];
  return { path: `${task.allocDir}/hosts`, content: `${lines.join("\n")}\n`, extraLines };
}

/** What Podman itself would write of the node. */
export interface NodeHosts {
  /** Entries of the node's own /etc/hosts. */
  readonly lines: readonly string[];
  /** By what a container reaches it. */
  readonly address: string | undefined;
}

/** True for a task of a group with a network namespace of its own: its tasks share one /etc/hosts. */
export function sharesHostsFile({ networkIsolation }: Pick<TaskConfig, "networkIsolation">): boolean {
  return networkIsolation?.mode === "group" && networkIsolation.path !== "";
}

/** The entries of a hosts file, without what every container says of itself. */
export function hostsEntries(text: string): readonly string[] {
  const lines = text.split("\n").map((line) => line.replace(/#.*/, "").trim().replace(/\s+/g, " "));
  return lines.filter((line) => line !== "" && !/ (localhost|ip6-\S+)( |$)/.test(line));
}

export interface ExtraHost {
  readonly name: string;
  readonly address: string;
}

/** What stands for the node's address in `extra_hosts`. */
const gatewayWord = "host-gateway";

/** True when the `extra_hosts` use `host-gateway`. */
export function usesHostGateway(extraHosts: readonly string[] | undefined): boolean {
  return (extraHosts ?? []).some((entry) => entry.endsWith(`:${gatewayWord}`));
}

/**
 * Reads `name[;name…]:address`; the address may stand in brackets or be `host-gateway`, for which `hostGateway` is
 * taken when it is given.
 *
 * @throws DriverError `invalidConfig` for `host-gateway` where the address is not known
 */
export function extraHost(entry: string, hostGateway: string | undefined): readonly ExtraHost[] {
  const colon = entry.indexOf(":");
  const names = entry.slice(0, colon).split(";");
  const raw = entry.slice(colon + 1);
  if (raw === gatewayWord) {
    if (hostGateway !== undefined) return names.map((name) => ({ name, address: hostGateway }));
    throw invalidOption(
      "extra_hosts",
      entry,
      "the node has no address that this container's network reaches it by; write the address",
    );
  }
  const address = raw.startsWith("[") && raw.endsWith("]") ? raw.slice(1, -1) : raw;
  return names.map((name) => ({ name, address }));
}
