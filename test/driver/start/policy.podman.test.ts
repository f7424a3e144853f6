import { expect, setDefaultTimeout, test } from "bun:test";
import { mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isDriverError, messageOf } from "../../../src/core/errors.ts";
import { forFile } from "../../lab/for-file.ts";
import { nameOf, never, openLifecycleLab } from "../../lab/lifecycle-lab.ts";
import { startPodmanService } from "../../lab/test-podman.ts";

setDefaultTimeout(120_000);

const podman = await startPodmanService();
const lab = forFile(openLifecycleLab(podman.socketPath));

test.each([
  ["privileged = true", { allow_privileged: false }, { privileged: true }, "allow_privileged = true"],
  ['cap_add = "NET_ADMIN"', { allow_caps: ["CAP_KILL"] }, { cap_add: ["kill", "NET_ADMIN"] }, "allow_caps"],
  ['cap_add = "ALL"', { allow_caps: ["CAP_KILL"] }, { cap_add: ["ALL"] }, "allow_caps"],
  ['runtime = "kata"', { allow_runtimes: ["crun"] }, { runtime: "kata" }, "allow_runtimes"],
  ['devices = "/dev/fuse"', { allow_devices: ["/dev/full"] }, { devices: ["/dev/full", "/dev/fuse"] }, "allow_devices"],
  ["privileged = true", { allow_devices: ["/dev/full"] }, { privileged: true }, "allow_devices"],
  ['network_mode = "host"', { allow_host_namespaces: false }, { network_mode: "host" }, "allow_host_namespaces = true"],
  [
    'pid_mode = "ns:/proc/1/ns/pid"',
    { allow_host_namespaces: false },
    { pid_mode: "ns:/proc/1/ns/pid" },
    "allow_host_namespaces",
  ],
  ['userns = "host"', { allow_host_namespaces: false }, { userns: "host" }, "allow_host_namespaces"],
  ['rootfs = "/srv"', { volumes: { enabled: false } }, { image: null, rootfs: "/srv" }, "volumes { enabled = true }"],
  ['volumes = "/etc:/x"', { volumes: { enabled: false } }, { volumes: ["/etc:/x"] }, "volumes { enabled = true }"],
])("StartTask does not allow %s where the plugin forbids it, and makes no container", async (named, plugin, options, why) => {
  const driver = lab.another(plugin);
  const task = lab.task("exit 0", options);
  const error: unknown = await driver.startTask(task.config, never).catch((reason: unknown) => reason);
  expect(isDriverError(error, "notAllowed")).toBe(true);
  expect(messageOf(error)).toStartWith(`${named}: not allowed on this node: `);
  expect(messageOf(error)).toContain(why);
  expect((await podman.tryPodman("container", "exists", nameOf(task))).exitCode).toBe(1);
});

test("StartTask looks where a device's symbolic link leads", async () => {
  const directory = mkdtempSync(join(tmpdir(), "devices-"));
  try {
    const link = join(directory, "one");
    symlinkSync("/dev/full", link);
    const driver = lab.another({ allow_devices: [`${directory}/*`] });
    const error: unknown = await driver
      .startTask(lab.task("exit 0", { devices: [link] }).config, never)
      .catch((e: unknown) => e);
    expect(messageOf(error)).toStartWith(`devices = "${link}": not allowed on this node: it is a link to /dev/full`);
  } finally {
    rmSync(directory, { recursive: true });
  }
});

test.each([
  [{ allow_caps: ["CAP_NET_ADMIN"] }, { cap_add: ["net_admin"] }],
  [{ allow_devices: ["/dev/f*"] }, { devices: ["/dev/full:/dev/x:r"] }],
  [{ allow_host_namespaces: false }, { pid_mode: "private", ipc_mode: "shareable" }],
])("StartTask allows with %j what is %j", async (plugin, options) => {
  const driver = lab.another(plugin);
  const task = lab.task("exit 0", options);
  await lab.start(task, driver);
  await driver.destroyTask(task.config.id, true);
});
