/** What is wrong with a task is said of the dialect's options, at its start and by `--validate`. */
import { describe, expect, test } from "bun:test";
import { join } from "node:path";
import { findingLines, validateJobFile } from "../../src/cli/validate.ts";
import { isDriverError } from "../../src/core/errors.ts";
import { loadDialect } from "../../src/dialects/load.ts";
import type { DriverName } from "../../src/dialects/names.ts";
import { resources } from "../fixtures/task-input.ts";
import { Cleanup } from "../lab/cleanup.ts";
import { forFile } from "../lab/for-file.ts";
import { startRegistry } from "../lab/registry.ts";
import { makeRootDirectory } from "../lab/root-directory.ts";
import { openOptionsLab, type TaskOverrides } from "../options/options-lab.ts";

const lab = forFile(await openOptionsLab());
const cleanup = forFile(new Cleanup());
const root = await makeRootDirectory(join(lab.directory, "root"));
const download = (further: object) => ({
  image: "deb",
  image_download: { url: "http://127.0.0.1:1/x.tar", ...further },
});
const unknownOption = "is not an option of the driver; see docs/dialects.md for the options that there are";

/** Options that are wrong, with the beginning of the message. */
type Wrong = readonly [options: object, message: string];

/** Wrong on every node. */
const ofConfig: Readonly<Record<string, readonly Wrong[]>> = {
  "containerd-driver": [
    [{ image: "not an image!" }, 'image = "not an image!": it is not an image reference'],
    [{ image_pull_timeout: "soon" }, 'image_pull_timeout = "soon": must be a duration'],
    [{ entrypoint: ["sh"] }, 'entrypoint = ["sh"]: cannot be used together with command'],
    [{ cwd: "srv" }, 'cwd = "srv": must be an absolute path inside the container'],
    [{ hostname: "a b" }, 'hostname = "a b": must be a host name'],
    [{ pids_limit: -2 }, "pids_limit = -2: must be a whole number"],
    [{ pid_mode: "private" }, 'pid_mode = "private": must be "host"'],
    [{ file_limit: -1 }, "file_limit = -1: must be a whole number"],
    [{ host_dns: "maybe" }, 'host_dns = "maybe": must be true or false'],
    [{ seccomp_profile: "/x.json" }, 'seccomp_profile = "/x.json": needs seccomp = true'],
    [{ seccomp: true, seccomp_profile: "x" }, 'seccomp_profile = "x": must be an absolute path on the node'],
    [{ shm_size: "lots" }, 'shm_size = "lots": must be a size'],
    [
      { sysctl: { "net.core.somaxconn": "1" }, host_network: true },
      'sysctl.net.core.somaxconn = "1": host_network = true has the node\'s own network parameters',
    ],
    [{ extra_hosts: ["db"] }, 'extra_hosts[0] = "db": must be "name:address"'],
    [{ cap_add: ["CAP_BOGUS"] }, 'cap_add[0] = "CAP_BOGUS": must be a Linux capability'],
    [{ cap_add: ["ALL"], cap_drop: ["ALL"] }, 'cap_drop = "ALL": cap_add has it too'],
    [{ devices: ["/dev/fuse:/dev/x:z"] }, 'devices = "/dev/fuse:/dev/x:z": write "HOST[:CONTAINER[:PERMISSIONS]]"'],
    [{ mounts: [{ type: "nfs", target: "/a" }] }, 'mounts[0].type = "nfs": must be one of "bind", "volume", "tmpfs"'],
    [{ mounts: [{ type: "bind", target: "/a" }] }, 'mounts[0].source: must be set for type = "bind"'],
    [
      { mounts: [{ target: "/v" }, { type: "bind", target: "/a", source: "/tmp", options: ["sync"] }] },
      'mounts[1].options = ["sync"]: the mount option "sync" is not known',
    ],
    [{ mounts: [{ target: "/alloc", source: "/tmp" }] }, 'mounts[0].target = "/alloc": /alloc is the allocation\'s directory'],
    [{ auth: { username: "x" } }, "auth.password: must be set"],
    [{ network_mode: "host" }, `network_mode: ${unknownOption}`],
  ],
  nspawn: [
    [{ image: "/x.raw" }, 'image = "/x.raw": raw disk images are not possible'],
    [{ image: "/" }, 'image = "/": the node\'s own root needs ephemeral = true'],
    [{ boot: true, process_two: true }, "process_two = true: cannot be used together with boot"],
    [{ command: "sleep 5" }, 'command = "sleep 5": must be a list of strings'],
    [{ volatile: "yes" }, 'volatile = "yes": is not possible with Podman'],
    [{ pivot_root: "inner" }, 'pivot_root = "inner": must be an absolute path'],
    [{ private_users: "some" }, 'private_users = "some": must be "pick", "yes", "no", "identity"'],
    [{ private_users_ownership: "x" }, 'private_users_ownership = "x": must be one of'],
    [{ working_directory: "srv" }, 'working_directory = "srv": must be an absolute path'],
    [{ console: "tty" }, 'console = "tty": must be one of'],
    [{ resolv_conf: "copy" }, 'resolv_conf = "copy": must be one of'],
    [{ bind: { relative: "/y" } }, 'bind = {"relative":"/y"}: the path on the node must be absolute'],
    [{ bind: { "/tmp": "y" } }, 'bind = {"/tmp":"y"}: the path in the container must be absolute'],
    [{ bind: { "/tmp": "/y:owneridmap" } }, 'bind = {"/tmp":"/y:owneridmap"}: "owneridmap" is not possible'],
    [{ bind_read_only: { "/tmp": "/alloc" } }, 'bind_read_only = {"/tmp":"/alloc"}: /alloc is the allocation\'s directory'],
    [{ capability: ["CAP_BOGUS"] }, 'capability[0] = "CAP_BOGUS": must be a Linux capability'],
    [{ ports: ["nope"] }, 'ports = "nope": no port of that label is allocated'],
    [{ port_map: { http: 99_999 } }, "port_map.http = 99999: must be a whole number"],
    [{ network_bridge: "a/b" }, 'network_bridge = "a/b": must be the name of a network interface'],
    [{ network_zone: "a b" }, 'network_zone = "a b": must be a name'],
    [download({ url: "ftp://x/y" }), "image_download.url: must be a path or an http or https URL"],
    [download({ type: "raw" }), 'image_download.type = "raw": raw disk images are not possible'],
    [download({ type: "docker", url: "no ref!" }), 'image_download.url = "no ref!": it is not an image reference'],
    [download({ verify: "maybe" }), 'image_download.verify = "maybe": must be one of'],
    [{ rootfs: "/x" }, `rootfs: ${unknownOption}`],
  ],
};

