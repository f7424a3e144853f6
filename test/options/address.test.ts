import { afterAll, beforeAll, expect, test } from "bun:test";
import { waitFor } from "../../scripts/lab/wait-for.ts";
import { type InspectedNetworks, networkOverride } from "../../src/translate/task-network.ts";
import { type InputOverrides, resources } from "../translate/fixtures.ts";
import { namedNetwork, onlyIpv6Network } from "./named-network.ts";
import { call, type OptionsLab, openOptionsLab } from "./options-lab.ts";

let lab: OptionsLab;
beforeAll(async () => {
  lab = await openOptionsLab();
});
afterAll(() => lab?.[Symbol.asyncDispose]());

async function advertised(
  given: InputOverrides,
  preferred?: string,
): Promise<{ readonly told: string | undefined; readonly seen: string }> {
  await using container = await lab.start(given);
  const { NetworkSettings } = await call<{ readonly NetworkSettings: InspectedNetworks }>(
    lab.podman,
    "GET",
    `/containers/${container.id}/json`,
  );
  const seen = await container.sh("ip -o addr show scope global | awk '{print $4}' | cut -d/ -f1");
  return { told: networkOverride(NetworkSettings, preferred, undefined)?.address, seen };
}

test("the address of a bridged task is the container's", async () => {
  const { told, seen } = await advertised({});
  expect(told).toBe(seen.split("\n")[0]!);
});

test("the address on a named network is the container's", async () => {
  const { name, subnet } = await namedNetwork(lab, 1);
  const { told, seen } = await advertised({ options: { network_mode: name } }, name);
  expect(told).toStartWith(`${subnet}.`);
  expect(seen.split("\n")).toContain(told!);
});

test("the address among several networks is that of network_mode", async () => {
  const [one, two] = [await namedNetwork(lab, 1), await namedNetwork(lab, 2)];
  const { told } = await advertised({ options: { network_mode: two.name, networks: [{ name: one.name }] } }, two.name);
  expect(told).toStartWith(`${two.subnet}.`);
});

test("the address on an IPv6-only network is the container's", async () => {
  const { name, subnet6 } = await onlyIpv6Network(lab);
  const { told, seen } = await advertised({ options: { network_mode: name } }, name);
  expect(told).toStartWith(subnet6);
  expect(seen).toBe(told!);
});

test("the address of a task in another's network is that one's", async () => {
  const { told } = await advertised({ options: { network_mode: `container:${lab.other.id}` } });
  expect(told).toBe(await lab.other.sh("ip -o -4 addr show dev eth0 | awk '{print $4}' | cut -d/ -f1"));
});

test("the address in a group's namespace is the namespace's", async () => {
  const path = await lab.networkNamespace();
  const { told } = await advertised({
    task: { networkIsolation: { mode: "group", path, labels: {}, hostsConfig: undefined } },
  });
  expect(told).toBe("10.99.0.1");
});

test.each(["host", "none", "slirp4netns"])("a task with network_mode = %s has no address of its own", async (network_mode) => {
  const { told } = await advertised({ options: { network_mode } });
  expect(told).toBeUndefined();
});

test("ports are reached on the allocated address only, tcp and udp", async () => {
  const free = 20_000 + lab.number;
  const ports = [{ label: "http", value: free, to: 80, hostIp: `${lab.subnet}.1` }];
  await using container = await lab.start({
    options: { ports: ["http"], command: ["sh", "-c", "echo pong > /tmp/i; exec httpd -f -p 80 -h /tmp"], init: false },
    task: { resources: resources({ ports }) },
  });
  const url = `http://${lab.subnet}.1:${free}/i`;
  await waitFor("the server in the container", () =>
    fetch(url)
      .then(({ ok }) => ok)
      .catch(() => false),
  );
  expect(await (await fetch(url)).text()).toBe("pong\n");
  expect(fetch(`http://127.0.0.1:${free}/i`)).rejects.toThrow();
  const bindings = await container.inspect("{{json .HostConfig.PortBindings}}");
  const binding = [{ HostIp: `${lab.subnet}.1`, HostPort: String(free) }];
  expect(JSON.parse(bindings)).toEqual({ "80/tcp": binding, "80/udp": binding });
});
