import { expect, test } from "bun:test";
import { readFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { isAtLeast } from "../../src/translate/input/version.ts";
import { forFile } from "../lab/for-file.ts";
import { waitFor } from "../lab/wait-for.ts";
import { namedNetwork, onlyIpv6Network } from "./named-network.ts";
import { openOptionsLab, type RunningContainer } from "./options-lab.ts";

// Before the tests are named: which can be run depends on the node.
const lab = forFile(await openOptionsLab());

/** Only root may make and join network namespaces. */
const rootless = lab.host.rootless;
/** The emulated machine has no address but loopback ones. */
const hasAddress = process.env["NOMAD_PODMAN_MACHINE"] === undefined;

/** The addresses that a name has for a container; the name server may need a moment to hear of a new one. */
function resolved(container: RunningContainer, name: string): Promise<string> {
  return waitFor(`${name} to resolve`, async () => {
    const { exitCode, stdout } = await container.trySh(`nslookup ${name}`);
    return exitCode === 0 ? stdout : undefined;
  });
}

test("two tasks on a named network find each other by name and by alias, and talk", async () => {
  const { name, subnet } = await namedNetwork(lab, 1);
  const page = "echo pong > /tmp/i; exec httpd -f -p 80 -h /tmp";
  await using server = await lab.start({
    options: { network_mode: name, network_aliases: ["shop"], command: ["sh", "-c", page], init: false },
  });
  await using client = await lab.start({ options: { network_mode: name } });
  const address = server.network?.address ?? "";
  expect(address).toStartWith(`${subnet}.`);
  const serverName = `${server.task}-${server.allocId}`;
  for (const each of [serverName, "shop"]) expect(await resolved(client, each)).toContain(address);
  expect(await client.sh("wget -q -O - http://shop/i")).toBe("pong");
  expect(await resolved(server, `${client.task}-${client.allocId}`)).toContain(client.network?.address ?? "");
});

test("a task on several networks is found on each by network_aliases, and by a block's own names on that one", async () => {
  const [one, two] = [await namedNetwork(lab, 1), await namedNetwork(lab, 2)];
  await using server = await lab.start({
    options: {
      networks: [{ name: one.name, aliases: ["inner"] }, { name: two.name }],
      network_aliases: ["everywhere"],
    },
  });
  await using first = await lab.start({ options: { network_mode: one.name } });
  await using second = await lab.start({ options: { network_mode: two.name } });
  expect(await resolved(first, "everywhere")).toContain(server.network?.address ?? "");
  expect(await resolved(first, "inner")).toContain(server.network?.address ?? "");
  expect(await resolved(second, "everywhere")).toContain(`${two.subnet}.`);
  expect((await second.trySh("nslookup inner")).exitCode).not.toBe(0);
});

test("a task on an IPv6-only network finds another there", async () => {
  const { name, subnet6 } = await onlyIpv6Network(lab);
  await using server = await lab.start({ options: { network_mode: name, network_aliases: ["six"] } });
  await using client = await lab.start({ options: { network_mode: name } });
  expect(await resolved(client, "six")).toContain(server.network?.address ?? "");
  expect(server.network?.address).toStartWith(subnet6);
});

const dns = { servers: ["10.1.2.3", "fd00::53"], searches: ["shop.example", "example"], options: ["ndots:2", "timeout:1"] };
const servers = "nameserver 10.1.2.3\nnameserver fd00::53";
const written = `search shop.example example\n${servers}\noptions ndots:2 timeout:1`;

type Mode = readonly [string, () => string | Promise<string>];

const modes: readonly Mode[] = [
  ["bridge", () => "bridge"],
  ["host", () => "host"],
  ["slirp4netns", () => "slirp4netns"],
  ["ns:", async () => `ns:${await lab.networkNamespace()}`],
];

test.each(modes.filter(([name]) => !(rootless && name === "ns:")))(
  "the job's DNS is what a task sees with network_mode = %s",
  async (_, mode) => {
    await using container = await lab.start({ options: { network_mode: await mode() }, task: { dns } });
    expect(await container.sh("cat /etc/resolv.conf")).toBe(written);
    expect(container.warnings).toEqual([]);
  },
);

// From Podman 4.4 on with netavark the task sees Podman's own name server, which asks the job's.
test("the job's DNS is what a task sees on a named network", async () => {
  const { name, subnet, subnet6 } = await namedNetwork(lab, 1);
  await using container = await lab.start({ options: { network_mode: name }, task: { dns } });
  const own = `nameserver ${subnet}.1\nnameserver ${subnet6}:1`;
  const seen = isAtLeast(lab.host.podmanVersion, "4.4.0") ? written.replace(servers, own) : written;
  expect(await container.sh("cat /etc/resolv.conf")).toBe(seen);
});

test.skipIf(rootless).each([
  ["network.dns", { task: { dns } }, written],
  [
    "dns_servers of the plugin",
    { plugin: { dns_servers: ["10.4.5.6", "fd00::54"] } },
    /nameserver 10\.4\.5\.6\nnameserver fd00::54$/,
  ],
] as const)("%s is what the tasks of a group with its own network see", async (_, given, seen) => {
  const path = await lab.networkNamespace();
  const networkIsolation = { mode: "group", path, labels: {}, hostsConfig: undefined } as const;
  const task = "task" in given ? given.task : {};
  const plugin = "plugin" in given ? given.plugin : {};
  await using container = await lab.start({ plugin, task: { ...task, networkIsolation } });
  expect(await container.sh("cat /etc/resolv.conf")).toMatch(seen);
});

test.each([
  ["none", () => "none"],
  ["container:", () => `container:${lab.other.id}`],
])("the job's DNS has no effect with network_mode = %s, and a warning says so", async (_, mode) => {
  await using container = await lab.start({ options: { network_mode: mode() }, task: { dns } });
  expect(container.warnings).toEqual([expect.stringMatching(/^network\.dns has no effect: /)]);
});

test("a task that joins another of its group shares that one's DNS, without a warning", async () => {
  await using main = await lab.start({ options: { network_mode: "bridge" }, task: { dns } });
  await using sidecar = await lab.start({
    options: { network_mode: `task:${main.task}` },
    task: { name: "sidecar", allocId: main.allocId, dns },
  });
  expect(await sidecar.sh("cat /etc/resolv.conf")).toBe(written);
  expect(sidecar.warnings).toEqual([]);
});

/** What the pure translation of the lab is given; the driver itself looks for the real one. */
const hostGateway = "203.0.113.1";

test.skipIf(!hasAddress).each<Mode>([
  ["bridge", () => "bridge"],
  ["a named network", async () => (await namedNetwork(lab, 1)).name],
  ["an IPv6-only network", async () => (await onlyIpv6Network(lab)).name],
  ["host", () => "host"],
])("host-gateway is an address by which a task reaches its node with network_mode = %s", async (_, mode) => {
  const server = createServer((socket) => socket.end("the node\n"));
  await new Promise<void>((resolve) => server.listen(0, "::", resolve));
  const bound = server.address();
  const port = typeof bound === "object" && bound !== null ? bound.port : 0;
  await using container = await lab.start({
    options: { network_mode: await mode(), extra_hosts: ["node:host-gateway"] },
    hostGateway,
  });
  const address = await container.sh("awk '$2 == \"node\" { print $1 }' /etc/hosts");
  expect(address).toMatch(/^[0-9a-f.:]+$/);
  expect(address).not.toBe(hostGateway);
  expect(await container.sh(`nc -w 5 ${address} ${port} </dev/null`)).toBe("the node");
  await new Promise((resolve) => server.close(resolve));
});

// Nomad 1.11 sends hostsConfig only for a network that its Docker driver made.
test.skipIf(rootless || !hasAddress).each([
  ["as Nomad's own bridge comes", undefined],
  ["with a name for the allocation", { hostname: "group-1", address: "10.99.0.1" }],
])("the tasks of a group share one hosts file, %s", async (_, hostsConfig) => {
  const networkIsolation = { mode: "group", path: await lab.networkNamespace(), labels: {}, hostsConfig } as const;
  const allocId = crypto.randomUUID();
  const shared = { allocId, allocDir: join(lab.directory, allocId), networkIsolation };
  await using first = await lab.start({
    options: { extra_hosts: ["db;cache:10.0.0.7", "six:[fd00::7]", "node:host-gateway"] },
    task: { ...shared, name: "first" },
    hostGateway,
  });
  await first.sh("echo '10.0.0.9 written' >> /etc/hosts");
  await using second = await lab.start({
    options: { extra_hosts: ["db:10.0.0.7", "later:10.0.0.8"] },
    task: { ...shared, name: "second", id: "second" },
  });
  const lines = (await second.sh("cat /etc/hosts")).split("\n").filter((line) => !line.startsWith("#"));
  expect(lines).toContain("127.0.0.1 localhost");
  expect(lines.filter((line) => line.endsWith(" group-1"))).toEqual(hostsConfig === undefined ? [] : ["10.99.0.1 group-1"]);
  expect(lines.some((line) => line.endsWith(" host.containers.internal"))).toBe(true);
  const ofJobs = lines.filter((line) => / (db|cache|six|node|written|later)$/.test(line));
  expect(ofJobs).toEqual([
    "10.0.0.7 db",
    "10.0.0.7 cache",
    "fd00::7 six",
    expect.stringMatching(/^[0-9a-f.:]+ node$/),
    "10.0.0.9 written",
    "10.0.0.8 later",
  ]);
  expect(lines).not.toContain(`${hostGateway} node`);
  expect(await first.sh("cat /etc/hosts")).toBe(await second.sh("cat /etc/hosts"));
  expect(readFileSync(join(shared.allocDir, "hosts"), "utf8")).toContain("10.0.0.8 later");
});