/** Wrong on this node only. */
const ofNode: Readonly<Record<string, readonly Wrong[]>> = {
  "containerd-driver": [
    [{ image: "localhost/nope:1" }, 'image = "localhost/nope:1": not on this node'],
    [{ command: "/nope" }, 'command = "/nope": image localhost/busybox:1 has no such file'],
    [{ command: null, entrypoint: ["/nope"] }, 'entrypoint = "/nope": image localhost/busybox:1 has no such file'],
    [{ cwd: "/etc/passwd/x" }, 'cwd = "/etc/passwd/x": it cannot be made in the image'],
    [{ seccomp: true, seccomp_profile: "/nope.json" }, 'seccomp_profile = "/nope.json": it must be a file on the node'],
    [{ file_limit: 1e15 }, "file_limit = 1000000000000000: the limit is above what Podman itself may have"],
    [{ devices: ["/dev/nope"] }, 'devices = "/dev/nope": the device must exist on the node'],
    [
      { mounts: [{ type: "bind", target: "/a", source: "/nope/x", options: ["rbind", "ro"] }] },
      'mounts[0].source = "/nope/x": the path must exist on the node',
    ],
    [{ socket: "other" }, 'socket = "other": not configured on this node'],
  ],
  nspawn: [
    [{ image: "/nope/x" }, 'image = "/nope/x": the directory must exist on the node (Podman:'],
    [{ boot: true }, `image = "${root}": there is no init program in it`],
    [{ command: ["/nope"] }, `command = "/nope": the directory ${root} has no such file`],
    [{ pivot_root: "/nope" }, 'pivot_root = "/nope": the directory must exist on the node (Podman:'],
    [{ user: "nosuch" }, 'user = "nosuch": the image has no such user'],
    [{ working_directory: "/nope" }, 'working_directory = "/nope": the image has no such directory, and no mount brings one ('],
    [{ resolv_conf: "bind-uplink" }, 'resolv_conf = "bind-uplink": /run/systemd/resolve/resolv.conf cannot be read'],
    [{ bind: { "/nope/x": "/y" } }, 'bind = {"/nope/x":"/y"}: the path must exist on the node'],
    [{ bind_read_only: { "/nope/y": "/y" } }, 'bind_read_only = {"/nope/y":"/y"}: the path must exist on the node'],
  ],
};

