/** Tasks on a directory of the node: what needs no image works without one. */
import { afterAll, beforeAll, expect, setDefaultTimeout, test } from "bun:test";
import { existsSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isDriverError } from "../../../src/core/errors.ts";
import { Cleanup } from "../../lab/cleanup.ts";
import { exitOf, type LifecycleLab, nameOf, never, openLifecycleLab } from "../../lab/lifecycle-lab.ts";
import { makeRootDirectory } from "../../lab/root-directory.ts";
import { scratchDirectory } from "../../lab/scratch.ts";
import { startPodmanService, type TestPodman } from "../../lab/test-podman.ts";

setDefaultTimeout(120_000);

const cleanup = new Cleanup();
let podman: TestPodman;
let lab: LifecycleLab;
let directory: string;
let empty: string;

beforeAll(async () => {
  podman = await startPodmanService();
  lab = openLifecycleLab(podman.socketPath, { gc: { image: true } });
  cleanup.defer(() => lab[Symbol.asyncDispose]());
  directory = scratchDirectory(cleanup);
  symlinkSync("/", join(directory, "link"));
  empty = await root("empty");
});

afterAll(() => cleanup.run());

const root = (name: string): Promise<string> => makeRootDirectory(join(directory, name));

/** What is in a directory that nothing has run on. */
const untouched = ["bin", "etc", "hello", "tmp", "var"];

test("a task writes into its directory, where Podman makes mount points, and which stays when the task goes", async () => {
  const rootfs = await root("plain");
  const task = lab.task("cat /hello; echo mine > /mine; exit 7", { image: null, rootfs });
  await lab.start(task);
  expect(await exitOf(lab.driver, task)).toEqual({ exitCode: 7, signal: 0, oomKilled: false });
  expect(task.output("stdout")).toBe("hello from the node\n");
  await lab.driver.destroyTask(task.config.id, false);
  expect((await podman.tryPodman("container", "exists", nameOf(task))).exitCode).toBe(1);
  expect(readFileSync(join(rootfs, "mine"), "utf8")).toBe("mine\n");
  expect(readdirSync(rootfs)).toEqual(expect.arrayContaining([...untouched, "alloc", "local", "proc", "secrets", "sys"]));
  expect(lab.events.some(({ taskId, message }) => taskId === task.config.id && /image/i.test(message))).toBe(false);
});

test("a task leaves its directory as it is with rootfs_overlay", async () => {
  const rootfs = await root("layered");
  const task = lab.task("echo mine > /hello; cat /hello", { image: null, rootfs, rootfs_overlay: true });
  await lab.start(task);
  expect(await exitOf(lab.driver, task)).toMatchObject({ exitCode: 0 });
  expect(task.output("stdout")).toBe("mine\n");
  await lab.driver.destroyTask(task.config.id, false);
  expect(readdirSync(rootfs).sort()).toEqual(untouched);
  expect(readFileSync(join(rootfs, "hello"), "utf8")).toBe("hello from the node\n");
});

test("a relative directory is in the task directory", async () => {
  const task = lab.task("cat /hello", { image: null, rootfs: "local/root" });
  await makeRootDirectory(join(task.config.allocDir, task.config.name, "local/root"));
  await lab.start(task);
  expect(await exitOf(lab.driver, task)).toMatchObject({ exitCode: 0 });
  expect(task.output("stdout")).toBe("hello from the node\n");
});

test("the node's own root runs below a layer", async () => {
  const mark = join(directory, "mark");
  const task = lab.task(`echo x > ${mark}; test -s ${mark}`, { image: null, rootfs: "/", rootfs_overlay: true });
  await lab.start(task);
  expect(await exitOf(lab.driver, task)).toMatchObject({ exitCode: 0 });
  expect(existsSync(mark)).toBe(false);
});

test("a task without an image is recovered", async () => {
  const before = lab.another();
  const rootfs = await root("recovered");
  const task = lab.task("until [ -e /go ]; do sleep 0.05; done; exit 23", { image: null, rootfs });
  const { handle } = await lab.start(task, before);
  await before.shutdown();
  const driver = lab.another();
  await driver.recoverTask(handle);
  writeFileSync(join(rootfs, "go"), "");
  expect(await exitOf(driver, task)).toMatchObject({ exitCode: 23 });
  await driver.destroyTask(task.config.id, false);
});

test.each([
  ["that is not there", { rootfs: "/nope/root" }, 'rootfs = "/nope/root": the directory must exist on the node'],
  [
    "that is not in the task directory",
    { rootfs: "local/nope" },
    'rootfs = "local/nope": the directory must exist on the node',
  ],
  ["that is a file", { rootfs: "/etc/hostname" }, 'rootfs = "/etc/hostname": it is a file and must be a directory'],
  ["that is a device", { rootfs: "/dev/null" }, 'rootfs = "/dev/null": it is a device and must be a directory'],
  ["that is the node's own", { rootfs: "/../" }, 'rootfs = "/../": the node\'s own root would be written to'],
  ["that is a link to the node's own", { rootfs: "LINK" }, /^rootfs = "\S+": the node's own root would be written to/],
  [
    "that names no program",
    { rootfs: "ROOT", command: null, args: null },
    "command: must be set, because a directory has neither",
  ],
  [
    "without the program",
    { rootfs: "ROOT", rootfs_overlay: true, command: "/nope" },
    /^command = "\/nope": the directory \S+ has no such file, and no mount brings one$/,
  ],
])("StartTask rejects a directory %s, and leaves no container", async (_, options, message) => {
  const rootfs = options.rootfs.replace("ROOT", empty).replace("LINK", join(directory, "link"));
  const task = lab.task("exit 0", { image: null, ...options, rootfs });
  const error: unknown = await lab.driver.startTask(task.config, never).catch((reason: unknown) => reason);
  if (!isDriverError(error, "invalidConfig")) throw error;
  if (typeof message === "string") expect(error.message).toStartWith(message);
  else expect(error.message).toMatch(message);
  expect((await podman.tryPodman("container", "exists", nameOf(task))).exitCode).toBe(1);
});
