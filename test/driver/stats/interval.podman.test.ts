import { expect, test } from "bun:test";
import { openLifecycleLab } from "../../lab/lifecycle-lab.ts";
import { startPodmanService } from "../../lab/test-podman.ts";

test("stats come no more often than stats_interval allows, whatever Nomad asks for", async () => {
  const podman = await startPodmanService();
  await using lab = openLifecycleLab(podman.socketPath, { stats_interval: "2s" });
  const task = lab.task("exec sleep 60");
  await lab.start(task);
  const times: number[] = [];
  for await (const { timestamp } of lab.driver.taskStats(task.config.id, 10, AbortSignal.timeout(30_000))) {
    times.push(timestamp.getTime());
    if (times.length === 3) break;
  }
  const [first = 0, second = 0, third = 0] = times;
  // Samples fall on a grid: a late one is followed by one in time, so the pause is bounded over two of them.
  expect(third - first).toBeGreaterThanOrEqual(2_000);
  expect(second).toBeGreaterThan(first);
});

test("stats come at stats_interval, however seldom Nomad asks for them", async () => {
  const podman = await startPodmanService();
  await using lab = openLifecycleLab(podman.socketPath, { stats_interval: "1s" });
  const task = lab.task("exec sleep 60");
  await lab.start(task);
  const stats = lab.driver.taskStats(task.config.id, 3_600_000, AbortSignal.timeout(30_000));
  const { done } = await stats[Symbol.asyncIterator]().next();
  expect(done).toBe(false);
});
