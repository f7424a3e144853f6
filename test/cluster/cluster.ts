import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Cleanup } from "../lab/cleanup.ts";
import { makeImage } from "../lab/image.ts";
import { busybox } from "../lab/images.ts";
import { stopAllJobs } from "../lab/lab.ts";
import { type Nomad, nomadAt } from "../lab/nomad.ts";
import { driverBinary, nomadBinary } from "../lab/paths.ts";
import { scratchDirectory } from "../lab/scratch.ts";
import { waitFor } from "../lab/wait-for.ts";
import { serverConfig } from "./agent-config.ts";
import { machine } from "./machine.ts";
import { type ClusterNetwork, clusterNetwork } from "./network.ts";
import { type ClusterNode, clusterNode } from "./node.ts";

/** How large a cluster is. */
export interface ClusterSize {
  readonly servers: number;
  readonly clients: number;
}

/** Nomad servers and clients, each on a machine of its own. */
export interface Cluster {
  readonly directory: string;
  readonly network: ClusterNetwork;
  /** The first server; it stays up. */
  readonly nomad: Nomad;
  /** NOMAD_ADDR. */
  readonly address: string;
  readonly nodes: readonly ClusterNode[];
  /** The driver's executable once more, in a file of its own: what a node's plugin is exchanged for. */
  readonly nextDriver: string;
}

/** A node as the servers list it. */
export interface NodeStatus {
  readonly ID: string;
  readonly Name: string;
  readonly Status: "initializing" | "ready" | "down" | "disconnected";
  readonly SchedulingEligibility: "eligible" | "ineligible";
  readonly Drivers: Readonly<Record<string, { readonly Healthy: boolean }>>;
}

/** Starts a cluster and waits until every node can run tasks; `cleanup` stops the jobs, ends everything and removes it. */
export async function openCluster(size: ClusterSize, cleanup: Cleanup): Promise<Cluster> {
  const directory = scratchDirectory(cleanup, "ndc-");
  const network = await clusterNetwork(cleanup);
  const [driver, nextDriver] = [join(directory, "driver"), join(directory, "driver-next")];
  for (const copy of [driver, nextDriver]) copyFileSync(driverBinary(), copy);
  const servers = Array.from({ length: size.servers }, (_, index) => `${network.prefix}.${1 + index}`);
  const nodes = await Promise.all(
    Array.from({ length: size.clients }, (_, index) => {
      const name = `client${1 + index}`;
      const host = machine(network, 101 + index, cleanup);
      return clusterNode(name, join(directory, name), host, servers, driver);
    }),
  );
  const address = `http://${servers[0]}:4646`;
  const nomad = nomadAt(address);
  const cluster = { directory, network, nomad, address, nodes, nextDriver };
  await Promise.all([...servers.map((each, index) => startServer(index, each, servers, directory, network, cleanup))]);
  cleanup.defer(() => stopAllJobs(nomad));
  await Promise.all(
    nodes.map(async (node) => {
      await node.boot();
      await makeImage(node, busybox, join(directory, node.name));
    }),
  );
  await allReady(cluster);
  return cluster;
}

async function startServer(
  index: number,
  address: string,
  servers: readonly string[],
  directory: string,
  network: ClusterNetwork,
  cleanup: Cleanup,
): Promise<void> {
  const name = `server${1 + index}`;
  const home = join(directory, name);
  mkdirSync(home);
  const config = join(home, "agent.hcl");
  writeFileSync(config, serverConfig({ name, address, directory: home, servers }));
  const host = machine(network, 1 + index, cleanup);
  await host.start();
  await host.launch([nomadBinary(), "agent", `-config=${config}`], { TMPDIR: home }, join(home, "agent.log"));
  await waitFor(`${name} to know a leader`, async () => {
    const leader = await fetch(`http://${address}:4646/v1/status/leader`);
    return leader.ok && (await leader.text()).includes(":");
  });
}

/** How the servers list the cluster's nodes, by name. */
export async function nodeStatus(cluster: Cluster): Promise<Map<string, NodeStatus>> {
  const nodes = await cluster.nomad.get<NodeStatus[]>("/v1/nodes");
  return new Map(nodes.map((node) => [node.Name, node]));
}

/** Waits until every node is ready for tasks of the driver. */
export async function allReady(cluster: Cluster, timeout = 90_000): Promise<void> {
  await waitFor(
    "every node to be ready",
    async () => {
      const nodes = await nodeStatus(cluster);
      return cluster.nodes.every(({ name }) => {
        const node = nodes.get(name);
        return node?.Status === "ready" && node.Drivers["podman"]?.Healthy === true;
      });
    },
    { timeout, interval: 500 },
  );
}
