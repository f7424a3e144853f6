import assert from "node:assert/strict";
import { waitFor } from "../../lab/wait-for.ts";
import { allocations, deployed, identities, type Running, restartsOf, settled } from "../census.ts";
import { type Cluster, nodeStatus } from "../cluster.ts";
import { service } from "../jobs.ts";
import { type Scenario, stopwatch } from "../scenario.ts";
import { stopped, withoutWeb } from "./web.ts";

const block = (reconcile: string) => `disconnect {
      lost_after = "30m"
      replace    = true
      reconcile  = "${reconcile}"
    }`;

/** Who stays when the client is back: the tasks that went on there, or those that were started elsewhere. */
const jobs = [
  { name: "original", group: block("keep_original") },
  { name: "replacement", group: block("keep_replacement") },
];

export const disconnect: Scenario = {
  name: "disconnect",
  title: "A client is cut off from the servers and comes back",
  holds: "The tasks run on; of each, one copy stays: the original or its replacement, as the job says.",
  run: async (cluster, count) => {
    await withoutWeb(cluster);
    const half = Math.ceil(count / 2);
    const counts = Object.fromEntries(jobs.map(({ name }) => [name, half]));
    for (const job of jobs) await cluster.nomad.submit(service({ ...job, count: half, version: "first" }));
    for (const { name } of jobs) await deployed(cluster, name);
    const before = await settled(cluster, counts, 300_000);
    const node = cluster.nodes.at(0);
    assert.ok(node);
    const there = ofNode(before, node.name);
    assert.ok(there.length > 1);
    const cut = stopwatch();
    await node.machine.cable(false);
    await waitFor(
      "the replacements",
      async () => {
        const stubs = await allocations(cluster);
        const running = stubs.filter(({ ClientStatus, NodeName }) => ClientStatus === "running" && NodeName !== node.name);
        return (await statusOf(cluster, node.name)) === "disconnected" && running.length === 2 * half;
      },
      { timeout: 90_000, interval: 500 },
    );
    const replaced = cut();
    const meanwhile = (await node.containers()).filter(({ State }) => State === "running").map(({ Id }) => Id);
    assert.deepEqual(meanwhile.sort(), there.map(({ container }) => container.Id).sort());
    const returning = stopwatch();
    await node.machine.cable(true);
    await waitFor("the client to be back", async () => (await statusOf(cluster, node.name)) === "ready", { timeout: 120_000 });
    const after = await settled(cluster, counts);
    const reconciled = returning();
    const kept = ofNode(after, node.name);
    assert.deepEqual(identities(kept), identities(there.filter(({ allocation }) => allocation.JobID === "original")));
    const restarts = (await restartsOf(cluster, "original")) + (await restartsOf(cluster, "replacement"));
    assert.equal(restarts, 0);
    await stopped(cluster, ...jobs.map(({ name }) => name));
    return {
      "tasks cut off": there.length,
      "seconds until replaced": replaced,
      "seconds until one copy of each": reconciled,
      "tasks that went on": kept.length,
      restarts,
    };
  },
};

function ofNode(running: readonly Running[], name: string): Running[] {
  return running.filter(({ allocation }) => allocation.NodeName === name);
}

async function statusOf(cluster: Cluster, name: string): Promise<string | undefined> {
  return (await nodeStatus(cluster)).get(name)?.Status;
}
