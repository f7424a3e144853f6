import { afterAll, beforeAll, expect, setDefaultTimeout, test } from "bun:test";
import { isDriverError, messageOf } from "../../../src/core/errors.ts";
import { silentLogger } from "../../../src/core/silent-logger.ts";
import { CreatedNetworks } from "../../../src/driver/services/created-networks.ts";
import { PodmanService } from "../../../src/driver/services/podman-services.ts";
import { createPodmanClient } from "../../../src/podman/client.ts";
import type { SpecGenerator } from "../../../src/podman/containers/spec-generator.ts";
import type { NetworkBody } from "../../../src/podman/networks/types.ts";
import { isAtLeast } from "../../../src/translate/input/version.ts";
import { createdLabel } from "../../../src/translate/network/created-networks.ts";
import { type LifecycleLab, nameOf, never, openLifecycleLab } from "../../lab/lifecycle-lab.ts";
import { check } from "../../lab/run.ts";
import { startPodmanService, type TestPodman } from "../../lab/test-podman.ts";
import type { Info } from "../../options/host-facts.ts";
import { call } from "../../options/options-lab.ts";

setDefaultTimeout(90_000);

let podman: TestPodman;
let lab: LifecycleLab;
let count = 0;

beforeAll(async () => {
  podman = await startPodmanService();
  lab = openLifecycleLab(podman.socketPath);
});

afterAll(async () => {
  await lab?.[Symbol.asyncDispose]();
  for (let made = 1; made <= count; made += 1) await podman?.tryPodman("network", "rm", "--force", `ndpcreated${made}`);
});

function freshName(): string {
  count += 1;
  return `ndpcreated${count}`;
}

const asleep = "trap 'exit 0' TERM; while :; do sleep 0.1; done";
const exists = async (name: string) => (await podman.tryPodman("network", "exists", name)).exitCode === 0;
const member = (name: string, alias: string, more = {}) =>
  lab.task(asleep, { networks: [{ name, create: true, aliases: [alias], ...more }] });
const resolves = async (task: ReturnType<typeof member>, name: string) =>
  (await podman.tryPodman("exec", nameOf(task), "nslookup", name)).exitCode === 0;

test("a network is made for the first task, shared by the next, and removed with the last", async () => {
  const name = freshName();
  const [one, two] = [member(name, "one"), member(name, "two")];
  await Promise.all([lab.start(one), lab.start(two)]);
  expect(await resolves(one, "two")).toBe(true);
  expect(await resolves(two, "one")).toBe(true);
  await lab.driver.destroyTask(one.config.id, true);
  expect(await exists(name)).toBe(true);
  await lab.driver.destroyTask(two.config.id, true);
  expect(await exists(name)).toBe(false);
});

test("a network that was there before is used and stays", async () => {
  const name = freshName();
  await podman.podman("network", "create", name);
  const task = member(name, "one");
  await lab.start(task);
  await lab.driver.destroyTask(task.config.id, true);
  expect(await exists(name)).toBe(true);
});

test("a task that another plugin recovers takes its network along", async () => {
  const name = freshName();
  const task = member(name, "one");
  const { handle } = await lab.start(task);
  const next = lab.another();
  await next.recoverTask(handle);
  await next.destroyTask(task.config.id, true);
  expect(await exists(name)).toBe(false);
});

test("a start that fails leaves no network", async () => {
  const name = freshName();
  const task = lab.task(asleep, { networks: [{ name, create: true }], init: true, init_path: "/nonexistent/init" });
  const error: unknown = await lab.driver.startTask(task.config, never).catch((reason: unknown) => reason);
  expect(isDriverError(error)).toBe(true);
  expect(await exists(name)).toBe(false);
});

test("a network that Podman cannot make is an error that names the option", async () => {
  const name = freshName();
  const task = member(name, "one", { subnet: "127.0.0.0/24" });
  const error: unknown = await lab.driver.startTask(task.config, never).catch((reason: unknown) => reason);
  expect(messageOf(error)).toStartWith(`networks.name = "${name}": the network cannot be created: Podman: create network`);
  expect(await exists(name)).toBe(false);
});

