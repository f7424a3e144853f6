import { expect, setDefaultTimeout, test } from "bun:test";
import { mkdirSync, renameSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isDriverError, messageOf } from "../../../src/core/errors.ts";
import { socketProxy } from "../../fakes/socket-proxy.ts";
import { forFile } from "../../lab/for-file.ts";
import { exitOf, nameOf, openLifecycleLab } from "../../lab/lifecycle-lab.ts";
import type { TaskFixture } from "../../lab/plugin-client-task.ts";
import { startPodmanService } from "../../lab/test-podman.ts";
import { waitFor } from "../../lab/wait-for.ts";

setDefaultTimeout(120_000);

const podman = await startPodmanService();
const proxy = forFile(await socketProxy(podman.socketPath));
const lab = forFile(openLifecycleLab(proxy.socketPath, { volumes: { enabled: false } }));

const asleep = "trap 'exit 0' TERM; while :; do sleep 0.1; done";
const directoryOf = ({ config }: TaskFixture) => join(config.allocDir, config.name);

/** A directory of the task that its volume names, two levels below `local`. */
function prepared(task: TaskFixture): string {
  const path = join(directoryOf(task), "local/a/b");
  mkdirSync(path, { recursive: true });
  writeFileSync(join(path, "own"), "own\n");
  return path;
}

/** Replaces a directory of the task by a link to one outside that looks alike, as a task could that runs beside. */
function plant(task: TaskFixture, place: string): void {
  const outside = join(task.config.allocDir, "../outside", place);
  mkdirSync(join(task.config.allocDir, "../outside/local/a/b"), { recursive: true });
  mkdirSync(outside, { recursive: true });
  const path = join(directoryOf(task), place);
  renameSync(path, `${path}.old`);
  symlinkSync(outside, path);
}

/** Starts the task while something happens just before the first request that has this in it. */
async function startWhile(task: TaskFixture, moment: string, happens: () => void): Promise<unknown> {
  let done = false;
  proxy.onRequest = (request) => {
    if (done || !request.includes(moment)) return;
    done = true;
    happens();
  };
  proxy.requests.length = 0;
  try {
    await lab.start(task);
    return undefined;
  } catch (error) {
    return error;
  } finally {
    proxy.onRequest = () => undefined;
    expect(done).toBe(true);
  }
}

async function expectRefused(task: TaskFixture, error: unknown): Promise<void> {
  expect({ refused: isDriverError(error, "notAllowed"), message: messageOf(error) }).toMatchObject({ refused: true });
  expect(messageOf(error)).toContain("volumes are not enabled");
  expect(proxy.requests.filter((request) => request.endsWith("/start"))).toEqual([]);
  expect((await podman.tryPodman("container", "exists", nameOf(task))).exitCode).toBe(1);
}

test.each([
  ["the volume itself", "/create", "local/a/b"],
  ["a directory on the way", "/create", "local/a"],
  ["the volume itself, after the last look at the path", "/init", "local/a/b"],
  ["a directory on the way, after the last look", "/init", "local/a"],
  ["one of Nomad's own directories", "/init", "local"],
])("volumes.enabled = false holds when a link is planted during the start: %s", async (_, moment, place) => {
  const task = lab.task(asleep, { volumes: ["local/a/b:/data"] });
  prepared(task);
  const error = await startWhile(task, moment, () => plant(task, place));
  await expectRefused(task, error);
});

test("a link that a neighbour left in the place of one of Nomad's directories is not mounted", async () => {
  const task = lab.task(asleep);
  const error = await startWhile(task, "/create", () => undefined);
  expect(error).toBeUndefined();
  await lab.driver.destroyTask(task.config.id, true);
  plant(task, "secrets");
  await expectRefused(task, await startWhile(task, "/create", () => undefined));
});

test("a planted link never becomes the file of another mount", async () => {
  const task = lab.task(asleep, { mount: [{ type: "bind", source: "local/a/b/own", target: "/own" }] });
  const path = join(prepared(task), "own");
  const error = await startWhile(task, "/init", () => {
    renameSync(path, `${path}.old`);
    symlinkSync("/etc/passwd", path);
  });
  await expectRefused(task, error);
});

test("a task that was looked at runs as ever: output, exec, stats, stop and exit code", async () => {
  const script = "echo out; echo err >&2; trap 'echo bye; exit 5' TERM; while :; do sleep 0.1; done";
  const task = lab.task(script, { volumes: ["local/a/b:/data:ro"], healthcheck: { command: "true", interval: "1s" } });
  prepared(task);
  await lab.start(task);
  const { id } = task.config;
  const { stdout } = await lab.driver.execTask(id, ["cat", "/data/own"], 10_000, AbortSignal.timeout(20_000));
  expect(new TextDecoder().decode(stdout)).toBe("own\n");
  for await (const { memory } of lab.driver.taskStats(id, 1_000, AbortSignal.timeout(10_000))) {
    expect(memory.usage).toBeGreaterThan(0);
    break;
  }
  await waitFor("its output", () => task.output("stdout") === "out\n" && task.output("stderr") === "err\n");
  await lab.driver.stopTask(id, 10_000, "");
  expect(await exitOf(lab.driver, task)).toEqual({ exitCode: 5, signal: 0, oomKilled: false });
  expect(task.output("stdout")).toBe("out\nbye\n");
  await lab.driver.destroyTask(id, false);
});

test("a container that recover_stopped starts again is held as well", async () => {
  const before = lab.another();
  const task = lab.task("exit 0", { volumes: ["local/a/b:/data"] });
  prepared(task);
  const { handle } = await lab.start(task, before);
  await before.waitTask(task.config.id, AbortSignal.timeout(30_000));
  await before.shutdown();
  plant(task, "local/a");
  const error: unknown = await lab
    .another({ recover_stopped: true })
    .recoverTask(handle)
    .catch((reason: unknown) => reason);
  expect(isDriverError(error, "notAllowed")).toBe(true);
});

test("mounts on a path that goes through links of the image are what they should be", async () => {
  const task = lab.task(asleep, { volumes: ["local/a/b:/srv/link/deep", "../alloc:/alloc2"], image: "localhost/linked:1" });
  prepared(task);
  const name = `linked-${task.config.allocId}`;
  await podman.podman("run", "--name", name, podman.image, "sh", "-c", "mkdir -p /srv /real && ln -s ../real /srv/link");
  await podman.podman("commit", name, "localhost/linked:1");
  await podman.podman("rm", name);
  try {
    expect(await startWhile(task, "/create", () => undefined)).toBeUndefined();
    expect(await podman.podman("exec", nameOf(task), "cat", "/real/deep/own")).toBe("own\n");
    await lab.driver.destroyTask(task.config.id, true);
  } finally {
    await podman.tryPodman("rmi", "--force", "localhost/linked:1");
  }
});

test("with host volumes on, a start asks for nothing more", async () => {
  await using own = openLifecycleLab(proxy.socketPath);
  const task = own.task(asleep);
  proxy.requests.length = 0;
  await own.start(task);
  expect(proxy.requests.filter((request) => request.includes("/init"))).toEqual([]);
});
