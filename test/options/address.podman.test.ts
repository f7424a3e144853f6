import { expect, test } from "bun:test";
import { createServer } from "node:net";
import type { InputOverrides } from "../fixtures/task-input.ts";
import { forFile } from "../lab/for-file.ts";
import { namedNetwork, onlyIpv6Network } from "./named-network.ts";
import { openOptionsLab } from "./options-lab.ts";

// Before the tests are named: which can be run depends on the node.
const lab = forFile(await openOptionsLab());

/** Only root may make and join network namespaces. */
const rootless = lab.host.rootless;

/** The address that Nomad was told, and those that the container has. */
async function advertised(
  given: InputOverrides,
): Promise<{ readonly told: string | undefined; readonly seen: readonly string[] }> {
  await using container = await lab.start(given);
  const seen = await container.sh("ip -o addr show scope global | awk '{print $4}' | cut -d/ -f1");
  return { told: container.network?.address, seen: seen.split("\n") };
}

test("the address of a bridged task is the container's", async () => {
  const { told, seen } = await advertised({ options: { network_mode: "bridge" } });
  expect(told).toStartWith(`${lab.subnet}.`);
  expect(seen).toContain(told!);
});

test("the address on a named network is the container's", async () => {
  const { name, subnet } = await namedNetwork(lab, 1);
  const { told, seen } = await advertised({ options: { network_mode: name } });
  expect(told).toStartWith(`${subnet}.`);
  expect(seen).toContain(told!);
});

test.each([
  { advertise_address: "container", told: "IPv4", always: true },
  { advertise_address: "network", told: "IPv4", always: false },
  { advertise_address: "ipv6", told: "IPv6", always: true },
])("advertise_address = $advertise_address is the container's $told", async ({ advertise_address, told, always }) => {
  const { name, subnet, subnet6 } = await namedNetwork(lab, 1);
  await using named = await lab.start({ options: { network_mode: name, advertise_address } });
  expect(named.network).toMatchObject({
    autoAdvertise: true,
    address: expect.stringContaining(told === "IPv6" ? subnet6 : subnet),
  });
  await using bridged = await lab.start({ options: { network_mode: "bridge", advertise_address } });
  const without = advertise_address === "ipv6";
  expect(bridged.network).toMatchObject({ autoAdvertise: always && !without, address: expect.stringContaining(lab.subnet) });
  expect(bridged.warnings).toEqual(
    without ? ['advertise_address = "ipv6": the container has no global IPv6 address; services get the node\'s address'] : [],
  );
});

test("the address that the job asked for is reported", async () => {
  const { name, subnet } = await namedNetwork(lab, 1);
  expect((await advertised({ options: { network_mode: name, ipv4_address: `${subnet}.90` } })).told).toBe(`${subnet}.90`);
});

test("the ipv6_address that the job asked for is the container's", async () => {
  const { name, subnet6 } = await namedNetwork(lab, 1);
  const { seen } = await advertised({ options: { network_mode: name, ipv6_address: `${subnet6}:90` } });
  expect(seen).toContain(`${subnet6}:90`);
});

// Podman lists them by name: the first of the alphabet must not be taken for the first.
test.each([
  { what: "that of network_mode", options: [2, 1] as const, mode: true },
  { what: "the first block's", options: [2, 1] as const, mode: false },
  { what: "the first block's, in another order", options: [1, 2] as const, mode: false },
])("the address among several networks is $what, on eth0", async ({ options: [first, second], mode }) => {
  const [one, two] = [await namedNetwork(lab, first), await namedNetwork(lab, second)];
  const blocks = { networks: mode ? [{ name: two.name }] : [{ name: one.name }, { name: two.name }] };
  await using container = await lab.start({ options: mode ? { network_mode: one.name, ...blocks } : blocks });
  expect(container.network?.address).toStartWith(`${one.subnet}.`);
  expect(await container.sh("ip -o -4 addr show dev eth0")).toContain(` ${container.network?.address}/`);
  expect(await container.sh("ip -o -4 addr show dev eth1")).toContain(` ${two.subnet}.`);
});

test("the address of a task on Podman's bridge and on further networks is that on the bridge", async () => {
  // Named so that it comes before the bridge in any order.
  const { name, subnet } = await namedNetwork(lab, 4);
  const { told, seen } = await advertised({ options: { network_mode: "bridge", networks: [{ name }] } });
  expect(told).toStartWith(`${lab.subnet}.`);
  expect(seen.some((address) => address.startsWith(`${subnet}.`))).toBe(true);
});

test("the address on an IPv6-only network is the container's", async () => {
  const { name, subnet6 } = await onlyIpv6Network(lab);
  const { told, seen } = await advertised({ options: { network_mode: name } });
  expect(told).toStartWith(subnet6);
  expect(seen).toEqual([told!]);
});

test.each(["container", "task"])("the address of a task that joins another's network (%s:) is that one's", async (how) => {
  const value = how === "task" ? lab.other.task : lab.other.id;
  const { told } = await advertised({
    options: { network_mode: `${how}:${value}` },
    task: { name: "sidecar", allocId: lab.other.allocId },
  });
  expect(told).toBe(await lab.other.sh("ip -o -4 addr show dev eth0 | awk '{print $4}' | cut -d/ -f1"));
});

test("the address of a task that joins one on an IPv6-only network is that one's", async () => {
  const { name, subnet6 } = await onlyIpv6Network(lab);
  await using main = await lab.start({ options: { network_mode: name } });
  const { told, seen } = await advertised({ options: { network_mode: `container:${main.id}` } });
  expect(told).toStartWith(subnet6);
  expect(seen).toEqual([told!]);
});

test.skipIf(rootless)("the address in a group's namespace is the namespace's", async () => {
  const path = await lab.networkNamespace();
  const networkIsolation = { mode: "group", path, labels: {}, hostsConfig: undefined } as const;
  expect((await advertised({ task: { networkIsolation } })).told).toBe("10.99.0.1");
});

test.skipIf(rootless)("the address in a namespace with IPv6 only is the namespace's", async () => {
  const path = await lab.networkNamespace("fd00:99::1/64");
  expect((await advertised({ options: { network_mode: `ns:${path}` } })).told).toBe("fd00:99::1");
});

test.each(["host", "none", "slirp4netns"])("a task with network_mode = %s has no address of its own", async (network_mode) => {
  expect((await advertised({ options: { network_mode } })).told).toBeUndefined();
});

// What the attribute bridgeAddress promises. A container of the lab holds the bridge up.
test.skipIf(rootless).each([
  ["Podman's own bridge", async () => "bridge"],
  ["another network", async () => (await namedNetwork(lab, 1)).name],
])("a task on %s reaches the node by the address of Podman's own bridge", async (_, mode) => {
  const server = createServer((socket) => socket.end("the node\n"));
  await new Promise<void>((resolve) => server.listen(0, "0.0.0.0", resolve));
  const bound = server.address();
  const port = typeof bound === "object" && bound !== null ? bound.port : 0;
  await using container = await lab.start({ options: { network_mode: await mode() } });
  expect(await container.sh(`nc -w 5 ${lab.subnet}.1 ${port} </dev/null`)).toBe("the node");
  await new Promise((resolve) => server.close(resolve));
});