test("a network in which nobody gives addresses has a container without one", async () => {
  const name = freshName();
  const task = member(name, "one", { ipam_driver: "none" });
  await lab.start(task);
  const addresses = await podman.podman(
    "exec",
    nameOf(task),
    "sh",
    "-c",
    "ip -o -4 addr show scope global | wc -l; ls /sys/class/net",
  );
  expect(addresses.trim().split(/\s+/)).toEqual(["0", "eth0", "lo"]);
  await lab.driver.destroyTask(task.config.id, true);
  expect(await exists(name)).toBe(false);
});

test("tasks that come and go at once always find their network", async () => {
  const name = freshName();
  const live = async (alias: string) => {
    for (let times = 0; times < 3; times += 1) {
      const task = member(name, alias);
      await lab.start(task);
      await lab.driver.destroyTask(task.config.id, true);
    }
  };
  await Promise.all(["a", "b", "c"].map(live));
  expect(await exists(name)).toBe(false);
});

/** A network as the driver makes it, and the Podman that it is on. */
function direct(name: string) {
  const { socketPath } = podman;
  const client = createPodmanClient({ socketPath, requestTimeoutMilliseconds: 60_000, logger: silentLogger });
  const body: NetworkBody = { name, driver: "bridge", dns_enabled: false, labels: { [createdLabel]: "true" } };
  return { service: new PodmanService("default", true, client), body };
}

test("a network that another plugin removes before the container is made is made again", async () => {
  const name = freshName();
  const { service, body } = direct(name);
  let tries = 0;
  const made = new CreatedNetworks(silentLogger).during(service, [body], never, async () => {
    tries += 1;
    if (tries === 1) await podman.podman("network", "rm", name);
    return service.client.containers.create({
      name: `on-${name}`,
      image: "localhost/busybox:1",
      Networks: { [name]: {} },
    } as SpecGenerator);
  });
  const { id } = await made;
  expect(tries).toBe(2);
  await podman.podman("rm", "--force", id);
});

test("work that fails for another reason is done once", async () => {
  const name = freshName();
  const { service, body } = direct(name);
  let tries = 0;
  const failed = new CreatedNetworks(silentLogger).during(service, [body], never, async () => {
    tries += 1;
    throw new Error("no");
  });
  await expect(failed).rejects.toThrow("no");
  expect(tries).toBe(1);
});

// Before Podman 5.4 it is refused: test/translate/network/created-networks.test.ts. A rootless Podman has other bridges.
test("a bridge of the node is joined, and stays as it is", async () => {
  const { host, version } = await podmanFacts();
  if (host.security.rootless || !isAtLeast(version.APIVersion, "5.4.0")) return;
  const bridge = "ndpbridge0";
  await check(["ip", "link", "add", bridge, "type", "bridge"]);
  try {
    await check(["ip", "link", "set", bridge, "up"]);
    const name = freshName();
    const joined = (last: number) =>
      lab.task(asleep, {
        networks: [{ name, create: true, bridge, subnet: "10.219.1.0/24", static_ips: [`10.219.1.${last}`] }],
        // For ping: Podman 5 does not give it by default.
        cap_add: ["NET_RAW"],
      });
    const [one, two] = [joined(8), joined(9)];
    await lab.start(one);
    await lab.start(two);
    await podman.podman("exec", nameOf(one), "ping", "-c", "1", "-W", "10", "10.219.1.9");
    await lab.driver.destroyTask(one.config.id, true);
    await lab.driver.destroyTask(two.config.id, true);
    expect(await exists(name)).toBe(false);
    // With an address on it Podman takes no subnet that has it.
    await check(["ip", "address", "add", "10.219.1.1/24", "dev", bridge]);
    const without = member(freshName(), "one", { bridge, ipam_driver: "none" });
    await lab.start(without);
    await podman.podman("exec", nameOf(without), "ip", "link", "show", "eth0");
    await lab.driver.destroyTask(without.config.id, true);
    expect(await check(["ip", "-o", "-4", "address", "show", "dev", bridge])).toContain("10.219.1.1/24");
  } finally {
    await check(["ip", "link", "delete", bridge]);
  }
});

const podmanFacts = () => call<Info>(podman, "GET", "/info");
