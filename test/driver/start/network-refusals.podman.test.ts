import { expect, setDefaultTimeout, test } from "bun:test";
import { randomUUID } from "node:crypto";
import { createServer } from "node:net";
import { DriverError } from "../../../src/core/errors.ts";
import type { TaskConfig } from "../../../src/core/task-config.ts";
import { forFile } from "../../lab/for-file.ts";
import { nameOf, never, openLifecycleLab } from "../../lab/lifecycle-lab.ts";
import { someResources } from "../../lab/plugin-client-task.ts";
import { freeBridgeNetwork } from "../../lab/test-network.ts";
import { startPodmanService } from "../../lab/test-podman.ts";

setDefaultTimeout(120_000);

const podman = await startPodmanService();
const lab = forFile(openLifecycleLab(podman.socketPath));
const network = forFile(await freeBridgeNetwork(podman));

/** Starts a task that must be refused; no container of its name may be left, and none may ever have been made when `early`. */
async function refusal(
  options: Readonly<Record<string, unknown>>,
  changes: Partial<TaskConfig> = {},
  early = false,
): Promise<DriverError> {
  const task = lab.task("sleep 300", { init: true, init_path: "/usr/bin/catatonit", ...options }, changes);
  const since = Math.floor(Date.now() / 1000) - 1;
  const error = await lab.driver.startTask(task.config, never).then(
    () => lab.driver.destroyTask(task.config.id, true),
    (reason: unknown) => reason,
  );
  expect((await podman.tryPodman("container", "exists", nameOf(task))).exitCode).not.toBe(0);
  if (early) {
    const filters = ["--filter", `container=${nameOf(task)}`, "--filter", "event=create"];
    expect(await podman.podman("events", "--stream=false", "--since", String(since), ...filters)).toBe("");
  }
  if (!(error instanceof DriverError)) throw new Error("it was started");
  expect(error.message).not.toContain("\n");
  expect(error.code).toBe("invalidConfig");
  return error;
}

const gateway = () => `${network.prefix}.1`;

test.each([
  {
    what: "a network that is not there",
    // The image is not there either: the network is looked for first.
    options: () => ({ network_mode: "nope", image: "localhost/nope:1" }),
    text: () => `network_mode = "nope": Podman has no network of that name, and it is no other mode; it has `,
  },
  {
    what: "a networks block whose network is not there",
    options: () => ({ networks: [{ name: network.name }, { name: "nope" }] }),
    text: () => 'networks.name = "nope": Podman has no network of that name',
  },
  {
    what: "an address of no subnet of the network",
    options: () => ({ network_mode: network.name, ipv4_address: "192.0.2.77" }),
    text: () =>
      `ipv4_address = "192.0.2.77": it is outside the subnet of network ${network.name}: take an address of ${network.prefix}.0/24`,
  },
  {
    what: "an IPv6 address in a network without IPv6",
    options: () => ({ network_mode: network.name, ipv6_address: "fd00::77" }),
    text: () =>
      `ipv6_address = "fd00::77": it is outside the subnet of network ${network.name}: take an address of ${network.prefix}.0/24`,
  },
  {
    what: "the gateway's address",
    options: () => ({ network_mode: network.name, static_ips: [gateway()] }),
    text: () => `static_ips = "${gateway()}": it is the gateway of network ${network.name}`,
  },
  {
    what: "the broadcast address, in a networks block",
    options: () => ({ networks: [{ name: network.name, static_ips: [`${network.prefix}.255`] }] }),
    text: () => `networks.static_ips = "${network.prefix}.255": it is the broadcast address`,
  },
  {
    what: "the address of the network itself",
    options: () => ({ network_mode: network.name, ipv4_address: `${network.prefix}.0` }),
    text: () => `ipv4_address = "${network.prefix}.0": it is the network address`,
  },
  {
    what: "a MAC address of a group",
    options: () => ({ network_mode: "bridge", static_mac: "01:00:5e:00:00:01" }),
    text: () => 'static_mac = "01:00:5e:00:00:01": must be the MAC address of one interface',
  },
  {
    what: "ports and port_map together",
    options: () => ({ ports: ["http"], port_map: { http: 80 } }),
    text: () => 'port_map = {"http":80}: cannot be used together with ports',
  },
  {
    what: "a static address where the network is the node's",
    options: () => ({ network_mode: "host", ipv4_address: "10.0.0.9" }),
    text: () => 'ipv4_address = "10.0.0.9": works only with a bridge or a named Podman network, not with network_mode = "host"',
  },
  {
    what: "a static MAC address without a network",
    options: () => ({ network_mode: "none", static_mac: "92:d0:c6:0a:29:33" }),
    text: () => 'static_mac = "92:d0:c6:0a:29:33": works only with a bridge',
  },
])("startTask refuses $what before any container is made", async ({ options, text }) => {
  expect((await refusal(options(), {}, true)).message).toContain(text());
});

