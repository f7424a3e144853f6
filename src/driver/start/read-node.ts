import { existsSync } from "node:fs";
import { lstat, readFile, realpath, stat } from "node:fs/promises";
import { networkInterfaces } from "node:os";
import { posix } from "node:path";
import { errorCode } from "../../core/errors.ts";
import type { TaskInput } from "../../translate/input/spec-input.ts";
import type { NodeReadings } from "../../translate/input/task-input.ts";
import { rootDirectoryPath } from "../../translate/mounts/root-file-system.ts";
import { hostsEntries, sharesHostsFile, usesHostGateway } from "../../translate/network/hosts-file.ts";
import { gatewayOf, type NetworkFacts } from "../../translate/network/named-networks.ts";
import { nodeResolvConf } from "../../translate/network/resolv-conf.ts";
import { hostPathsToMake, hostPathsToResolve } from "../../translate/spec/container-spec.ts";
import { leavesInitOpen } from "../../translate/spec/systemd.ts";
import { readRootDirectory } from "./read-root-directory.ts";

/** The largest file of a node that is read, in bytes. */
const largestNodeFile = 256 * 1024;

/** Where conmon writes to the journal. */
const journalSocket = "/run/systemd/journal/socket";

/** Reads what the translation must know of the node for this task. Never rejects. */
export async function readNode(input: TaskInput, networks: readonly NetworkFacts[]): Promise<NodeReadings> {
  const { task, options, host } = input;
  const resolvedPaths = new Map<string, string>();
  const toMake = hostPathsToMake(input);
  for (const path of hostPathsToResolve(input)) {
    const resolved = await (toMake.has(path) ? resolvedToMake(path) : realpath(path).catch(() => undefined));
    if (resolved !== undefined) resolvedPaths.set(path, resolved);
  }
  const shared = sharesHostsFile(task);
  const address = shared || usesHostGateway(options.extra_hosts) ? nodeAddress() : undefined;
  // A rootless Podman's gateways are in a network namespace of their own.
  const gateway = (host.rootless ? undefined : gatewayOf(networks)) ?? address;
  const hosts = { lines: shared ? await nodeHosts() : [], address };
  const rootDirectory = await readRootDirectory(rootDirectoryPath(options, task), leavesInitOpen(options));
  const journalIsThere = input.log.driver !== "journald" || existsSync(journalSocket);
  return { resolvedPaths, rootDirectory, journalIsThere, gateway, hosts, resolvConf: await nodeFile(nodeResolvConf(input)) };
}

/** Where a path ends, or will once its missing directories are made; undefined for a link that leads nowhere. */
async function resolvedToMake(path: string): Promise<string | undefined> {
  let missing = "";
  for (let above = path; ; above = posix.dirname(above)) {
    const resolved = await realpath(above).catch(() => undefined);
    if (resolved !== undefined) return posix.join(resolved, missing);
    const absent = await lstat(above).then(
      () => false,
      (error: unknown) => errorCode(error) === "ENOENT",
    );
    if (!absent) return undefined;
    missing = posix.join(posix.basename(above), missing);
  }
}

/** What a file of the node says; undefined when it is none, too large, or cannot be read. */
async function nodeFile(path: string | undefined): Promise<string | undefined> {
  if (path === undefined) return undefined;
  const facts = await stat(path).catch(() => undefined);
  if (facts === undefined || !facts.isFile() || facts.size > largestNodeFile) return undefined;
  return readFile(path, "utf8").catch(() => undefined);
}

/** What the node's own hosts file says, as Podman passes it on to containers; nothing when it cannot be read. */
async function nodeHosts(): Promise<readonly string[]> {
  return hostsEntries((await nodeFile("/etc/hosts")) ?? "");
}

/** The node's first address that is not loopback: what Podman ≥ 4.7 itself takes for `host-gateway`. */
function nodeAddress(): string | undefined {
  const addresses = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
  const outside = addresses.filter(({ internal }) => !internal);
  return (outside.find(({ family }) => family === "IPv4") ?? outside[0])?.address;
}
