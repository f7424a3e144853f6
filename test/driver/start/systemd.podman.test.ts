/** A real systemd: the Debian of scripts/setup.d/systemd-root.sh. */
import { afterAll, beforeAll, expect, setDefaultTimeout, test } from "bun:test";
import { Cleanup } from "../../lab/cleanup.ts";
import { makeImage } from "../../lab/image.ts";
import { exitOf, type LifecycleLab, never, openLifecycleLab } from "../../lab/lifecycle-lab.ts";
import { systemdRoot } from "../../lab/paths.ts";
import { patient } from "../../lab/patience.ts";
import { someResources, type TaskFixture } from "../../lab/plugin-client-task.ts";
import { scratchDirectory } from "../../lab/scratch.ts";
import { startPodmanService, type TestPodman } from "../../lab/test-podman.ts";
import { waitFor } from "../../lab/wait-for.ts";
import { onMachine } from "../../machine/guest.ts";

setDefaultTimeout(180_000);

const cleanup = new Cleanup();
let podman: TestPodman;
let lab: LifecycleLab;

beforeAll(async () => {
  podman = await startPodmanService();
  lab = openLifecycleLab(podman.socketPath);
  cleanup.defer(() => lab[Symbol.asyncDispose]());
});

afterAll(() => cleanup.run());

const resources = { ...someResources, linux: { ...someResources.linux, memoryLimitBytes: 512 * 1024 ** 2 } };

/** The emulated machine's own root is a Debian with systemd too: what must not run again there is masked. */
const masked = ["payload.service", "systemd-remount-fs.service"].map((unit) => `systemd.mask=${unit}`).join(" ");
const where = onMachine ? { rootfs: "/", env: { SYSTEMD_PROC_CMDLINE: masked } } : { rootfs: systemdRoot(), env: {} };

/** A task whose directory is the Debian, and which leaves it to the driver what it starts. */
function debian(options: Readonly<Record<string, unknown>> = {}): TaskFixture {
  const booted = { image: null, rootfs: where.rootfs, rootfs_overlay: true, systemd: "always", command: null, args: null };
  return lab.task("", { ...booted, ...options }, { resources, env: where.env });
}

async function said(task: TaskFixture, ...command: string[]): Promise<string> {
  const { stdout } = await lab.driver.execTask(task.config.id, command, 60_000, never);
  return Buffer.from(stdout).toString().trim();
}

/** Waits until systemd has started everything, or says what it failed to. */
async function state(task: TaskFixture): Promise<string> {
  const now = () => said(task, "systemctl", "is-system-running");
  const starting = new Set(["", "initializing", "starting", "offline"]);
  await waitFor("the end of systemd's start", async () => !starting.has(await now()), { timeout: patient(60_000) });
  return `${await now()} ${await said(task, "systemctl", "--failed", "--plain", "--no-legend")}`.trim();
}

test.each([
  ["from a directory", {}],
  ...(onMachine ? [["in a user namespace, on cgroup v2", { uidmap: ["0:0:65536"] }] as const] : []),
  ["with a root that cannot be written", { readonly_rootfs: true, tmpfs: ["/var:mode=755,notmpcopyup"] }],
  ["with a terminal, which has its messages", { tty: true }],
])("systemd boots %s, has the allocation's id, and shuts down when the task is stopped", async (_, options) => {
  const task = debian(options);
  await lab.start(task);
  expect(await state(task)).toBe("running");
  expect(await said(task, "cat", "/etc/machine-id")).toBe(task.config.allocId.replaceAll("-", ""));
  await lab.driver.stopTask(task.config.id, patient(30_000), "");
  expect(await exitOf(lab.driver, task)).toEqual({ exitCode: 0, signal: 0, oomKilled: false });
  if ("tty" in options) expect(task.output("stdout")).toMatch(/Welcome to .*Reached target/s);
});

test("an image that names no program starts its init", async () => {
  const reference = "localhost/with-init:1";
  await makeImage(
    podman,
    { reference, files: { "/sbin/init": "#!/bin/sh\necho init is $$\nexit 3\n" } },
    scratchDirectory(cleanup),
  );
  cleanup.defer(async () => void (await podman.tryPodman("rmi", reference)));
  const task = lab.task("", { image: reference, systemd: "always", command: null, args: null });
  await lab.start(task);
  expect(await exitOf(lab.driver, task)).toMatchObject({ exitCode: 3 });
  expect(task.output("stdout")).toBe("init is 1\n");
  await lab.driver.destroyTask(task.config.id, false);
});
