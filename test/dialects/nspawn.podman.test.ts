/** The options of the systemd-nspawn driver on running containers. */
import { expect, test } from "bun:test";
import { mkdirSync, readFileSync, readlinkSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { nspawnTaskOptions } from "../../src/dialects/nspawn/task-options.ts";
import { isAtLeast } from "../../src/translate/input/version.ts";
import { resources } from "../fixtures/task-input.ts";
import { forFile } from "../lab/for-file.ts";
import { makeRootDirectory } from "../lab/root-directory.ts";
import { check } from "../lab/run.ts";
import { openOptionsLab, type TaskOverrides } from "../options/options-lab.ts";
import type { Row } from "../options/row.ts";
import { rowTests } from "../options/row-tests.ts";

const lab = forFile(await openOptionsLab());

const root = await makeRootDirectory(join(lab.directory, "root"));
writeFileSync(join(lab.directory, "shared"), "from the node\n");
/** A directory within a directory. */
const outer = join(lab.directory, "outer");
mkdirSync(outer);
await makeRootDirectory(join(outer, "inner"));
writeFileSync(join(outer, "beside"), "outside\n");

/** One that Podman can mount with other users. */
const mapped = await makeRootDirectory(join(lab.directory, "mapped"));
symlinkSync("/proc/mounts", join(mapped, "etc/mtab"));

/** A tar of the first, with a list of checksums beside it. */
const tar = join(lab.directory, "root.tar");
await check(["tar", "--directory", root, "--create", "--file", tar, "."]);
const checksum = new Bun.CryptoHasher("sha256").update(readFileSync(tar)).digest("hex");
const server = Bun.serve({
  hostname: "127.0.0.1",
  port: 0,
  fetch: ({ url }) => (url.endsWith("SHA256SUMS") ? new Response(`${checksum}  root.tar\n`) : new Response(Bun.file(tar))),
});
forFile({ [Symbol.asyncDispose]: () => server.stop(true) });
const url = `http://127.0.0.1:${server.port}/root.tar`;
const download = { image: `nspawn${lab.number}`, image_download: { url, verify: "checksum" } };
forFile({
  [Symbol.asyncDispose]: async () =>
    void (await lab.podman.tryPodman("image", "rm", "--force", `localhost/nspawn/nspawn${lab.number}:latest`)),
});

const withoutUsers = /^the task's root is the node's root/;
const rootless: NonNullable<Row["unless"]> = ({ rootless }) => rootless;

/** A row on the directory, without users of its own unless it says so. */
function row(
  option: string,
  what: string,
  options: object,
  look: Row["look"],
  seen: Row["seen"],
  { task = {}, ...more }: Partial<Row> & Pick<TaskOverrides, "task"> = {},
): Row {
  return {
    option,
    what,
    given: { options: { image: root, user_namespacing: false, ...options }, task },
    look,
    seen,
    unless: rootless,
    ...more,
  };
}

const published = { inspect: "{{range $port, $at := .HostConfig.PortBindings}}{{$port}}{{$at}} {{end}}" };
const pid1 = "tr '\\0' ' ' < /proc/1/cmdline";

const rows: readonly Row[] = [
  row("image", "is a directory of the node", {}, "cat /hello", "hello from the node"),
  row("command", "is the process with its arguments", { command: ["sleep", "999"] }, pid1, "sleep 999 "),
  row("process_two", "runs the command below an init", { process_two: true }, pid1, /init.* sleep 1000 $/),
  row(
    "ephemeral",
    "leaves the directory as it is",
    { ephemeral: true },
    "echo x > /x; cat /x; grep ' / ' /proc/self/mounts | cut -d' ' -f3",
    "x\noverlay",
  ),
  row(
    "read_only",
    "cannot be written",
    { read_only: true },
    "touch /x 2>&1 | grep -o 'Read-only file system'",
    "Read-only file system",
  ),
  row(
    "volatile",
    "overlay leaves the directory as it is",
    { volatile: "overlay" },
    "grep ' / ' /proc/self/mounts | cut -d' ' -f3",
    "overlay",
  ),
  row(
    "volatile",
    "state has an empty /var",
    { volatile: "state" },
    "touch /x 2>&1 | grep -o 'Read-only'; touch /var/x; ls /var",
    "Read-only\nx",
  ),
  row(
    "pivot_root",
    "makes a directory of the image the root",
    { image: outer, pivot_root: "/inner:/mnt" },
    "cat /hello /mnt/beside",
    "hello from the node\noutside",
  ),
  row("user", "is the process's", { user: "1000:1000" }, "stat -c %u /proc/1", "1000"),
  row("working_directory", "is where the process starts", { working_directory: "/bin" }, "readlink /proc/1/cwd", "/bin"),
  row(
    "console",
    "read-only gives a terminal",
    { console: "read-only" },
    "readlink /proc/1/fd/0 | grep -c -e pts -e console -e null",
    "1",
  ),
  row(
    "resolv_conf",
    "copy-host can be changed",
    { resolv_conf: "copy-host" },
    "head -c 0 /etc/resolv.conf; cat /etc/resolv.conf; echo >> /etc/resolv.conf && echo changed",
    () => `${readFileSync("/etc/resolv.conf", "utf8")}changed`,
  ),
  row(
    "resolv_conf",
    "bind-host cannot",
    { resolv_conf: "bind-host" },
    "touch /etc/resolv.conf 2>&1 | grep -o 'Read-only'",
    "Read-only",
  ),
  row("resolv_conf", "delete is empty", { resolv_conf: "delete" }, "wc -c < /etc/resolv.conf", "0"),
  row("resolv_conf", "off is the image's", { resolv_conf: "off" }, "cat /etc/resolv.conf 2> /dev/null | wc -l", "0"),
  row(
    "bind",
    "mounts paths of the node",
    { bind: [{ [lab.directory]: "/in" }] },
    "cat /in/shared; touch /in/made && echo written",
    "from the node\nwritten",
  ),
  row(
    "bind_read_only",
    "cannot be written",
    { bind_read_only: [{ [lab.directory]: "/in" }] },
    "cat /in/shared; touch /in/x 2>&1 | grep -o 'Read-only'",
    "from the node\nRead-only",
  ),
  row(
    "environment",
    "is below Nomad's own",
    { environment: [{ FOO: "bar", NOMAD_ALLOC_DIR: "no" }] },
    "echo $FOO $NOMAD_ALLOC_DIR",
    "bar /alloc",
  ),
  row(
    "capability",
    "is added",
    { capability: ["CAP_NET_ADMIN"] },
    // Bit 12; which others there are is Podman's default.
    "echo $((0x$(awk '/^CapEff/ {print $2}' /proc/1/status) >> 12 & 1))",
    "1",
  ),
  row("image_download", "is an image made of a tar, which is verified", download, "cat /hello", "hello from the node"),
  row(
    "network_zone",
    "is a network that tasks of the zone share",
    { network_zone: `ndpo${lab.number}n` },
    { inspect: "{{range $name, $_ := .NetworkSettings.Networks}}{{$name}}{{end}}" },
    `nomad-zone-ndpo${lab.number}n`,
  ),
  row(
    "private_users",
    "identity is a user namespace with the node's users",
    { user_namespacing: true, private_users: "identity" },
    "tr -s ' ' < /proc/self/uid_map",
    " 0 0 65536",
  ),
  row(
    "private_users",
    "has the first user and their number",
    { user_namespacing: true, private_users: "700000:70000" },
    "tr -s ' ' < /proc/self/gid_map",
    " 0 700000 70000",
  ),
  row(
    "private_users",
    "pick gives a download users that nobody else has",
    { ...download, user_namespacing: true, private_users: "pick" },
    "awk '{print $1, ($2 > 0), $3}' /proc/self/uid_map; cat /hello; stat -c %u /hello",
    "0 1 65536\nhello from the node\n0",
    { unless: (node) => node.rootless || !node.subordinateIds },
  ),
  row(
    "private_users_ownership",
    "map shows the directory's files as the task's",
    { image: mapped, user_namespacing: true, private_users: "700000:65536", private_users_ownership: "map" },
    "awk '{print $1, $2, $3}' /proc/self/uid_map; stat -c %u /hello",
    "0 700000 65536\n0",
    { unless: (node) => node.rootless || !isAtLeast(node.podmanVersion, "4.5.0") },
  ),
  row(
    "ports",
    "are published on the allocated address",
    { ports: ["http"] },
    published,
    "80/tcp[{127.0.0.1 18953}] 80/udp[{127.0.0.1 18953}]",
    { task: { resources: resources({ ports: [{ label: "http", value: 18_953, to: 80, hostIp: "127.0.0.1" }] }) } },
  ),
  row(
    "port_map",
    "are the ports inside, by label",
    { port_map: [{ http: 80 }] },
    published,
    "80/tcp[{127.0.0.1 18954}] 80/udp[{127.0.0.1 18954}]",
    {
      task: {
        resources: resources({
          networks: [{ ip: "127.0.0.1", reservedPorts: [], dynamicPorts: [{ label: "http", value: 18_954 }] }],
        }),
      },
      warning: /^port_map is deprecated: use ports/,
    },
  ),
  row("network_veth", "is Podman's bridge", {}, "ls /sys/class/net | tr '\\n' ' '", "eth0 lo "),
  row("network_veth", "false is the node's network", { network_veth: false }, "readlink /proc/1/ns/net", () =>
    readlinkSync("/proc/self/ns/net"),
  ),
  row("user_namespacing", "false has the node's users", {}, "awk '{print $1, $2}' /proc/self/uid_map", "0 0"),
  row(
    "private_users",
    "unset on a directory warns",
    { user_namespacing: true },
    "awk '{print $1, $2}' /proc/self/uid_map",
    "0 0",
    { warning: withoutUsers },
  ),
];

rowTests(lab, rows, "nspawn");

/** Covered by test/e2e/dialects.test.ts, by created-networks.podman.test.ts with nspawn.test.ts, and by start-task.podman.test.ts. */
const elsewhere = ["boot", "network_bridge", "socket"];

test("every option of a task is set by a row, or tested elsewhere", () => {
  const tested = [...rows.map(({ option }) => option), ...elsewhere];
  expect(Object.keys(nspawnTaskOptions).filter((option) => !tested.includes(option))).toEqual([]);
});
