import { realpath } from "node:fs/promises";
import { networkInterfaces } from "node:os";
import { decodeMsgpack } from "../../codec/msgpack.ts";
import type { PluginOptions } from "../../config/plugin-options/plugin-options.ts";
import type { TaskOptions } from "../../config/task-options/task-options.ts";
import { validateTaskOptions } from "../../config/validate.ts";
import type { TaskConfig } from "../../core/task-config.ts";
import type { NetworksApi } from "../../podman/networks/api.ts";
import type { HostFacts, SpecInput } from "../../translate/input/spec-input.ts";
import { hostsEntries, sharedHostsFile, sharesHostsFile } from "../../translate/network/hosts-file.ts";
import { gatewayOf, type NetworkFacts, namedNetworks } from "../../translate/network/named-networks.ts";
import { needsHostGateway } from "../../translate/network/network.ts";
import { hostPathsToResolve } from "../../translate/spec/container-spec.ts";
import { findNetworks } from "./find-networks.ts";
import { writeHostsFile } from "./write-hosts-file.ts";

/** A task's config, decoded and checked. */
export interface DecodedTask {
  /** As Nomad sent it, by HCL name: what driver_state keeps. */
  readonly body: Readonly<Record<string, unknown>>;
  readonly options: TaskOptions;
}

/** @throws DriverError `invalidConfig`, `invalidRequest` */
export function decodeTask(config: TaskConfig, plugin: PluginOptions): DecodedTask {
  const body = decodeMsgpack(config.driverConfig);
  const options = validateTaskOptions(body, plugin);
  return { body: typeof body === "object" && body !== null ? { ...body } : {}, options };
}

/** Gathers what the pure translation needs of the node, all but the image, and writes the group's hosts file. @throws DriverError */
export async function specInput(
  task: TaskConfig,
  { options, body }: DecodedTask,
  plugin: PluginOptions,
  host: HostFacts,
  networks: NetworksApi,
  signal: AbortSignal,
): Promise<SpecInput> {
  const joined = await findNetworks(networks, namedNetworks({ task, options, plugin, host }), { signal });
  const resolvedPaths = new Map<string, string>();
  for (const path of hostPathsToResolve({ task, options, plugin })) {
    const resolved = await realpath(path).catch(() => undefined);
    if (resolved !== undefined) resolvedPaths.set(path, resolved);
  }
  const hostGateway = needsHostGateway({ task, options, plugin, host }) ? nodeAddress(host, joined) : undefined;
  const hosts = sharesHostsFile(task)
    ? sharedHostsFile(task, options.extra_hosts, hostGateway, { lines: await nodeHosts(), address: hostAddress() })
    : undefined;
  if (hosts !== undefined) writeHostsFile(hosts);
  return {
    task,
    options,
    written: body,
    plugin,
    host,
    image: undefined,
    resolvedPaths,
    ...(hostGateway === undefined ? {} : { hostGateway }),
  };
}

/** The largest hosts file of a node that is read, in bytes. */
const largestNodeHosts = 256 * 1024;

/** What the node's own hosts file says, as Podman passes it on to containers; nothing when it cannot be read. */
async function nodeHosts(): Promise<readonly string[]> {
  const file = Bun.file("/etc/hosts");
  if (file.size > largestNodeHosts) return [];
  return hostsEntries(await file.text().catch(() => ""));
}

/** By what a container reaches its node. A rootless Podman's gateways are in a network namespace of their own. */
function nodeAddress(host: HostFacts, joined: readonly NetworkFacts[]): string | undefined {
  return (host.rootless ? undefined : gatewayOf(joined)) ?? hostAddress();
}

/** The node's first address that is not loopback: what Podman ≥ 4.7 itself takes for `host-gateway`. */
function hostAddress(): string | undefined {
  const addresses = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
  const outside = addresses.filter(({ internal }) => !internal);
  return (outside.find(({ family }) => family === "IPv4") ?? outside[0])?.address;
}
