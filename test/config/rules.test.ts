import { describe, expect, test } from "bun:test";
import { parseNetworkMode } from "../../src/config/checks/network-checks.ts";
import { validatePluginOptions, validateTaskOptions } from "../../src/config/validate.ts";
import { pluginWarnings, taskWarnings } from "../../src/config/warnings.ts";

const task = (body: object) => () => validateTaskOptions({ image: "a", ...body });
const plugin = (body: object) => () => validatePluginOptions(body);

describe("options of a task together", () => {
  test.each([
    [{ ports: ["http"], port_map: [{ http: 80 }] }, 'port_map = {"http":80}: cannot be used together with ports'],
    [
      { network_mode: "host", ipv4_address: "10.0.0.1" },
      'ipv4_address = "10.0.0.1": works only with a bridge or a named Podman network',
    ],
    [{ network_mode: "none", static_mac: "92:d0:c6:0a:29:33" }, 'not with network_mode = "none"'],
    [{ network_mode: "pasta", static_ips: ["10.0.0.1"] }, "static_ips"],
    [{ network_mode: "task:server", network_aliases: ["db"] }, "network_aliases"],
    [{ network_mode: "host", networks: [{ name: "n" }] }, "networks"],
    [
      { networks: [{ name: "n" }, { name: "n" }] },
      'networks[1].name = "n": names a network that network_mode or another block names already',
    ],
    [{ network_mode: "n", networks: [{ name: "n" }] }, "networks[0].name"],
    [{ network_mode: "bridge", networks: [{ name: "default" }] }, "networks[0].name"],
    [{ force_pull: true, pull_policy: "never" }, "contradicts force_pull = true"],
    [{ healthcheck: { command: "true" }, healthchecks: { disable: true } }, "contradicts healthchecks"],
    [{ mount: [{ type: "bind", target: "/a" }] }, 'mount[0].source: must be set for type = "bind"'],
    [{ mounts: [{ type: "image", target: "/a" }] }, 'mounts[0].source: must be set for type = "image"'],
    [{ mount: [{ type: "tmpfs", source: "a", target: "/a" }] }, "mount[0].source"],
    [
      { mount: [{ type: "bind", source: "a", target: "/a", driver: "x" }] },
      'mount[0].driver = "x": is for type = "volume" with',
    ],
    [{ mount: [{ target: "/a", labels: { a: "b" } }] }, 'mount[0].labels = {"a":"b"}: is for type = "volume" with'],
    [{ rootfs: "/srv/root" }, 'rootfs = "/srv/root": takes the place of image; keep one of them'],
    [{ rootfs_overlay: true }, "rootfs_overlay = true: has no meaning without rootfs"],
    [{ image: null, rootfs: "/srv/root:O" }, "write rootfs_overlay = true"],
    [{ image: null, rootfs: "/srv/root", force_pull: true }, "force_pull = true: is about an image"],
    [{ image: null, rootfs: "/srv/root", pull_policy: "never" }, 'pull_policy = "never": is about an image'],
    [{ image: null, rootfs: "/srv/root", arch: "arm64" }, 'arch = "arm64": is about an image'],
    [{ image: null, rootfs: "/srv/root", auth: { password: "x" } }, "auth: is about an image"],
    [{ image: null, rootfs: "/srv/root", storage_opt: { size: "1g" } }, 'storage_opt = {"size":"1g"}: is about an image'],
    [{ image: null, rootfs: "/srv/root", import: { source: "a.tar" } }, "import: is about an image"],
    [{ rootfs_idmap: true }, "rootfs_idmap = true: has no meaning without rootfs"],
    [{ image: null, rootfs: "/srv/root", rootfs_idmap: true }, "rootfs_idmap = true: must have a user namespace besides"],
    [
      { image: null, rootfs: "/srv/root", userns: "auto:size=9" },
      'userns = "auto:size=9": no file of rootfs belongs to users that Podman picks',
    ],
    [
      { image: null, rootfs: "/srv/root", rootfs_idmap: true, rootfs_overlay: true, userns: "auto" },
      "rootfs_idmap = true: cannot be used together with rootfs_overlay",
    ],
    [{ userns: "host", uidmap: ["0:1:1"] }, 'uidmap = ["0:1:1"]: is a user namespace of its own'],
    [{ userns: "auto", gidmap: ["0:1:1"] }, 'gidmap = ["0:1:1"]: is a user namespace of its own'],
    [{ systemd: "always", init: true }, 'init = true: contradicts systemd = "always"'],
    [{ systemd: "always", pid_mode: "host" }, 'pid_mode = "host": contradicts systemd = "always"'],
    [{ secrets: [{ name: "s", env: "A", target: "a" }] }, "secrets[0].target"],
    [{ cap_add: ["NET_ADMIN", "CAP_CHOWN"], cap_drop: ["KILL", "net_admin"] }, 'cap_drop = "net_admin": cap_add has it too'],
    [{ cap_add: ["ALL"], cap_drop: ["all"] }, 'cap_drop = "all": cap_add has it too'],
    [{ secrets: [{ name: "s", env: "A", mode: "0400" }] }, "secrets[0].mode"],
    [{ networks: [{ name: "n", bridge: "br0" }] }, 'networks[0].bridge = "br0": is for a network that is created'],
    [{ networks: [{ name: "n", subnet: "10.0.0.0/24" }] }, "networks[0].subnet"],
    [{ hosts_file: "image", extra_hosts: ["db:10.0.0.1"] }, 'cannot be written with hosts_file = "image"'],
    [{ import: { source: "a.tar" } }, 'image = "a": must be a name that begins with "localhost/"'],
    [{ image: "localhost/a@sha256:0", import: { source: "a.tar" } }, 'must be a name that begins with "localhost/"'],
    [{ image: "localhost/a", import: { source: "ftp://u:hidden@h/a.tar" } }, "import.source: must be a path or an http"],
    [{ image: "localhost/a", import: { source: "http://[x" } }, "import.source: must be a path or an http"],
    [
      { image: "localhost/a", import: { source: "a.tar", verify: "checksum" } },
      'import.verify = "checksum": needs a URL beside which the checksums are',
    ],
    [
      { image: "localhost/a", import: { source: "http://h/a", verify: "signature", checksum: `sha256:${"0".repeat(64)}` } },
      'import.verify = "signature": is of a published checksum, not of the given one',
    ],
    [
      { image: "localhost/a", import: { source: "http://h/a", checksum_url: "http://h/SUMS" } },
      'import.checksum_url: has no meaning with verify = "no"',
    ],
  ])("%j are refused", (body, message) => {
    expect(task(body)).toThrow(message);
  });

  test.each([
    [{ ports: [], port_map: [{ http: 80 }] }],
    [{ ports: ["http"], port_map: [{}] }],
    [{ network_mode: "backend", ipv4_address: "10.0.0.1", network_aliases: ["db"] }],
    [{ network_mode: "bridge", static_ips: ["10.0.0.1"], networks: [{ name: "a" }, { name: "b" }] }],
    [{ network_mode: "private", ipv4_address: "10.0.0.1" }],
    [{ ipv4_address: "10.0.0.1" }],
    [{ network_mode: "host", static_ips: [] }],
    [{ force_pull: true, pull_policy: "always" }],
    [{ healthchecks: { disable: true } }],
    [{ image: "localhost/a", import: { source: "a.tar", verify: "checksum", checksum_url: "http://h/SUMS" } }],
    [{ mount: [{ target: "/anonymous" }] }],
    [{ image: null, rootfs: "/srv/root", rootfs_overlay: true }],
    [{ systemd: "false", init: true }],
    [{ image: null, rootfs: "/srv/root", rootfs_idmap: true, userns: "auto" }],
    [{ image: null, rootfs: "/srv/root", rootfs_overlay: true, uidmap: ["0:100000:65536"] }],
    [{ systemd: "always", init: false, pid_mode: "private" }],
    [{ image: "", rootfs: "local/root" }],
    [{ cap_add: ["ALL", "KILL"], cap_drop: ["KILL"] }],
    [{ cap_add: ["KILL"], cap_drop: ["ALL", "KILL"] }],
    [{ secrets: [{ name: "s", target: "a", mode: "0400" }] }],
  ])("%j are allowed", (body) => {
    expect(task(body)).not.toThrow();
  });

  test("all contradictions are named at once", () => {
    expect(task({ ports: ["a"], port_map: { a: 1 }, force_pull: true, pull_policy: "never" })).toThrow(
      /pull_policy.*; port_map/,
    );
  });
});

