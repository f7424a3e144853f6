import assert from "node:assert/strict";
import { waitFor } from "../../lab/wait-for.ts";
import { identities, type Running, restartsOf, settled } from "../census.ts";
import { allReady, type Cluster } from "../cluster.ts";
import type { ClusterNode } from "../node.ts";
import { type Scenario, stopwatch } from "../scenario.ts";
import { web } from "./web.ts";

export const pluginExchange: Scenario = {
  name: "plugin-exchange",
  title: "The plugin, then the agent, is replaced on one node after another",
  holds: "Every task keeps its container, without a restart; the new plugin runs commands in it.",
  run: async (cluster, count) => {
    const before = await web(cluster, count);
    const plugins = stopwatch();
    for (const node of cluster.nodes) await exchangePlugin(cluster, node);
    const pluginSeconds = plugins();
    const agents = stopwatch();
    for (const node of cluster.nodes) {
      await node.stopAgent("SIGINT");
      await node.boot();
      await allReady(cluster);
    }
    const agentSeconds = agents();
    const after = await settled(cluster, { web: count });
    assert.deepEqual(identities(after), identities(before));
    await answers(cluster, after);
    const restarts = await restartsOf(cluster, "web");
    assert.equal(restarts, 0);
    return { "seconds for the plugins": pluginSeconds, "seconds for the agents": agentSeconds, restarts };
  },
};

async function exchangePlugin(cluster: Cluster, node: ClusterNode): Promise<void> {
  const old = node.plugin();
  assert.ok(old?.current, `${node.name} has no plugin`);
  node.exchangePlugin(cluster.nextDriver);
  assert.equal(node.plugin()?.current, false);
  process.kill(old.pid, "SIGKILL");
  await waitFor(`the new plugin of ${node.name}`, () => node.plugin()?.current === true);
  await allReady(cluster);
}

/** The new plugin has the tasks: one of each node runs a command. */
async function answers(cluster: Cluster, running: readonly Running[]): Promise<void> {
  for (const node of cluster.nodes) {
    const one = running.find(({ allocation }) => allocation.NodeName === node.name);
    if (one === undefined) continue;
    const words = ["alloc", "exec", "-i=false", "-t=false", one.allocation.ID, "echo", node.name];
    // The servers reach a client on a connection that it makes, which a new agent does in its own time.
    await waitFor(`an exec on ${node.name}`, async () => {
      const { exitCode, stdout, stderr } = await cluster.nomad.tryCli(...words);
      if (exitCode !== 0) throw new Error(stderr);
      return stdout.trim() === node.name;
    });
  }
}
