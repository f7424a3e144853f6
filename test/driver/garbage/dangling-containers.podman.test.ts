import { expect, setDefaultTimeout, test } from "bun:test";
import { rmSync } from "node:fs";
import { validatePluginOptions } from "../../../src/config/validate.ts";
import { unknownNode } from "../../../src/core/node.ts";
import { silentLogger } from "../../../src/core/silent-logger.ts";
import { createDriver } from "../../../src/driver/driver.ts";
import { systemClock } from "../../../src/platform/system-clock.ts";
import { forFile } from "../../lab/for-file.ts";
import { exitOf, type LifecycleLab, nameOf, openLifecycleLab } from "../../lab/lifecycle-lab.ts";
import { ownPodmanService } from "../../lab/test-podman.ts";
import { waitFor } from "../../lab/wait-for.ts";
import { openFingerprints } from "../services/fingerprints.ts";

setDefaultTimeout(90_000);

// Of its own: the sweep removes what other tests' drivers have made.
const podman = forFile(await ownPodmanService());
const lab = forFile(openLifecycleLab(podman.socketPath));

const label = "com.hashicorp.nomad.alloc_id";

async function exists(name: string): Promise<boolean> {
  return (await podman.tryPodman("container", "exists", name)).exitCode === 0;
}

const sweep = { period: "1s", creation_grace: "1s" };
const sleeping = { init: true, init_path: "/usr/bin/catatonit" };

/** A driver that sweeps, with an agent that reads its fingerprints until the end of the block. */
async function sweeping(on: LifecycleLab, options: Readonly<Record<string, unknown>> = {}) {
  const driver = on.another({ gc: { dangling_containers: { ...sweep, ...options } } });
  const agent = openFingerprints(driver);
  await agent.next(() => true);
  return { driver, agent, [Symbol.dispose]: () => agent[Symbol.dispose]() };
}

/** A container with our label and no owner; returns a check that it exists. */
async function dangling(name: string): Promise<() => Promise<boolean>> {
  await podman.podman("create", "--name", name, "--label", `${label}=gone`, podman.image, "true");
  return () => exists(name);
}

test("dangling containers of ours are removed, and nothing else", async () => {
  const sleep = ["--init", podman.image, "sleep", "300"];
  await dangling("dangling");
  await podman.podman("run", "--detach", "--name", "running", "--label", `${label}=gone`, ...sleep);
  await podman.podman("create", "--name", "foreign", podman.image, "true");
  const task = lab.task("sleep 300", sleeping);
  {
    using dry = await sweeping(lab, { dry_run: true });
    await lab.start(task, dry.driver);
    await Bun.sleep(3_000);
    expect(await exists("dangling")).toBe(true);
    await dry.driver.shutdown();
  }
  using swept = await sweeping(lab);
  const ours = lab.task("exit 0");
  await lab.start(ours, swept.driver);
  await exitOf(swept.driver, ours);
  // Of an agent that has lost its state: the same directory, and nobody knows the task.
  await waitFor("the sweep", async () => {
    for (const name of ["dangling", "running", nameOf(task)]) if (await exists(name)) return false;
    return true;
  });
  expect(await exists("foreign")).toBe(true);
  expect(await exists(nameOf(ours))).toBe(true);
  await swept.driver.shutdown();
});

test("a clock that is set forward does not shorten the time in which Nomad recovers tasks", async () => {
  let ahead = 0;
  const clock = { ...systemClock, now: () => Date.now() + ahead };
  const driver = createDriver({ logger: silentLogger, clock, driverName: "podman", pluginVersion: "0.0.0" });
  const gc = { dangling_containers: { period: "1s", creation_grace: "1h" } };
  driver.setConfig(validatePluginOptions({ socket_path: `unix://${podman.socketPath}`, gc }), unknownNode);
  using agent = openFingerprints(driver);
  await agent.next(() => true);
  const isThere = await dangling("not-yet-recovered");
  ahead = 7_200_000;
  await Bun.sleep(4_000);
  expect(await isThere()).toBe(true);
  await driver.shutdown();
  await podman.podman("rm", "not-yet-recovered");
});

