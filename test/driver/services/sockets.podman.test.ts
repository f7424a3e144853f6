import { expect, setDefaultTimeout, test } from "bun:test";
import { validatePluginOptions } from "../../../src/config/validate.ts";
import { DriverError } from "../../../src/core/errors.ts";
import { unknownNode } from "../../../src/core/node.ts";
import type { Driver } from "../../../src/driver/api.ts";
import { fakePodman } from "../../fakes/fake-podman.ts";
import { podmanProxy } from "../../fakes/podman-proxy.ts";
import { forFile } from "../../lab/for-file.ts";
import { exitOf, nameOf, never, openLifecycleLab } from "../../lab/lifecycle-lab.ts";
import { freeBridgeNetwork } from "../../lab/test-network.ts";
import { ownPodmanService, startPodmanService, type TestPodman } from "../../lab/test-podman.ts";
import { waitFor } from "../../lab/wait-for.ts";
import { openFingerprints } from "./fingerprints.ts";

setDefaultTimeout(120_000);

/** Two Podmans with storage of their own. */
const [one, two] = await Promise.all([startPodmanService(), ownPodmanService().then(forFile)]);
const lab = forFile(openLifecycleLab(one.socketPath));

/** A driver with these socket blocks, in this order. */
function withSockets(...socket: readonly { readonly name?: string; readonly podman: TestPodman | string }[]): Driver {
  const path = (podman: TestPodman | string) => (typeof podman === "string" ? podman : `unix://${podman.socketPath}`);
  const blocks = socket.map(({ name, podman }) => ({ ...(name === undefined ? {} : { name }), socket_path: path(podman) }));
  return lab.another({ socket: blocks, socket_path: undefined });
}

const isOn = async (podman: TestPodman, name: string): Promise<boolean> =>
  (await podman.tryPodman("container", "exists", name)).exitCode === 0;

const waiting = "trap 'exit 7' USR1; echo ready; while :; do sleep 0.05; done";

const nowhere = "unix:///nowhere/podman.sock";

test.each([
  { what: "the first block without a name in the task", names: ["main", "other"], socket: undefined, runsOn: 0 },
  { what: 'the first block for "default"', names: ["main", "other"], socket: "default", runsOn: 0 },
  { what: "the first block by its name", names: ["main", "other"], socket: "main", runsOn: 0 },
  { what: "a further block by its name", names: ["main", "other"], socket: "other", runsOn: 1 },
  { what: "the block called default, wherever it stands", names: ["main", "default"], socket: undefined, runsOn: 1 },
  { what: "the block without a name, which is default", names: ["main", undefined], socket: "default", runsOn: 1 },
  { what: "the first block beside one called default", names: ["main", "default"], socket: "main", runsOn: 0 },
])("a task runs on $what", async ({ names: [first, second], socket, runsOn }) => {
  const driver = withSockets(
    { ...(first === undefined ? {} : { name: first }), podman: one },
    { ...(second === undefined ? {} : { name: second }), podman: two },
  );
  const task = lab.task(waiting, socket === undefined ? {} : { socket });
  await lab.start(task, driver);
  const [here, there] = runsOn === 0 ? [one, two] : [two, one];
  expect(await isOn(here, nameOf(task))).toBe(true);
  expect(await isOn(there, nameOf(task))).toBe(false);
  // Everything after the start finds the same Podman.
  await waitFor("the first line", () => task.output("stdout").includes("ready"));
  const exec = await driver.execTask(task.config.id, ["echo", "inside"], 10_000, never);
  expect(Buffer.from(exec.stdout).toString()).toBe("inside\n");
  await driver.signalTask(task.config.id, "USR1");
  expect(await exitOf(driver, task)).toMatchObject({ exitCode: 7 });
  await driver.destroyTask(task.config.id, false);
  expect(await isOn(here, nameOf(task))).toBe(false);
});

test("a task on a socket that is not configured is refused with those that are", async () => {
  const driver = withSockets({ name: "main", podman: one }, { name: "other", podman: two });
  const task = lab.task("exit 0", { socket: "third" });
  const error = await driver.startTask(task.config, never).catch((reason: unknown) => reason);
  expect(error).toMatchObject({ code: "invalidConfig", message: expect.stringContaining('allowed are "main", "other"') });
});