const base: Readonly<Record<string, object>> = {
  "containerd-driver": { image: "localhost/busybox:1", command: "sleep", args: ["1000"] },
  nspawn: { image: root, user_namespacing: false, boot: false },
};

async function errorOfStart(driverName: DriverName, options: object): Promise<string> {
  try {
    await using container = await lab.start({ driverName, options: { ...base[driverName], ...options } } as TaskOverrides);
    return `it started as ${container.id}`;
  } catch (error) {
    if (!isDriverError(error)) throw error;
    return error.message.replace("the task's config is not valid: ", "");
  }
}

async function findings(driverName: DriverName, options: object): Promise<readonly string[]> {
  const task = { Name: "t", Driver: driverName, Config: { ...base[driverName], ...options }, Resources: { MemoryMB: 256 } };
  const job = JSON.stringify({ Job: { ID: "j", TaskGroups: [{ Name: "g", Tasks: [task] }] } });
  return findingLines(validateJobFile(job, await loadDialect(driverName, "/opt/nomad/plugins")));
}

describe.each(["containerd-driver", "nspawn"] as const)("%s", (driverName) => {
  test.each(ofConfig[driverName] ?? [])("rejects %p at the start and with --validate", async (options, message) => {
    expect(await errorOfStart(driverName, options)).toStartWith(message);
    const [line = "", ...further] = await findings(driverName, options);
    expect(line.replace('error: job.group["g"].task["t"].config.', "")).toStartWith(message);
    expect(further).toEqual([]);
  });

  test.skipIf(lab.node.rootless).each(ofNode[driverName] ?? [])("rejects %p at the start", async (options, message) => {
    expect(await errorOfStart(driverName, options)).toStartWith(message);
    expect(await findings(driverName, options)).toEqual([]);
  });
});

test("a registry without TLS leads a job of containerd's to what allows it", async () => {
  const { host } = await startRegistry(cleanup, lab.directory);
  expect(await errorOfStart("containerd-driver", { image: `${host}/a:1` })).toEndWith(
    "the registry speaks plain HTTP: list it as insecure in the node's registries.conf to allow that",
  );
});

test("a warning at the start is about the dialect's option too", async () => {
  const port = { label: "http", value: 18_951, to: 80, hostIp: "127.0.0.1" };
  const options = { ...base["nspawn"], command: ["sleep", "1000"], ports: ["http"], network_veth: false };
  await using container = await lab.start({ driverName: "nspawn", options, task: { resources: resources({ ports: [port] }) } });
  expect(container.warnings).toEqual([
    expect.stringMatching(/no port is forwarded with network_veth = false: .* or set network_veth = true$/),
  ]);
});