test("startTask refuses an address that Podman's own bridge does not have, by the option's name", async () => {
  const { message, recoverable } = await refusal({ network_mode: "bridge", ipv4_address: "192.0.2.77" });
  expect(message).toMatch(
    /^ipv4_address = "192\.0\.2\.77": it is outside the subnet of network \S+: take an address of [\d.]+\/\d+$/,
  );
  expect(recoverable).toBe(false);
});

test.each(["ipv4_address", "networks.static_ips"])(
  "startTask refuses an address that another container has (%s), and another try may help",
  async (option) => {
    const address = `${network.prefix}.40`;
    const sleeping = { init: true, init_path: "/usr/bin/catatonit", network_mode: network.name };
    const first = lab.task("sleep 300", { ...sleeping, ipv4_address: address });
    await lab.start(first);
    const { message, recoverable } = await refusal(
      option === "ipv4_address"
        ? { network_mode: network.name, ipv4_address: address }
        : { networks: [{ name: network.name, static_ips: [address] }] },
    );
    const holder = `task "${first.config.name}" of allocation ${first.config.allocId.slice(0, 8)}`;
    expect(message).toBe(`${option} = "${address}": ${holder} has it: take another of ${network.prefix}.0/24`);
    expect(recoverable).toBe(true);
    await lab.driver.destroyTask(first.config.id, true);
  },
);

const portOf = (value: number, hostIp: string) => ({
  resources: { ...someResources, ports: [{ label: "http", value, to: 80, hostIp }] },
});

test("startTask refuses a port that somebody else has, and another try may help", async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const bound = server.address();
  const port = typeof bound === "object" && bound !== null ? bound.port : 0;
  const { message, recoverable } = await refusal({ network_mode: "bridge", ports: ["http"] }, portOf(port, "127.0.0.1"));
  expect(message).toStartWith(`ports = "http": another process of the node has 127.0.0.1:${port}`);
  expect(recoverable).toBe(true);
  await new Promise((resolve) => server.close(resolve));
});

test("startTask refuses a port on an address that is not the node's", async () => {
  const { message, recoverable } = await refusal({ network_mode: "bridge", ports: ["http"] }, portOf(28_111, "203.0.113.9"));
  expect(message).toStartWith('ports = "http": the node has no address 203.0.113.9');
  expect(recoverable).toBe(false);
});

test.each([
  { network_mode: "container:nope", why: "there is no such container" },
  { network_mode: "ns:/run/netns/nope", why: "there is no such namespace" },
])("startTask refuses $network_mode where there is none", async ({ network_mode, why }) => {
  expect((await refusal({ network_mode })).message).toContain(`network_mode = "${network_mode}": ${why}`);
});

test("startTask names the tasks that there are when the one to be joined is not", async () => {
  const server = lab.task("sleep 300", { init: true, init_path: "/usr/bin/catatonit" });
  await lab.start(server);
  const { message } = await refusal({ network_mode: "task:sevrer" }, { allocId: server.config.allocId, name: "sidecar" }, true);
  expect(message).toContain(`no task "sevrer" of the allocation runs, only ${server.config.name}: `);
  await lab.driver.destroyTask(server.config.id, true);
});

test("startTask refuses to join a task that has not started, and another try may help", async () => {
  const { message, recoverable } = await refusal({ network_mode: "task:server" }, {}, true);
  expect(message).toMatch(/^network_mode = "task:server": no task "server" of the allocation runs: .*prestart/);
  expect(recoverable).toBe(true);
});

test("startTask does not start a task again that has ended, to join its network", async () => {
  const ended = lab.task("exit 0");
  await lab.start(ended);
  await lab.driver.waitTask(ended.config.id, AbortSignal.timeout(30_000));
  const before = await podman.podman("inspect", "--format", "{{.State.StartedAt}}", nameOf(ended));
  const { allocId, name } = ended.config;
  const sidecar = { allocId, name: `sidecar${randomUUID().slice(0, 4)}` };
  const { message, recoverable } = await refusal({ network_mode: `task:${name}` }, sidecar, true);
  // Podman calls it stopped until conmon has cleaned up.
  expect(message).toMatch(new RegExp(`task "${ended.config.name}" does not run, its container is (exited|stopped): `));
  expect(recoverable).toBe(true);
  expect(await podman.podman("inspect", "--format", "{{.State.StartedAt}}", nameOf(ended))).toBe(before);
});