test("a task on a further socket is recovered on it", async () => {
  const sockets = [
    { name: "main", podman: one },
    { name: "other", podman: two },
  ];
  const before = withSockets(...sockets);
  const task = lab.task(waiting, { socket: "other" });
  const { handle } = await lab.start(task, before);
  await before.shutdown();
  const after = withSockets(...sockets);
  await after.recoverTask(handle);
  await after.signalTask(task.config.id, "USR1");
  expect(await exitOf(after, task)).toMatchObject({ exitCode: 7 });
  await after.destroyTask(task.config.id, false);
  expect(await isOn(two, nameOf(task))).toBe(false);
});

test("a socket that is not configured any more is let go after its last task", async () => {
  await using proxy = await podmanProxy(two.socketPath);
  const main = { name: "main", socket_path: `unix://${one.socketPath}` };
  const sockets = [main, { name: "other", socket_path: `unix://${proxy.socketPath}` }];
  const driver = lab.another({ socket: sockets, socket_path: undefined });
  const task = lab.task(waiting, { socket: "other" });
  await lab.start(task, driver);
  await waitFor("the event stream", () => proxy.open("/events") === 1);
  driver.setConfig(validatePluginOptions({ socket: [main] }), unknownNode);
  await waitFor("the first line", () => task.output("stdout").includes("ready"));
  await driver.signalTask(task.config.id, "USR1");
  expect(await exitOf(driver, task)).toMatchObject({ exitCode: 7 });
  expect(proxy.open("/events")).toBe(1);
  await driver.destroyTask(task.config.id, false);
  expect(await isOn(two, nameOf(task))).toBe(false);
  await waitFor("the end of the event stream", () => proxy.open("/events") === 0);
});

test("a start that is under way when its socket is configured no more is carried out", async () => {
  await using proxy = await podmanProxy(two.socketPath);
  const main = { name: "main", socket_path: `unix://${one.socketPath}` };
  const sockets = [main, { name: "other", socket_path: `unix://${proxy.socketPath}` }];
  const driver = lab.another({ socket: sockets, socket_path: undefined });
  const task = lab.task(waiting, { socket: "other" });
  const started = lab.start(task, driver);
  driver.setConfig(validatePluginOptions({ socket: [main] }), unknownNode);
  await started;
  await waitFor("the first line", () => task.output("stdout").includes("ready"));
  await driver.signalTask(task.config.id, "USR1");
  expect(await exitOf(driver, task)).toMatchObject({ exitCode: 7 });
});

test("each socket's attributes stand below its name, the default one's below the driver's", async () => {
  using prints = openFingerprints(
    withSockets({ name: "main", podman: one }, { name: "second-one", podman: two }, { name: "third", podman: nowhere }),
  );
  const { health, description, attributes } = await prints.next(() => true);
  expect(health).toBe("healthy");
  expect(description).toBe(
    "Some Podman services do not respond: third: there is no Podman socket at unix:///nowhere/podman.sock: start podman.socket or correct the socket path",
  );
  const names = ["defaultPodman", "health", "socketName", "version", "appArmor", "capabilities", "cgroupVersion"];
  names.push("cgroupManager", "networkBackend", "ociRuntime", "rootless", "seccompEnabled", "selinuxEnabled", "socket");
  names.push("storageDriver");
  const below = (prefix: string) => Object.fromEntries(names.map((name) => [name, attributes[`${prefix}.${name}`]] as const));
  const first = below("driver.podman");
  const second = below("driver.podman.second_one");
  expect(first).toMatchObject({ defaultPodman: true, health: "healthy", socketName: "main" });
  expect(second).toMatchObject({ defaultPodman: false, health: "healthy", socketName: "second-one" });
  expect(first["socket"]).toContain(one.socketPath);
  expect(second["socket"]).toContain(two.socketPath);
  for (const value of [...Object.values(first), ...Object.values(second)]) expect(value).toBeDefined();
  expect(Object.keys(attributes).sort()).toEqual(
    [
      "driver.podman",
      "driver.podman.plugin.version",
      "driver.podman.third.health",
      ...names.flatMap((name) => [`driver.podman.${name}`, `driver.podman.second_one.${name}`]),
    ].sort(),
  );
  expect(attributes["driver.podman.third.health"]).toBe("unhealthy");
});

