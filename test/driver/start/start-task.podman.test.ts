import { describe, expect, setDefaultTimeout, test } from "bun:test";
import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { forFile } from "../../lab/for-file.ts";
import { exitOf, nameOf, never, openLifecycleLab } from "../../lab/lifecycle-lab.ts";
import type { TaskFixture } from "../../lab/plugin-client-task.ts";
import { startPodmanService } from "../../lab/test-podman.ts";
import { waitFor } from "../../lab/wait-for.ts";

setDefaultTimeout(90_000);

const podman = await startPodmanService();
const lab = forFile(openLifecycleLab(podman.socketPath));

const allocLabel = "com.hashicorp.nomad.alloc_id";

async function exists(name: string): Promise<boolean> {
  return (await podman.tryPodman("container", "exists", name)).exitCode === 0;
}

function messagesOf({ config }: TaskFixture): readonly string[] {
  return lab.events.filter(({ taskId }) => taskId === config.id).map(({ message }) => message);
}

test("startTask names and labels the container and tells of it", async () => {
  const task = lab.task("sleep 300", { init: true, init_path: "/usr/bin/catatonit" });
  await lab.start(task);
  const label = `{{index .Config.Labels "${allocLabel}"}}`;
  expect((await podman.podman("inspect", "--format", label, nameOf(task))).trim()).toBe(task.config.allocId);
  expect(messagesOf(task)).toEqual([expect.stringMatching(/^Created container [0-9a-f]{12}$/)]);
  await expect(lab.driver.startTask(task.config, never)).rejects.toThrow("running already");
  expect(lab.driver.inspectTask(task.config.id).state).toBe("running");
});

test("startTask tells of a directory that it made", async () => {
  const task = lab.task("sleep 300", { volumes: ["local/made:/in", "local:/there"], create_volume_paths: true });
  await lab.start(task);
  expect(messagesOf(task)).toEqual([
    `Made directory ${task.config.allocDir}/${task.config.name}/local/made, which volumes names`,
    expect.stringMatching(/^Created container/),
  ]);
});

test("startTask replaces a stopped container of the same name", async () => {
  const task = lab.task("exit 5");
  await podman.podman("create", "--name", nameOf(task), podman.image, "true");
  await lab.start(task);
  expect(await exitOf(lab.driver, task)).toMatchObject({ exitCode: 5 });
});

describe("startTask and a running container of the same name", () => {
  test("takes over this task's own", async () => {
    const task = lab.task("trap 'exit 10' USR1; echo ready; while :; do sleep 0.05; done");
    await lab.start(task);
    await waitFor("the first line", () => task.output("stdout").includes("ready"));
    const other = lab.another();
    await lab.start(task, other);
    expect(other.inspectTask(task.config.id).attributes).toEqual(lab.driver.inspectTask(task.config.id).attributes);
    await other.signalTask(task.config.id, "USR1");
    expect(await exitOf(other, task)).toMatchObject({ exitCode: 10 });
  });

  test("refuses somebody else's and leaves it alone", async () => {
    const task = lab.task("exit 0");
    await podman.podman("run", "--detach", "--init", "--name", nameOf(task), podman.image, "sleep", "300");
    try {
      await expect(lab.driver.startTask(task.config, never)).rejects.toThrow("its labels do not say that it is this task's");
      await lab.driver.startTask(task.config, never).catch(() => undefined);
      expect((await podman.podman("inspect", "--format", "{{.State.Status}}", nameOf(task))).trim()).toBe("running");
    } finally {
      await podman.podman("rm", "--force", "--time", "0", nameOf(task));
    }
  });
});

test.each([
  { what: "a command that does not exist", options: { command: "/nope" }, text: "/nope" },
  { what: "an image that nobody has", options: { image: "localhost/nope:1" }, text: "localhost/nope:1" },
  { what: "a network that does not exist", options: { network_mode: "nope" }, text: "nope" },
  { what: "an option's bad value", options: { memory_swap: "many" }, text: "memory_swap" },
  { what: "a socket that is not configured", options: { socket: "other" }, text: 'socket = "other": not configured' },
])("startTask fails with one line on $what and leaves no container", async ({ options, text }) => {
  const task = lab.task("exit 0", options);
  const error = await lab.driver.startTask(task.config, never).catch((reason: Error) => reason);
  expect(error).toBeInstanceOf(Error);
  const message = (error as Error).message;
  expect(message).toContain(text);
  expect(message).not.toContain("\n");
  expect(await exists(nameOf(task))).toBe(false);
  expect(() => lab.driver.inspectTask(task.config.id)).toThrow("task not found for given id");
});

test.each([0, 5, 20, 60, 150])("startTask that is cancelled after %d ms leaves no container", async (milliseconds) => {
  const task = lab.task("sleep 300", { init: true, init_path: "/usr/bin/catatonit" });
  const started = await lab.driver.startTask(task.config, AbortSignal.timeout(milliseconds)).then(
    () => true,
    () => false,
  );
  // It may have been quicker than its cancelling.
  if (started) await lab.driver.destroyTask(task.config.id, true);
  await waitFor("no container", async () => !(await exists(nameOf(task))), { timeout: 20_000 });
});

describe("startTask with volumes.enabled = false", () => {
  test.each([
    { what: "an absolute path outside", volume: "/etc:/data" },
    { what: "a way up", volume: "local/../../../../etc:/data" },
    { what: "a symbolic link", volume: "local/link:/data" },
    { what: "a path below a symbolic link", volume: "local/link/ssl:/data" },
  ])("refuses $what", async ({ volume }) => {
    const driver = lab.another({ volumes: { enabled: false } });
    const task = lab.task("exit 0", { volumes: [volume] });
    const local = join(task.config.allocDir, task.config.name, "local");
    symlinkSync("/etc", join(local, "link"));
    await expect(driver.startTask(task.config, never)).rejects.toThrow(/volumes/);
    await driver.startTask(task.config, never).catch(() => undefined);
    expect(await exists(nameOf(task))).toBe(false);
  });

  test("mounts what is inside the allocation", async () => {
    const driver = lab.another({ volumes: { enabled: false } });
    const task = lab.task("test -d /data", { volumes: ["local/mine:/data"] });
    mkdirSync(join(task.config.allocDir, task.config.name, "local/mine"));
    await lab.start(task, driver);
    expect(await exitOf(driver, task)).toMatchObject({ exitCode: 0 });
  });
});
