import { expect, spyOn, test } from "bun:test";
import { silentLogger } from "../../../src/core/silent-logger.ts";
import { SampleGarbage, StatsSampler } from "../../../src/driver/stats/sampler.ts";
import { systemClock } from "../../../src/platform/system-clock.ts";
import { waitFor } from "../../lab/wait-for.ts";

test("the sampler sleeps until the next sample when stats_interval is 720h", async () => {
  let looks = 0;
  const clock = {
    ...systemClock,
    monotonic() {
      looks += 1;
      return systemClock.monotonic();
    },
  };
  const node = () => ({ usableCores: 1, totalCompute: 1_000 });
  const sampler = new StatsSampler({ clock, logger: silentLogger, node, interval: () => 720 * 3_600_000 });
  const ended = new AbortController();
  const containers = { statsStream: () => expect.unreachable("the cgroup of this process can be read") };
  const task = { containerId: "none", pid: () => process.pid, hasEnded: () => true, containers };
  const samples = sampler.subscribe(task, 1_000, ended.signal)[Symbol.asyncIterator]();
  const first = samples.next();
  await Bun.sleep(100);
  // Once for its place on the grid and once for the timer; a timer that goes off at once asks a hundred times.
  expect(looks).toBeLessThan(10);
  ended.abort();
  expect((await first).done).toBe(true);
});

test("the sampler lets the event loop go on after a few of many samples, and forgets no task", async () => {
  const tasks = 40;
  let turn = 0;
  const ended = new AbortController();
  const countTurns = () => {
    turn += 1;
    if (!ended.signal.aborted) setImmediate(countTurns);
  };
  /** The turn of each of a task's samples: the sampler asks first whether it has ended. */
  const sampled = Array.from({ length: tasks }, (): number[] => []);
  const node = () => ({ usableCores: 1, totalCompute: 1_000 });
  const sampler = new StatsSampler({ clock: systemClock, logger: silentLogger, node, interval: () => 100 });
  const containers = { statsStream: () => expect.unreachable("the cgroup of this process can be read") };
  const consumed = sampled.map(async (turns) => {
    const hasEnded = () => turns.push(turn) > 0;
    const task = { containerId: "none", pid: () => process.pid, hasEnded, containers };
    await Array.fromAsync(sampler.subscribe(task, 100, ended.signal));
  });
  for (const turns of sampled) turns.length = 0;
  countTurns();
  try {
    await waitFor("three samples of each", () => sampled.every((turns) => turns.length >= 3));
  } finally {
    ended.abort();
    await Promise.all(consumed);
  }
  const inOneTurn = Map.groupBy(sampled.flat(), (each) => each);
  expect(Math.max(...[...inOneTurn.values()].map(({ length }) => length))).toBeLessThanOrEqual(4);
});

test("SampleGarbage runs one GC for a thousand samples, however they come", () => {
  const collect = spyOn(Bun, "gc").mockImplementation(() => 0);
  try {
    const garbage = new SampleGarbage();
    const collections = [999, 1, 400, 599, 1, 5_000].map((samples) => {
      garbage.left(samples);
      return collect.mock.calls.length;
    });
    expect(collections).toEqual([0, 1, 1, 1, 2, 3]);
  } finally {
    collect.mockRestore();
  }
});
