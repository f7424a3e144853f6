/** What docs/operations.md says of a hardened node: test/scripts/hardened-node.test.ts keeps the two together. */

import { describe, expect, setDefaultTimeout, test } from "bun:test";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { isDriverError, messageOf } from "../../../src/core/errors.ts";
import { hardenedNode } from "../../fixtures/hardened-node.ts";
import { forFile } from "../../lab/for-file.ts";
import { exitOf, nameOf, never, openLifecycleLab } from "../../lab/lifecycle-lab.ts";
import type { TaskFixture } from "../../lab/plugin-client-task.ts";
import { startPodmanService } from "../../lab/test-podman.ts";

setDefaultTimeout(120_000);

const podman = await startPodmanService();
const lab = forFile(openLifecycleLab(podman.socketPath, hardenedNode));

/** One try: the option, what it is set to (or the one of several values that is to blame), and the whole options. */
type Try = readonly [option: string, value: unknown, options?: Readonly<Record<string, unknown>>];

async function refused(tries: Iterable<Try>): Promise<void> {
  for (const [option, value, options = { [option]: value }] of tries) {
    const task = lab.task("exit 0", options);
    const error: unknown = await lab.start(task).catch((reason: unknown) => reason);
    const blamed = Array.isArray(value) ? value[0] : value;
    expect({ option, value, code: isDriverError(error) ? error.code : "none" }).toEqual({ option, value, code: "notAllowed" });
    expect(messageOf(error)).toStartWith(`${option} = ${JSON.stringify(blamed)}: not allowed on this node: `);
    expect((await podman.tryPodman("container", "exists", nameOf(task))).exitCode).toBe(1);
  }
}

/** Runs the line in a task of a hardened node; true when it succeeds there. */
async function succeeds(task: TaskFixture, line: string): Promise<boolean> {
  const { result } = await lab.driver.execTask(task.config.id, ["/bin/sh", "-c", line], 60_000, never);
  return result.exitCode === 0;
}

const waiting = "while :; do sleep 0.2; done";
const mount = (source: string, more = {}) => ({ mount: [{ type: "bind", source, target: "/x", ...more }] });
const imported = (source: string) => ({ image: "localhost/imported-by-nobody:1", import: { source } });

describe("on a hardened node a job is refused", () => {
  test("privileged, capabilities and runtimes", () =>
    refused([
      ["privileged", true],
      ["cap_add", ["SYS_ADMIN"]],
      ["cap_add", ["all"]],
      ["runtime", "/local/my-runtime"],
    ]));

  test("each part of privileged", () =>
    refused([
      ["security_opt", ["seccomp=unconfined"]],
      ["security_opt", ["seccomp:local/mine.json"]],
      ["security_opt", ["unmask=/proc/sys"]],
      ["security_opt", ["unmask:ALL"]],
      ["security_opt", ["systempaths=unconfined"]],
      ["security_opt", ["apparmor=unconfined"]],
      ["security_opt", ["label=disable"]],
      ["security_opt", ["label=type:spc_t"]],
      ["selinux_opts", ["disable"]],
      ["apparmor_profile", "unconfined"],
    ]));

  test("annotations that are orders to the runtime, systemd or Podman", () =>
    refused(
      [
        "run.oci.hooks.stdout",
        "run.oci.handler",
        "org.systemd.property.DeviceAllow",
        "io.podman.annotations.privileged",
        "io.kubernetes.cri-o.Volumes",
      ].map((name): Try => ["annotations", name, { annotations: { [name]: "/x" } }]),
    ));

  test("namespaces of the node", () =>
    refused([
      ...["network_mode", "ipc_mode", "pid_mode", "uts_mode", "cgroupns", "userns"].flatMap((option): Try[] => [
        [option, "host"],
        [option, "ns:/proc/1/ns/net"],
      ]),
      ["uidmap", ["0:1000:1"]],
      ["gidmap", ["0:0:65536"]],
      ["userns", "auto:uidmapping=0:0:1"],
      ["network_mode", "slirp4netns:allow_host_loopback=true"],
      ["networks.bridge", "br0", { networks: [{ name: "lan", create: true, bridge: "br0" }] }],
    ]));

  test("namespaces of a container that is not of its allocation", async () => {
    const other = lab.task(waiting);
    await lab.start(other);
    const options = ["network_mode", "ipc_mode", "pid_mode", "userns"];
    await refused(options.map((option): Try => [option, `container:${nameOf(other)}`]));
  });

  test("devices", () =>
    refused([
      ["devices", ["/dev/fuse"]],
      ["devices", ["/dev/../dev/fuse:/x:r"]],
      ["devices", ["vendor.example/class=one"]],
    ]));

  test("files of the node", () =>
    refused([
      ["volumes", ["/etc:/x"]],
      ["volumes", ["/dev/fuse:/x"]],
      ["volumes", ["local/../../../../etc:/x"]],
      ["volumes", ["local:/x:O,upperdir=/etc,workdir=/root"]],
      ["mount.source", "/etc", mount("/etc")],
      ["mount.source", "../../../etc", mount("../../../etc")],
      ["mount.source", "/etc", mount("/etc", { type: "volume" })],
      ["image", "docker-archive:/var/lib/image.tar"],
      ["image", "oci-archive:/var/lib/image.tar:one"],
      ["rootfs", "/", { image: null, rootfs: "/", rootfs_overlay: true }],
      ["rootfs", "local", { image: null, rootfs: "local" }],
      ["import.source", "/var/lib/rootfs.tar", imported("/var/lib/rootfs.tar")],
      ["init_path", "/usr/local/sbin/backup", { init: true, init_path: "/usr/local/sbin/backup" }],
    ]));

  test("files of the node behind a symbolic link in its allocation", async () => {
    const link = (task: TaskFixture) => {
      const local = join(task.config.allocDir, task.config.name, "local");
      mkdirSync(local, { recursive: true });
      symlinkSync("/etc", join(local, "out"));
    };
    for (const options of [
      { volumes: ["local/out:/x"] },
      mount("local/out"),
      { image: "docker-archive:local/out/hosts" },
      imported("local/out/hosts"),
    ]) {
      const task = lab.task("exit 0", options);
      link(task);
      const error: unknown = await lab.start(task).catch((reason: unknown) => reason);
      expect(messageOf(error)).toMatch(/not allowed on this node|a component of it is a symbolic link/);
      expect((await podman.tryPodman("container", "exists", nameOf(task))).exitCode).toBe(1);
    }
  });

  test("volumes that other jobs can name", async () => {
    await refused([["mount.source", "data-of-others", mount("data-of-others", { type: "volume" })]]);
    // One without a name goes with its container.
    const task = lab.task(waiting, { mount: [{ type: "volume", target: "/x" }] });
    await lab.start(task);
    expect(await succeeds(task, "touch /x/mine")).toBe(true);
  });

  test.each([
    ["kernel.core_pattern", { sysctl: { "kernel.core_pattern": "|/local/mine" } }],
    ["vm.drop_caches", { sysctl: { "vm.drop_caches": "3" } }],
    ["a path as time zone", { timezone: "../../../etc/shadow" }],
  ])("%s, which is the node's", async (_, options) => {
    const task = lab.task("exit 0", options);
    const error: unknown = await lab.start(task).catch((reason: unknown) => reason);
    expect(isDriverError(error)).toBe(true);
    expect(messageOf(error)).toMatch(/^sysctl\.|timezone = /);
  });
});

