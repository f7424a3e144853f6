import assert from "node:assert/strict";
import { waitFor } from "../../lab/wait-for.ts";
import { restartsOf, settled } from "../census.ts";
import { nodeStatus } from "../cluster.ts";
import { type Scenario, stopwatch } from "../scenario.ts";
import { web } from "./web.ts";

export const drain: Scenario = {
  name: "drain",
  title: "A node is drained",
  holds: "The tasks move to other nodes, without a restart.",
  run: async (cluster, count) => {
    const before = await web(cluster, count);
    const name = cluster.nodes.at(-1)?.name ?? "";
    const moving = before.filter(({ allocation }) => allocation.NodeName === name).length;
    assert.ok(moving > 0);
    const id = (await nodeStatus(cluster)).get(name)?.ID ?? "";
    const time = stopwatch();
    await cluster.nomad.cli("node", "drain", "-enable", "-yes", "-detach", "-deadline", "5m", id);
    await waitFor(
      "the drain",
      async () => {
        const { DrainStrategy } = await cluster.nomad.get<{ DrainStrategy: unknown }>(`/v1/node/${id}`);
        return DrainStrategy === null;
      },
      { timeout: 300_000, interval: 500 },
    );
    const running = await settled(cluster, { web: count });
    const seconds = time();
    assert.equal(running.filter(({ allocation }) => allocation.NodeName === name).length, 0);
    await cluster.nomad.cli("node", "eligibility", "-enable", id);
    const restarts = await restartsOf(cluster, "web");
    assert.equal(restarts, 0);
    return { "tasks moved": moving, seconds, restarts };
  },
};