test("a plugin whose agent is gone removes nothing", async () => {
  using orphan = await sweeping(lab);
  orphan.agent[Symbol.dispose]();
  const isThere = await dangling("after-the-agent");
  await Bun.sleep(4_000);
  expect(await isThere()).toBe(true);
  using next = openFingerprints(orphan.driver);
  await next.next(() => true);
  await waitFor("the sweep", async () => !(await isThere()));
  await orphan.driver.shutdown();
});

test("the plugins of two agents leave each other's tasks alone, until an allocation is gone", async () => {
  await using elsewhere = openLifecycleLab(podman.socketPath);
  using one = await sweeping(lab);
  using two = await sweeping(elsewhere);
  const here = lab.task("sleep 300", sleeping);
  const there = elsewhere.task("sleep 300", sleeping);
  const ended = elsewhere.task("exit 0");
  await Promise.all([lab.start(here, one.driver), elsewhere.start(there, two.driver), elsewhere.start(ended, two.driver)]);
  const isThere = await dangling("between-two");
  await waitFor("a sweep", async () => !(await isThere()));
  await Bun.sleep(2_500);
  for (const task of [here, there, ended]) expect(await exists(nameOf(task))).toBe(true);
  expect((await podman.podman("inspect", "--format", "{{.State.Status}}", nameOf(there))).trim()).toBe("running");
  await two.driver.shutdown();
  rmSync(there.config.allocDir, { recursive: true, force: true });
  await waitFor("the end of what is nobody's", async () => !(await exists(nameOf(there))));
  for (const task of [here, ended]) expect(await exists(nameOf(task))).toBe(true);
  await one.driver.shutdown();
});

test("the container of a task that cannot be recovered is removed, also when no other task came before it", async () => {
  await using node = openLifecycleLab(podman.socketPath);
  const task = node.task("exit 0");
  const before = node.another();
  const { handle } = await node.start(task, before);
  await exitOf(before, task);
  await before.shutdown();
  // As after a loss of power: Podman has forgotten that it ever ran.
  await podman.podman("rm", nameOf(task));
  const volume = `${task.config.allocDir}/${task.config.name}/local:/local`;
  const marks = ["--name", nameOf(task), "--label", `${label}=${task.config.allocId}`, "--volume", volume];
  const id = (await podman.podman("create", ...marks, podman.image, "true")).trim();
  const state = Buffer.from(handle.driverState)
    .toString("latin1")
    .replace(/[0-9a-f]{64}/, id);
  using swept = await sweeping(node);
  const driverState = Buffer.from(state, "latin1");
  await expect(swept.driver.recoverTask({ ...handle, driverState })).rejects.toThrow("it cannot be recovered");
  await waitFor("the sweep", async () => !(await exists(nameOf(task))));
  await swept.driver.shutdown();
});

test("a network that the driver made goes with the last dangling container on it, and one that was there before stays", async () => {
  const marks = (name: string) => ["--network", name, "--label", `com.hashicorp.nomad.created_networks=${name}`];
  await podman.podman("network", "create", "--label", "com.hashicorp.nomad.created=true", "ndpmade");
  await podman.podman("network", "create", "ndpfound");
  for (const name of ["ndpmade", "ndpfound"]) {
    await podman.podman("create", "--name", name, "--label", `${label}=gone`, ...marks(name), podman.image, "true");
  }
  using swept = await sweeping(lab);
  const has = async (name: string) => (await podman.tryPodman("network", "exists", name)).exitCode === 0;
  await waitFor("the sweep", async () => !(await has("ndpmade")) && !(await exists("ndpfound")));
  expect(await has("ndpfound")).toBe(true);
  await swept.driver.shutdown();
});
