import assert from "node:assert/strict";
import { deployed, restartsOf, settled } from "../census.ts";
import { service } from "../jobs.ts";
import { type Scenario, stopwatch } from "../scenario.ts";
import { web } from "./web.ts";

export const rollingUpdate: Scenario = {
  name: "rolling-update",
  title: "A service rolls to a new version, with canaries",
  holds: "Every task is of the new version, without a restart.",
  run: async (cluster, count) => {
    const starting = stopwatch();
    await web(cluster, count);
    const started = starting();
    const rolling = stopwatch();
    await cluster.nomad.submit(service({ name: "web", count, version: "second" }));
    await deployed(cluster, "web", 1);
    const rolled = rolling();
    const running = await settled(cluster, { web: count });
    for (const { allocation, container } of running) {
      assert.equal(allocation.JobVersion, 1);
      assert.match(container.Command?.join(" ") ?? "", /echo second of/);
    }
    const restarts = await restartsOf(cluster, "web");
    assert.equal(restarts, 0);
    return { "seconds to start all": started, "seconds to roll": rolled, restarts };
  },
};
