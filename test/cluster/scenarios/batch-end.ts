import assert from "node:assert/strict";
import { closeSync, constants, mkdirSync, openSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { check } from "../../lab/run.ts";
import { waitFor } from "../../lab/wait-for.ts";
import { type AllocationStub, allocations, restartsOf, settled } from "../census.ts";
import { batch } from "../jobs.ts";
import { type Scenario, stopwatch } from "../scenario.ts";
import { stopped, withoutWeb } from "./web.ts";

const codes = 5;
const name = "batch";

export const batchEnd: Scenario = {
  name: "batch-end",
  title: "Every allocation of a batch job ends in the same second",
  holds: "Every exit code is right, and nothing is left.",
  run: async (cluster, allocationCount) => {
    await withoutWeb(cluster);
    const count = Math.ceil((allocationCount * 100) / 60);
    const gate = join(cluster.directory, "gate");
    mkdirSync(gate);
    await check(["mkfifo", join(gate, "fifo")]);
    const writer = openSync(join(gate, "fifo"), constants.O_RDWR);
    const starting = stopwatch();
    let ending = starting;
    try {
      await cluster.nomad.submit(batch(name, count, gate, codes));
      await settled(cluster, { [name]: count }, 400_000);
    } finally {
      writeFileSync(join(gate, "open"), "");
      ending = stopwatch();
      closeSync(writer);
    }
    const started = starting();
    const ended = await waitFor(
      "every allocation to end",
      async () => {
        const all = await allocations(cluster, name);
        return all.every(({ ClientStatus }) => ClientStatus === "complete" || ClientStatus === "failed") && all;
      },
      { timeout: 60_000 },
    );
    const seconds = ending();
    await settled(cluster, {});
    const cleaned = ending();
    assert.equal(ended.length, count);
    for (const allocation of ended) {
      const index = Number(/\[(\d+)\]$/.exec(allocation.Name)?.[1]);
      assert.deepEqual([allocation.Name, exitCode(allocation)], [allocation.Name, index % codes]);
    }
    const restarts = await restartsOf(cluster, name);
    assert.equal(restarts, 0);
    await stopped(cluster, name);
    return {
      allocations: count,
      "seconds to start all": started,
      "seconds until Nomad knows every end": seconds,
      "seconds until nothing is left": cleaned,
      restarts,
    };
  },
};

function exitCode({ TaskStates }: AllocationStub): number {
  const end = TaskStates?.["main"]?.Events?.find(({ Type }) => Type === "Terminated");
  return Number(end?.Details?.["exit_code"] ?? Number.NaN);
}
