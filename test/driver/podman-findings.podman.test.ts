/** Quirks of docs/podman-quirks.md that are met by what the driver sends, and by what it never asks. The others name their tests there. */

import { expect, setDefaultTimeout, test } from "bun:test";
import { existsSync } from "node:fs";
import { isDriverError } from "../../src/core/errors.ts";
import { createPodmanClient } from "../../src/podman/client.ts";
import { isAtLeast } from "../../src/translate/input/version.ts";
import { decodeDriverState } from "../../src/translate/state/driver-state.ts";
import { socketProxy } from "../fakes/socket-proxy.ts";
import { forFile } from "../lab/for-file.ts";
import { exitOf, nameOf, never, openLifecycleLab } from "../lab/lifecycle-lab.ts";
import { startPodmanService } from "../lab/test-podman.ts";
import { waitFor } from "../lab/wait-for.ts";

setDefaultTimeout(120_000);

// Before the tests are named: which can be run depends on its version.
const podman = await startPodmanService();

const proxy = forFile(await socketProxy(podman.socketPath));
const lab = forFile(openLifecycleLab(proxy.socketPath));

const asleep = "trap 'exit 7' TERM; echo ready; while :; do sleep 0.1; done";
const client = () => createPodmanClient({ socketPath: podman.socketPath, requestTimeoutMilliseconds: 30_000 });

/** Routes of Podman 4.3, of which the driver may ask, and one more. */
const routes = [
  /^GET \/_ping$/,
  /^GET \/(info|events)$/,
  // For driver.docker.bridge_ip, once for each start of Podman.
  /^GET \/networks\/podman\/json$/,
  /^POST \/containers\/create$/,
  /^POST \/containers\/[^/]+\/(start|kill)$/,
  /^GET \/containers\/[^/]+\/json$/,
  /^DELETE \/containers\/[^/]+$/,
  /^POST \/containers\/[^/]+\/exec$/,
  /^POST \/exec\/[^/]+\/(start|resize)$/,
  /^GET \/exec\/[^/]+\/json$/,
  // Of Podman 4.8: where it is missing the driver wakes conmon instead (docs/operations.md).
  /^POST \/exec\/[^/]+\/remove$/,
  /^GET \/images\/.+\/(json|exists)$/,
  /^GET \/containers\/json$/,
];

test("a task from start to destroy sends no misleading request", async () => {
  proxy.requests.length = 0;
  const task = lab.task(asleep);
  await lab.start(task);
  const { id } = task.config;
  expect((await lab.driver.execTask(id, ["true"], 10_000, never)).result.exitCode).toBe(0);
  for await (const usage of lab.driver.taskStats(id, 1_000, AbortSignal.timeout(10_000))) {
    expect(usage.memory).toBeDefined();
    break;
  }
  expect((await podman.podman("inspect", "--format", "{{.HostConfig.RestartPolicy.Name}}", nameOf(task))).trim()).toBe("");
  await lab.driver.stopTask(id, 10_000, "");
  expect(await exitOf(lab.driver, task)).toMatchObject({ exitCode: 7 });
  await lab.driver.destroyTask(id, false);
  const asked = proxy.requests.map((request) => request.replace(/\?.*$/, ""));
  expect(asked.filter((request) => !request.includes(" /v4.0.0/libpod/"))).toEqual([]);
  const paths = [...new Set(asked.map((request) => request.replace("/v4.0.0/libpod", "")))];
  expect(paths.filter((path) => !routes.some((route) => route.test(path)))).toEqual([]);
});

test("anonymous volumes are asked for by the name that libpod reads", async () => {
  proxy.requests.length = 0;
  const task = lab.task("exit 0", { mount: [{ target: "/data" }] });
  await lab.start(task);
  const mounts = await podman.podman("inspect", "--format", "{{range .Mounts}}{{.Type}}={{.Name}} {{end}}", nameOf(task));
  const volume = /volume=(\w+)/.exec(mounts)?.[1] ?? "";
  await exitOf(lab.driver, task);
  await lab.driver.destroyTask(task.config.id, false);
  expect(proxy.requests.filter((request) => request.startsWith("DELETE")).join()).toContain("volumes=true");
  expect((await podman.tryPodman("volume", "exists", volume)).exitCode).toBe(1);
});

const { version } = await client().system.ping();
const { cgroupVersion } = (await client().system.info()).host;

