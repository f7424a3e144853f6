import { expect, test } from "bun:test";
import { resources } from "../fixtures/task-input.ts";
import { forFile } from "../lab/for-file.ts";
import { freePorts } from "../lab/ports.ts";
import { namedNetwork } from "./named-network.ts";
import { openOptionsLab } from "./options-lab.ts";
import { ask, isRefused, listenInside } from "./packets.ts";

const lab = forFile(await openOptionsLab());

/** The only user who may enter another network namespace, to listen there. */
const isRoot = process.getuid?.() === 0 && process.env["NOMAD_PODMAN_TEST_SOCKET"] === undefined;

const allocated = (value: number, to: number, hostIp: string) => ({
  resources: resources({ ports: [{ label: "http", value, to, hostIp }] }),
});

/** A task with the port on the address; both protocols answer on it, and TCP on no other address. */
async function answersOnly(
  options: Readonly<Record<string, unknown>>,
  address: string,
  to: number,
  other: string | undefined,
): Promise<void> {
  const [port = 0] = await freePorts(1);
  await using container = await lab.start({ options: { ports: ["http"], ...options }, task: allocated(port, to, address) });
  using _ = await listenInside(container, to > 0 ? to : port);
  expect(await ask("tcp", address, port, "hello")).toBe("tcp:hello");
  expect(await ask("udp", address, port, "hello")).toBe("udp:hello");
  if (other !== undefined) expect(await isRefused(other, port)).toBe(true);
}

test.skipIf(!isRoot)("a published port is reachable on the allocated address only, tcp and udp", () =>
  answersOnly({ network_mode: "bridge" }, `${lab.subnet}.1`, 80, "127.0.0.1"),
);

test.skipIf(!isRoot)("a published port is reachable on the loopback address that an agent in dev mode allocates", () =>
  answersOnly({}, "127.0.0.1", 80, `${lab.subnet}.1`),
);

test.skipIf(!isRoot)("a port without `to` is the same inside", () => answersOnly({}, `${lab.subnet}.1`, 0, undefined));

test.skipIf(!isRoot)("a published port is reachable on a named network", async () => {
  const { name } = await namedNetwork(lab, 1);
  await answersOnly({ network_mode: name }, "127.0.0.1", 8080, `${lab.subnet}.1`);
});

test.skipIf(!isRoot)("a published port is reachable on an IPv6 address", async () => {
  const { name, subnet6 } = await namedNetwork(lab, 1);
  // Makes the bridge that has the address: from 5.2 on Podman opens a task's ports before it sets up the task's networks.
  await using _ = await lab.start({ options: { network_mode: name } });
  await answersOnly({ network_mode: name }, `${subnet6}:1`, 8080, "127.0.0.1");
});

test.skipIf(!isRoot)("port_map publishes every port of the task's network, mapped or not", async () => {
  const [mapped = 0, same = 0] = await freePorts(2);
  const dynamicPorts = [
    { label: "web", value: mapped },
    { label: "admin", value: same },
  ];
  const networks = [{ ip: "127.0.0.1", reservedPorts: [], dynamicPorts }];
  await using container = await lab.start({
    options: { port_map: { web: 8080 } },
    task: { resources: resources({ networks }) },
  });
  expect(container.network?.portMap).toEqual({ web: 8080 });
  using _web = await listenInside(container, 8080);
  using _admin = await listenInside(container, same);
  for (const port of [mapped, same]) {
    expect(await ask("tcp", "127.0.0.1", port, "hello")).toBe("tcp:hello");
    expect(await ask("udp", "127.0.0.1", port, "hello")).toBe("udp:hello");
  }
});

test.skipIf(!isRoot)("the port of a task reaches a server of a task that shares its network", async () => {
  const [port = 0] = await freePorts(1);
  await using main = await lab.start({ options: { ports: ["http"] }, task: allocated(port, 8080, "127.0.0.1") });
  await using sidecar = await lab.start({
    options: {
      network_mode: `task:${main.task}`,
      command: ["sh", "-c", "echo pong > /tmp/i; exec httpd -f -p 8080 -h /tmp"],
      init: false,
    },
    task: { name: "sidecar", allocId: main.allocId },
  });
  expect(await ask("tcp", "127.0.0.1", port, "GET /i HTTP/1.0\r\n\r\n")).toContain("200 OK");
  expect(await sidecar.sh("readlink /proc/self/ns/net")).toBe(await main.sh("readlink /proc/self/ns/net"));
});

test.each([
  ["host", () => "host"],
  ["none", () => "none"],
  ["container:", () => `container:${lab.other.id}`],
])("ports of a task with network_mode = %s publish nothing, and a warning says so", async (_, mode) => {
  const [port = 0] = await freePorts(1);
  await using container = await lab.start({
    options: { network_mode: mode(), ports: ["http"] },
    task: allocated(port, 80, "127.0.0.1"),
  });
  expect(container.warnings).toEqual([expect.stringMatching(/^ports = .*: no port is forwarded with network_mode = /)]);
  expect(await isRefused("127.0.0.1", port)).toBe(true);
});
