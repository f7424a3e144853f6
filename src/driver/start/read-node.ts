import { realpath } from "node:fs/promises";
import { networkInterfaces } from "node:os";
import type { TaskInput } from "../../translate/input/spec-input.ts";
import type { NodeReadings } from "../../translate/input/task-input.ts";
import { hostsEntries, sharesHostsFile, usesHostGateway } from "../../translate/network/hosts-file.ts";
import { gatewayOf, type NetworkFacts } from "../../translate/network/named-networks.ts";
import { hostPathsToResolve } from "../../translate/spec/container-spec.ts";

/** The largest hosts file of a node that is read, in bytes. */
const largestNodeHosts = 256 * 1024;

/** Reads what the translation must know of the node for this task. Never rejects. */
export async function readNode(input: TaskInput, networks: readonly NetworkFacts[]): Promise<NodeReadings> {
  const { task, options, host } = input;
  const resolvedPaths = new Map<string, string>();
  for (const path of hostPathsToResolve(input)) {
    const resolved = await realpath(path).catch(() => undefined);
    if (resolved !== undefined) resolvedPaths.set(path, resolved);
  }
  const shared = sharesHostsFile(task);
  const address = shared || usesHostGateway(options.extra_hosts) ? nodeAddress() : undefined;
  // A rootless Podman's gateways are in a network namespace of their own.
  const gateway = (host.rootless ? undefined : gatewayOf(networks)) ?? address;
  return { resolvedPaths, gateway, hosts: { lines: shared ? await nodeHosts() : [], address } };
}

/** What the node's own hosts file says, as Podman passes it on to containers; nothing when it cannot be read. */
async function nodeHosts(): Promise<readonly string[]> {
  const file = Bun.file("/etc/hosts");
  if (file.size > largestNodeHosts) return [];
  return hostsEntries(await file.text().catch(() => ""));
}

/** The node's first address that is not loopback: what Podman ≥ 4.7 itself takes for `host-gateway`. */
function nodeAddress(): string | undefined {
  const addresses = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
  const outside = addresses.filter(({ internal }) => !internal);
  return (outside.find(({ family }) => family === "IPv4") ?? outside[0])?.address;
}
