import assert from "node:assert/strict";
import { waitFor } from "../../lab/wait-for.ts";
import { allocations, restartsOf, settled } from "../census.ts";
import { allReady, nodeStatus } from "../cluster.ts";
import { type Scenario, stopwatch } from "../scenario.ts";
import { web } from "./web.ts";

export const nodeLoss: Scenario = {
  name: "node-loss",
  title: "Two nodes die and come back: all processes killed, and power lost",
  holds: "The tasks run elsewhere; what is left on the nodes is removed, nothing runs twice.",
  run: async (cluster, count) => {
    const before = await web(cluster, count);
    const [killed, unpowered] = cluster.nodes;
    assert.ok(killed && unpowered);
    const gone = [killed.name, unpowered.name];
    const lost = before.filter(({ allocation }) => gone.includes(allocation.NodeName)).length;
    assert.ok(lost > 0);
    const time = stopwatch();
    await Promise.all([killed.machine.killAll(), unpowered.machine.powerOff()]);
    await waitFor(
      "both nodes to be down",
      async () => {
        const nodes = await nodeStatus(cluster);
        return gone.every((name) => nodes.get(name)?.Status === "down");
      },
      { timeout: 60_000, interval: 300 },
    );
    await waitFor(
      "every allocation to run elsewhere",
      async () => {
        const running = (await allocations(cluster, "web")).filter(
          ({ ClientStatus, DesiredStatus }) => ClientStatus === "running" && DesiredStatus === "run",
        );
        return running.length === count && running.every(({ NodeName }) => !gone.includes(NodeName));
      },
      { timeout: 240_000, interval: 500 },
    );
    const elsewhere = time();
    const returning = stopwatch();
    await Promise.all([killed.boot(), unpowered.boot()]);
    await allReady(cluster);
    const running = await settled(cluster, { web: count });
    const swept = returning();
    const restarts = await restartsOf(cluster, "web");
    assert.equal(restarts, 0);
    assert.ok(running.every(({ allocation }) => !gone.includes(allocation.NodeName)));
    return { "tasks lost": lost, "seconds until all run elsewhere": elsewhere, "seconds until swept": swept, restarts };
  },
};