describe("on a hardened node a task", () => {
  test("cannot change the kernel, use devices of the node or mount", async () => {
    const task = lab.task(waiting);
    await lab.start(task);
    const tries = [
      ": >> /proc/sys/kernel/core_pattern",
      ": >> /proc/sysrq-trigger",
      "head -c 1 /proc/kcore | grep -q .",
      // Podman before 4.4 gives MKNOD by default; the cgroup still denies what the node leads to.
      "mknod /tmp/fuse c 10 229 && : < /tmp/fuse",
      "mount -t tmpfs none /mnt",
      "test -e /dev/fuse",
    ];
    for (const line of tries) expect([line, await succeeds(task, line)]).toEqual([line, false]);
    expect(await succeeds(task, "touch /tmp/mine")).toBe(true);
  });

  test("joins namespaces of its own allocation", async () => {
    const main = lab.task(waiting);
    await lab.start(main);
    const { allocId, name } = main.config;
    for (const mode of [`container:${nameOf(main)}`, `task:${name}`]) {
      const side = lab.task(waiting, { pid_mode: mode, network_mode: mode }, { allocId });
      await lab.start(side);
      expect(await succeeds(side, "test $(ls -d /proc/[0-9]* | wc -l) -gt 2")).toBe(true);
      await lab.driver.destroyTask(side.config.id, true);
    }
  });

  test("pays for /dev/shm and tmpfs with its own memory", async () => {
    for (const place of ["/dev/shm", "/big"]) {
      const script = `head -c 200m /dev/zero > ${place}/x || exit 9`;
      const task = lab.task(script, { shm_size: "1g", tmpfs: ["/big:size=1g"] });
      expect(task.config.resources.linux.memoryLimitBytes).toBeLessThan(100 * 1024 ** 2);
      await lab.start(task);
      const { exitCode } = await exitOf(lab.driver, task);
      expect([place, exitCode === 0]).toEqual([place, false]);
    }
  });

  test("reads every secret of Podman's store", async () => {
    const name = `secret-${crypto.randomUUID()}`;
    const file = join(mkdtempSync(join(tmpdir(), "secret-")), "value");
    writeFileSync(file, "of somebody else");
    await podman.podman("secret", "create", name, file);
    rmSync(dirname(file), { recursive: true });
    try {
      const task = lab.task(waiting, { secrets: [{ name, target: "/x" }] });
      await lab.start(task);
      expect(await succeeds(task, "grep -q somebody /x")).toBe(true);
    } finally {
      await podman.podman("secret", "rm", name);
    }
  });

  test("lifts the limit of its processes", async () => {
    const task = lab.task(waiting, { pids_limit: -1 });
    await lab.start(task);
    const limit = await podman.podman("inspect", "--format", "{{.HostConfig.PidsLimit}}", nameOf(task));
    expect(Number(limit)).toBeLessThanOrEqual(0);
  });
});
