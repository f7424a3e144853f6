import { expect, setDefaultTimeout, test } from "bun:test";
import { randomUUID } from "node:crypto";
import type { Clock } from "../../../src/core/clock.ts";
import { silentLogger } from "../../../src/core/silent-logger.ts";
import { CreatedNetworks } from "../../../src/driver/services/created-networks.ts";
import { LeftoverContainers } from "../../../src/driver/stop/leftovers.ts";
import { systemClock } from "../../../src/platform/system-clock.ts";
import { answers } from "../../fakes/fake-answers.ts";
import { type FakeAnswer, failure, fakePodman, json } from "../../fakes/fake-podman.ts";
import { fakeTask, serviceAt } from "../../fakes/fake-task.ts";
import { nameOf, openLifecycleLab } from "../../lab/lifecycle-lab.ts";
import { startPodmanService } from "../../lab/test-podman.ts";
import { waitFor } from "../../lab/wait-for.ts";

setDefaultTimeout(60_000);

const first = "1".repeat(64);
const second = "2".repeat(64);

const networks = new CreatedNetworks(silentLogger);

test("a container that cannot be removed does not delay other removals, and is removed once possible", async () => {
  let stuck: FakeAnswer = failure(500, "device or resource busy");
  let release: (() => void) | undefined;
  await using podman = await fakePodman(
    answers({
      [`DELETE /containers/${first}`]: (socket, request) => stuck(socket, request),
      [`DELETE /containers/${second}`]: json([]),
    }),
  );
  const service = serviceAt(podman.socketPath);
  let gone = 0;
  const onGone = () => {
    gone += 1;
  };
  // Time stands still: only an event starts a retry.
  const clock: Clock = { ...systemClock, sleep: (_, signal) => systemClock.sleep(2 ** 30, signal) };
  const leftovers = new LeftoverContainers({ clock, logger: silentLogger, networks, isConfigured: () => true, onGone });
  await leftovers.remove(fakeTask(service, { id: first }));
  expect(leftovers.uses(service)).toBe(true);
  stuck = (socket, request) => {
    release = () => json([])(socket, request);
  };
  await leftovers.remove(fakeTask(service, { id: second }));
  expect(gone).toBe(0);
  await waitFor("the retry", () => release !== undefined);
  release?.();
  await waitFor("the removal", () => gone === 1);
  expect(leftovers.uses(service)).toBe(false);
  leftovers.close();
  service.client.close();
});

test("a removal is retried with growing pauses, and given up on a socket that is no longer configured", async () => {
  const service = serviceAt("/nowhere/podman.sock");
  const slept: number[] = [];
  const sleep: Clock["sleep"] = async (milliseconds) => void slept.push(milliseconds);
  const given = Promise.withResolvers<void>();
  const leftovers = new LeftoverContainers({
    clock: { ...systemClock, sleep },
    logger: silentLogger,
    networks,
    isConfigured: () => slept.length < 20,
    onGone: given.resolve,
  });
  await leftovers.remove(fakeTask(service));
  await given.promise;
  expect(slept).toEqual(slept.toSorted((one, other) => one - other));
  expect(new Set(slept).size).toBeGreaterThan(3);
  expect(slept).toHaveLength(20);
  expect(leftovers.uses(service)).toBe(false);
  service.client.close();
});

test("a task whose network another one shares is removed after that one", async () => {
  const podman = await startPodmanService();
  await using lab = openLifecycleLab(podman.socketPath);
  const allocId = randomUUID();
  const main = lab.task("sleep 300", { init: true, init_path: "/usr/bin/catatonit" }, { allocId });
  const sidecar = lab.task("sleep 300", { network_mode: `task:${main.config.name}` }, { allocId });
  await lab.start(main);
  await lab.start(sidecar);
  await lab.driver.destroyTask(main.config.id, true);
  expect((await podman.tryPodman("container", "exists", nameOf(main))).exitCode).toBe(0);
  await lab.driver.destroyTask(sidecar.config.id, true);
  for (const task of [main, sidecar]) {
    const exists = async () => (await podman.tryPodman("container", "exists", nameOf(task))).exitCode === 0;
    await waitFor("the removal", async () => !(await exists()));
  }
});
