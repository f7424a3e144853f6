import { describe, expect, test } from "bun:test";
import { emptyTask } from "../../src/core/task-config.ts";
import type { TaskContext } from "../../src/dialects/api.ts";
import { nspawn } from "../../src/dialects/nspawn/nspawn.ts";

const alone: TaskContext = { ...emptyTask, name: "web" };
const inGroup: TaskContext = { ...alone, networkIsolation: { mode: "group", path: "/run/netns/a", hostsConfig: undefined } };
const volume = { taskPath: "/data", hostPath: "/srv", readonly: false, propagationMode: "", selinuxLabel: "" };

const translated = (options: object, context = alone) =>
  nspawn("/opt/plugins").ownTask({ image: "/srv/debian", boot: false, user_namespacing: false, ...options }, context);

test("boot is the default, with command as the arguments of init", () => {
  const { body } = nspawn("/opt/plugins").ownTask({ image: "/srv/debian", command: ["--log-level=debug"] }, alone);
  expect(body).toMatchObject({ systemd: "always", args: ["--log-level=debug"], tty: true });
});

test("of an image that is downloaded the usual init boots, whatever its command is", () => {
  const options = { image: "debian", image_download: { url: "docker.io/library/debian:12", type: "docker" } };
  const { body } = nspawn("/opt/plugins").ownTask({ ...options, command: ["--show-status"] }, alone);
  expect(body).toMatchObject({ entrypoint: ["/sbin/init"], args: ["--show-status"], userns: "auto:size=65536" });
});

describe("the image", () => {
  test.each([
    ["/srv/debian", { rootfs: "/srv/debian" }],
    ["example/Debian/image", { rootfs: "/opt/plugins/example/Debian/image" }],
    ["./debian", { rootfs: "/opt/plugins/debian" }],
    ["debian", { rootfs: "/var/lib/machines/debian" }],
  ])("%s is %p", (image, wanted) => {
    expect(translated({ image }).body).toMatchObject(wanted);
  });

  test("of type docker is pulled", () => {
    const image_download = { url: "docker.io/library/debian:12", type: "docker", force: true };
    expect(translated({ image: "debian", image_download }).body).toMatchObject({
      image: "docker.io/library/debian:12",
      pull_policy: "always",
    });
  });
});

test("the users are those that private_users says", () => {
  const users = (private_users: string) => translated({ user_namespacing: true, private_users }).body;
  expect(users("no")).toMatchObject({ userns: "host" });
  expect(users("identity")).toMatchObject({ uidmap: ["0:0:65536"], gidmap: ["0:0:65536"] });
  expect(users("700000")).toMatchObject({ uidmap: ["0:700000:65536"] });
  expect(users("700000:1000")).toMatchObject({ uidmap: ["0:700000:1000"] });
});

test("in a group with a network of its own the task has that network and the node's users, as with nspawn", () => {
  const { body, warnings } = translated({ user_namespacing: true }, inGroup);
  expect(body).toMatchObject({ userns: "host" });
  expect(body).not.toHaveProperty("network_mode");
  expect(warnings).toEqual([]);
});

test("a zone is a network that is made for it, and a bridge of the node is left as it is", () => {
  const { body: zone } = translated({ network_zone: "a" });
  expect(zone).toMatchObject({ networks: [{ name: "nomad-zone-a", create: true, aliases: ["web"] }] });
  expect(zone).not.toHaveProperty("network_mode");
  const { body: bridge } = translated({ network_bridge: "br0" });
  expect(bridge).toMatchObject({ networks: [{ name: "nomad-bridge-br0", create: true, bridge: "br0", ipam_driver: "none" }] });
});

test("the environment is below Nomad's own", () => {
  const { env } = translated({ environment: { A: "job", B: "job" } }, { ...alone, env: { B: "nomad" } });
  expect(env).toEqual({ A: "job", B: "nomad" });
});

describe("bind", () => {
  test.each<[string, string, object]>([
    ["/data", "/data", { source: "/srv", target: "/data", options: ["rbind", "rw"] }],
    ["no path", "", { source: "/srv", target: "/srv", options: ["rbind", "rw"] }],
    ["norbind", "/data:norbind", { source: "/srv", target: "/data", options: ["bind", "rw"] }],
    ["idmap", "/data:rbind,idmap", { source: "/srv", target: "/data", options: ["rbind", "idmap", "rw"] }],
    ["noidmap", "/data:noidmap", { source: "/srv", target: "/data", options: ["rbind", "rw"] }],
  ])("takes what systemd-nspawn takes: %s", (_, target, mount) => {
    expect(translated({ bind: { "/srv": target } }).body).toMatchObject({ mounts: [{ type: "bind", ...mount }] });
  });
});

describe("an error", () => {
  test.each<[string, object, string, TaskContext]>([
    [
      "boot with process_two",
      { boot: true, process_two: true },
      "process_two = true: cannot be used together with boot",
      alone,
    ],
    ["chown", { private_users_ownership: "chown" }, 'private_users_ownership = "chown": Podman changes no directory', alone],
    [
      "chown and read_only",
      { private_users_ownership: "chown", read_only: true },
      "cannot be used together with read_only",
      alone,
    ],
    ["volatile yes", { volatile: "yes" }, 'volatile = "yes": is not possible with Podman', alone],
    [
      "a relative working directory",
      { working_directory: "srv" },
      'working_directory = "srv": must be an absolute path',
      alone,
    ],
    ["a relative pivot_root", { pivot_root: "srv" }, 'pivot_root = "srv": must be an absolute path', alone],
    ["a raw image", { image: "/srv/debian.raw" }, 'image = "/srv/debian.raw": raw disk images are not possible', alone],
    [
      "a raw download",
      { image_download: { url: "http://x/y", type: "raw" } },
      'image_download.type = "raw": raw disk images',
      alone,
    ],
    ["the node's root", { image: "/" }, `image = "/": the node's own root needs ephemeral = true`, alone],
    [
      "a picked user on a directory",
      { user_namespacing: true, private_users: "pick" },
      'private_users = "pick": is possible only',
      alone,
    ],
    ["zone and bridge", { network_zone: "a", network_bridge: "b" }, 'network_zone = "a": cannot be used together', alone],
    ["a zone in a group's network", { network_zone: "a" }, 'network_zone = "a": cannot be used in a group', inGroup],
    ["two users", { user: "a" }, `user = "a": the task's user is "b"`, { ...alone, user: "b" }],
  ])("names the option: %s", (_, options, message, context) => {
    expect(() => translated(options, context)).toThrow(message);
  });

  test("of volumes = false is about Nomad's volumes only", () => {
    const dialect = nspawn("/opt/plugins");
    dialect.configure({ volumes: false });
    const task = { image: "/srv/debian", bind: { "/srv": "/srv" } };
    expect(dialect.ownTask(task, alone).body).toHaveProperty("mounts");
    expect(() => dialect.ownTask(task, { ...alone, mounts: [volume] })).toThrow("volumes are not enabled");
  });
});