test.each([
  ["bridge", { kind: "bridge" }],
  ["backend", { kind: "network", name: "backend" }],
  ["hostnet", { kind: "network", name: "hostnet" }],
  ["private", { kind: "network", name: "private" }],
  ["host", { kind: "host" }],
  ["host:x", { kind: "network", name: "host:x" }],
  ["none", { kind: "none" }],
  ["pasta:-T,5432", { kind: "pasta", words: ["-T", "5432"] }],
  ["slirp4netns", { kind: "slirp4netns", words: [] }],
  ["container:abc", { kind: "container", value: "abc" }],
  ["container", { kind: "network", name: "container" }],
  ["ns:/run/netns/a:b", { kind: "ns", value: "/run/netns/a:b" }],
  ["task:server", { kind: "task", value: "server" }],
])("parseNetworkMode() reads %s as %j", (mode, expected) => {
  expect<unknown>(parseNetworkMode(mode)).toEqual(expected);
});

describe("options of the plugin together", () => {
  const socket = (name?: string) => ({ name, socket_path: "/run/podman.sock" });

  test.each([
    [
      { socket_path: "/a", socket: [socket("a")] },
      'socket_path = "unix:///a": cannot be used together with socket blocks: write it as one of them, socket { socket_path = … }, or leave them out',
    ],
    [{ socket: [socket("a"), socket("a")] }, 'socket[1].name = "a": is the name of another socket block'],
    [
      { socket: [socket("a-b"), socket("a_b")] },
      'socket[1].name = "a_b": has the same attributes as "a-b": driver.podman.a_b.*',
    ],
    [{ socket: [socket(), socket("default")] }, 'socket[1].name = "default": is the name of another'],
  ])("%j are refused", (body, message) => {
    expect(plugin(body)).toThrow(message);
  });

  test.each([[{ socket: [socket("a"), socket("b"), socket()] }], [{ socket_path: "/a", socket: [] }]])(
    "%j are allowed",
    (body) => {
      expect(plugin(body)).not.toThrow();
    },
  );
});

describe("warnings", () => {
  test.each([
    [{ entrypoint: "sh" }, 1],
    [{ entrypoint: ["sh"] }, 0],
    [{ entrypoint: "" }, 0],
    [{ port_map: [{ a: 1 }] }, 1],
    [{ port_map: null }, 0],
    [null, 0],
  ])("of a task with %j are %i", (body, count) => {
    expect(taskWarnings(body)).toHaveLength(count);
  });

  test("of the plugin name the missing half of its credentials", () => {
    expect(pluginWarnings({ auth: { username: "ci" } })).toEqual(['auth.username = "ci": auth.password is missing: set both']);
    expect(pluginWarnings({ auth: { config: "/auth.json" } })).toEqual([]);
  });

  test("of the plugin name recover_stopped only when it is on", () => {
    expect(pluginWarnings({ recover_stopped: true })).toEqual([
      "recover_stopped is deprecated: Nomad restarts a stopped task itself",
    ]);
    expect(pluginWarnings({ recover_stopped: false })).toEqual([]);
  });
});