test("the node's address on Podman's own bridge is an attribute where there is one", async () => {
  await using own = await freeBridgeNetwork(two, "podman");
  using prints = openFingerprints(withSockets({ name: "main", podman: one }, { name: "second", podman: two }));
  const { attributes } = await prints.next(() => true);
  expect(attributes["driver.podman.second.bridgeAddress"]).toBe(process.getuid?.() !== 0 ? undefined : `${own.prefix}.1`);
  expect(attributes).not.toHaveProperty("driver.podman.bridgeAddress");
});

test("a further socket that is down leaves the node healthy and the others' tasks alone", async () => {
  const driver = withSockets({ name: "main", podman: one }, { name: "other", podman: two });
  using prints = openFingerprints(driver);
  expect(await prints.next(({ health }) => health === "healthy")).toMatchObject({
    description: "All Podman sockets are responding.",
  });
  await two.stopService("SIGKILL");
  const down = await prints.next(({ attributes }) => attributes["driver.podman.other.health"] === "unhealthy");
  expect(down.health).toBe("healthy");
  expect(down.description).toStartWith("Some Podman services do not respond: other: ");
  expect(down.description.split(two.socketPath)).toHaveLength(2);
  expect(down.attributes).toMatchObject({ "driver.podman": true, "driver.podman.health": "healthy" });
  const here = lab.task("exit 3");
  await lab.start(here, driver);
  expect(await exitOf(driver, here)).toMatchObject({ exitCode: 3 });
  const error = await driver.startTask(lab.task("exit 0", { socket: "other" }).config, never).catch((reason) => reason);
  expect(error).toBeInstanceOf(DriverError);
  expect(error).toMatchObject({ code: "podmanUnreachable", recoverable: true });
  expect(String(error)).toContain(two.socketPath);
  await two.startService();
  const back = await prints.next(({ attributes }) => attributes["driver.podman.other.health"] === "healthy");
  expect(back).toMatchObject({ health: "healthy", description: "All Podman sockets are responding." });
  const there = lab.task("exit 4", { socket: "other" });
  await lab.start(there, driver);
  expect(await exitOf(driver, there)).toMatchObject({ exitCode: 4 });
});

test("the default socket that is down makes the node unhealthy, and tasks of the others start", async () => {
  const driver = withSockets({ name: "main", podman: one }, { name: "default", podman: two });
  await two.stopService("SIGTERM");
  using prints = openFingerprints(driver);
  const down = await prints.next(() => true);
  expect(down.health).toBe("unhealthy");
  expect(down.description).toStartWith("Some Podman services do not respond: default: ");
  expect(down.description.split(two.socketPath)).toHaveLength(2);
  expect(down.attributes).toMatchObject({
    "driver.podman": true,
    "driver.podman.health": "unhealthy",
    "driver.podman.main.health": "healthy",
    "driver.podman.main.defaultPodman": false,
  });
  const task = lab.task("exit 5", { socket: "main" });
  await lab.start(task, driver);
  expect(await exitOf(driver, task)).toMatchObject({ exitCode: 5 });
  await two.startService();
  await prints.next(({ health }) => health === "healthy");
});

test("a node where no socket answers has no driver", async () => {
  using prints = openFingerprints(
    withSockets({ name: "a", podman: nowhere }, { name: "b", podman: "unix:///nowhere/else.sock" }),
  );
  const { health, description, attributes } = await prints.next(() => true);
  expect(health).toBe("undetected");
  const missing = (path: string) =>
    `there is no Podman socket at unix://${path}: start podman.socket or correct the socket path`;
  expect(description).toBe(
    `No Podman service responds: a: ${missing("/nowhere/podman.sock")}; b: ${missing("/nowhere/else.sock")}`,
  );
  expect(attributes["driver.podman"]).toBe(false);
});

test("a socket that accepts and never answers keeps no task of another from starting", async () => {
  await using silent = await fakePodman(() => {});
  const driver = withSockets({ name: "main", podman: one }, { name: "stuck", podman: `unix://${silent.socketPath}` });
  using prints = openFingerprints(driver);
  const task = lab.task("exit 6");
  await lab.start(task, driver);
  expect(await exitOf(driver, task)).toMatchObject({ exitCode: 6 });
  const { health, description } = await prints.next(() => true);
  expect(health).toBe("healthy");
  expect(description).toContain("stuck");
  expect(description).toContain("no response within");
});