test.skipIf(isAtLeast(version, "6.0.0"))("a container's runtime is refused, since Podman ignores it in silence", async () => {
  const { id } = await client().containers.create({
    name: `ignored-${Date.now()}`,
    image: podman.image,
    oci_runtime: "nope",
  });
  const used = (await podman.podman("inspect", "--format", "{{.OCIRuntime}}", id)).trim();
  await client().containers.remove(id);
  expect(used).not.toBe("nope");
  proxy.requests.length = 0;
  const task = lab.task("exit 0", { runtime: "nope" });
  const error: unknown = await lab.start(task).catch((reason: unknown) => reason);
  expect(isDriverError(error, "invalidConfig") && error.message).toMatch(/^runtime = "nope": .*give it a socket block$/);
  const byPlugin: unknown = await lab
    .start(lab.task("exit 0"), lab.another({ oci_runtime: "nope" }))
    .catch((reason: unknown) => reason);
  expect(isDriverError(byPlugin, "invalidConfig") && byPlugin.message).toStartWith('oci_runtime = "nope": ');
  // Not every POST: the removal of an earlier test's exec session may come this late.
  expect(proxy.requests.filter((request) => request.includes("/containers/create"))).toEqual([]);
  const same = lab.another({ oci_runtime: used });
  const own = lab.task("exit 0", { runtime: used });
  await lab.start(own, same);
  await same.destroyTask(own.config.id, true);
});

test("the log of a k8s-file task is never asked for while its file can be read", async () => {
  proxy.requests.length = 0;
  const task = lab.task("echo out; echo err >&2; exit 3", { logging: { driver: "k8s-file" } });
  const { handle } = await lab.start(task);
  expect(await exitOf(lab.driver, task)).toMatchObject({ exitCode: 3 });
  await waitFor(
    "conmon's lines",
    () => /stdout F out\n/.test(task.output("stdout")) && /stderr F err\n/.test(task.output("stdout")),
  );
  const again = lab.another();
  await again.recoverTask(handle);
  expect(await exitOf(again, task)).toMatchObject({ exitCode: 3 });
  await again.destroyTask(task.config.id, false);
  expect(proxy.requests.filter((request) => /\/(logs|attach)/.test(request))).toEqual([]);
});

test("a task without a memory limit is measured, also by Podman's own stream", async () => {
  const resources = { ...lab.task("").config.resources, memoryMb: 32, memoryMaxMb: -1 };
  const task = lab.task(asleep, {}, { resources });
  const { handle } = await lab.start(task);
  for await (const { memory } of lab.driver.taskStats(task.config.id, 1_000, AbortSignal.timeout(10_000))) {
    expect(memory.usage).toBeGreaterThan(0);
    break;
  }
  const { containerId } = decodeDriverState(handle.driverState);
  for await (const { containers } of client().containers.statsStream(1, AbortSignal.timeout(20_000))) {
    if (containers.some(({ id, memoryUsage }) => id === containerId && memoryUsage > 0)) return;
  }
  throw new Error("Podman's stream never named the container");
});

test("Podman's stream of all goes on when a container is removed", async () => {
  const [stays, goes] = [lab.task(asleep), lab.task(asleep)];
  const { handle } = await lab.start(stays);
  await lab.start(goes);
  const { containerId } = decodeDriverState(handle.driverState);
  let removed = false;
  let after = 0;
  for await (const { containers } of client().containers.statsStream(1, AbortSignal.timeout(30_000))) {
    if (!removed) await lab.driver.destroyTask(goes.config.id, true);
    else if (containers.some(({ id }) => id === containerId)) after += 1;
    removed = true;
    if (after === 2) break;
  }
  expect(after).toBe(2);
});

test("a start that fails is no exit with code 0", async () => {
  const task = lab.task("", { command: "/no/such/program", args: [] });
  const error: unknown = await lab.start(task).catch((reason: unknown) => reason);
  expect(isDriverError(error)).toBe(true);
  expect(() => lab.driver.inspectTask(task.config.id)).toThrow("task not found for given id");
  expect((await podman.tryPodman("container", "exists", nameOf(task))).exitCode).toBe(1);
});

/** Where the kernel has no weights Podman drops them; on cgroup v2 it checks hardly anything. */
const dropsWeights = cgroupVersion === "v1" && !existsSync("/sys/fs/cgroup/blkio/blkio.weight");

test.skipIf(!dropsWeights)("a limit that Podman drops is a warning of a create that succeeds", async () => {
  // The driver sends no weight: it stands for all limits that the node's kernel may lack.
  const limits: object = { blockIO: { weight: 123 } };
  const spec = { name: `dropped-${Date.now()}`, image: podman.image, resource_limits: limits };
  const { id, warnings } = await client().containers.create(spec);
  await client().containers.remove(id);
  expect(warnings).toEqual([
    expect.stringMatching(/^Your kernel does not support .* or the cgroup is not mounted\. .*discarded/),
  ]);
});
