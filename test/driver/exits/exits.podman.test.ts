import { afterAll, expect, setDefaultTimeout, test } from "bun:test";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import type { ExitResult } from "../../../src/core/task-status.ts";
import type { Driver } from "../../../src/driver/api.ts";
import { isAlive } from "../../../src/platform/processes.ts";
import { createPodmanClient } from "../../../src/podman/client.ts";
import { podmanProxy } from "../../fakes/podman-proxy.ts";
import { forFile } from "../../lab/for-file.ts";
import { type LifecycleLab, nameOf, openLifecycleLab } from "../../lab/lifecycle-lab.ts";
import type { TaskFixture } from "../../lab/plugin-client-task.ts";
import { ownPodmanService, startPodmanService, type TestPodman } from "../../lab/test-podman.ts";
import { waitFor } from "../../lab/wait-for.ts";
import { onMachine } from "../../machine/guest.ts";

setDefaultTimeout(300_000);

const podman = await startPodmanService();
const proxy = forFile(await podmanProxy(podman.socketPath));
const lab = forFile(openLifecycleLab(proxy.socketPath));
const client = createPodmanClient({ socketPath: `unix://${podman.socketPath}`, requestTimeoutMilliseconds: 60_000 });

afterAll(() => client.close());

/** Exits with the code on SIGUSR1; idle until then. */
const ending = (code: number) => `trap 'exit ${code}' USR1; echo ready; sleep 3600 & wait`;
const deaf = "trap '' TERM; echo ready; while :; do sleep 0.05; done";

interface Running {
  readonly task: TaskFixture;
  readonly pid: number;
  readonly conmonPid: number;
  readonly cgroupPath: string;
}

/** A task that has printed `ready`. */
async function running(
  script: string,
  { on = lab, by = podman }: { on?: LifecycleLab; by?: TestPodman } = {},
): Promise<Running> {
  const task = on.task(script);
  await on.start(task);
  await waitFor("the task's first line", () => task.output("stdout").includes("ready"));
  const words = await by.podman("inspect", "-f", "{{.State.Pid}} {{.State.ConmonPid}} {{.State.CgroupPath}}", nameOf(task));
  const [pid, conmonPid, cgroupPath = ""] = words.trim().split(" ");
  return { task, pid: Number(pid), conmonPid: Number(conmonPid), cgroupPath };
}

function exitOf({ task }: Running, driver: Driver = lab.driver): Promise<ExitResult> {
  return driver.waitTask(task.config.id, AbortSignal.timeout(120_000));
}

/** Lets the driver check its services, as it does every half minute. */
async function fingerprint(driver: Driver): Promise<void> {
  const enough = new AbortController();
  for await (const _ of driver.fingerprint(enough.signal)) break;
  enough.abort();
}

test("a task that Podman stops behind Nomad's back has not ended before its process has", async () => {
  const stopped = await running(deaf);
  const { id } = stopped.task.config;
  const checks = () => proxy.asked().filter((asked) => asked.endsWith("/json")).length;
  const stopping = podman.podman("stop", "--time", "3", nameOf(stopped.task));
  const state = async () => (await client.containers.inspect(nameOf(stopped.task))).state;
  await waitFor("the stop", async () => (await state()).status === "stopping", { interval: 10 });
  const before = checks();
  // Each time the event stream is reopened, every task is checked.
  proxy.cut("/events");
  await waitFor("a check of the task", () => checks() > before, { interval: 10 });
  expect(lab.driver.inspectTask(id).result ?? { exitCode: 137 }).toMatchObject({ exitCode: 137 });
  expect(await exitOf(stopped)).toEqual({ exitCode: 137, signal: 9, oomKilled: false });
  await stopping;
  await waitFor("one event stream", () => proxy.open("/events") === 1);
});

test("a task that was paused and killed ends when it runs on", async () => {
  const paused = await running(ending(3));
  await podman.podman("pause", nameOf(paused.task));
  await podman.tryPodman("kill", nameOf(paused.task));
  await podman.tryPodman("unpause", nameOf(paused.task));
  expect(await exitOf(paused)).toEqual({ exitCode: 137, signal: 9, oomKilled: false });
});

test("a task that was paused for a while ends as usual", async () => {
  const paused = await running(ending(4));
  await podman.podman("pause", nameOf(paused.task));
  await fingerprint(lab.driver);
  process.kill(paused.pid, "SIGUSR1");
  await podman.podman("unpause", nameOf(paused.task));
  expect(await exitOf(paused)).toEqual({ exitCode: 4, signal: 0, oomKilled: false });
});

test("a task whose container is removed behind Nomad's back exits with its real code", async () => {
  const removed = await running(deaf);
  await podman.podman("rm", "--force", "--time", "0", nameOf(removed.task));
  expect(await exitOf(removed)).toEqual({ exitCode: 137, signal: 9, oomKilled: false });
});

test("a task whose container is restarted behind Nomad's back has ended, with its real code", async () => {
  const restarted = await running("trap 'exit 15' TERM; echo ready; sleep 3600 & wait");
  await podman.podman("restart", "--time=20", nameOf(restarted.task));
  expect(await exitOf(restarted)).toEqual({ exitCode: 15, signal: 0, oomKilled: false });
  // What runs now is not Nomad's any more, and goes with the task.
  await lab.driver.destroyTask(restarted.task.config.id, false);
  expect((await podman.tryPodman("container", "exists", nameOf(restarted.task))).exitCode).toBe(1);
});

test("a task that ended after its conmon was killed has ended, with an unknown code", async () => {
  const orphan = await running(ending(5));
  process.kill(orphan.conmonPid, "SIGKILL");
  await fingerprint(lab.driver);
  expect(lab.driver.inspectTask(orphan.task.config.id).state).toBe("running");
  process.kill(orphan.pid, "SIGKILL");
  await waitFor("the end of the process", () => !Bun.spawnSync(["kill", "-0", String(orphan.pid)]).success);
  await fingerprint(lab.driver);
  expect(await exitOf(orphan)).toMatchObject({ exitCode: -1, error: expect.stringContaining("exit code") });
  await lab.driver.destroyTask(orphan.task.config.id, false);
  expect((await podman.tryPodman("container", "exists", nameOf(orphan.task))).exitCode).toBe(1);
});

test("a task whose conmon was killed can be stopped", async () => {
  const orphan = await running(deaf);
  process.kill(orphan.conmonPid, "SIGKILL");
  await lab.driver.stopTask(orphan.task.config.id, 100, "");
  // Podman may have noticed that the exit file is missing before the driver gave up waiting for it.
  expect(await exitOf(orphan)).toMatchObject({ exitCode: -1, error: expect.stringContaining("exit code") });
});

test("a task that ended with its conmon while the plugin was away has ended", async () => {
  const before = lab.another();
  const task = lab.task(ending(5));
  const { handle } = await lab.start(task, before);
  await waitFor("the task's first line", () => task.output("stdout").includes("ready"));
  const { conmonPid, pid } = (await client.containers.inspect(nameOf(task))).state;
  await before.shutdown();
  process.kill(conmonPid, "SIGKILL");
  process.kill(pid, "SIGKILL");
  await waitFor("the end of both", () => !isAlive(conmonPid) && !isAlive(pid));
  const driver = lab.another();
  await driver.recoverTask(handle);
  const exit = await driver.waitTask(task.config.id, AbortSignal.timeout(120_000));
  expect(exit).toMatchObject({ exitCode: -1, error: expect.stringContaining("exit code") });
  await driver.destroyTask(task.config.id, false);
});

// v2 counts for the whole subtree by itself.
test.skipIf(!existsSync("/sys/fs/cgroup/memory"))(
  "an OOM kill below the container's own cgroup counts for the task",
  async () => {
    // The script waits for a cgroup of its own, as a systemd inside would make one.
    const nested = await running(
      "echo ready; while [ ! -e /local/go ]; do sleep 0.05; done; head -c 200m /dev/zero | tail -n 1; exit 9",
    );
    const hierarchy = `/sys/fs/cgroup/memory${nested.cgroupPath}`;
    mkdirSync(`${hierarchy}/inner`);
    writeFileSync(`${hierarchy}/inner/cgroup.procs`, String(nested.pid));
    const { allocDir, name } = nested.task.config;
    writeFileSync(`${allocDir}/${name}/local/go`, "");
    const text = "OOM killed: the task needs more memory than its limit of 64 MiB: raise resources.memory";
    expect(await exitOf(nested)).toMatchObject({ oomKilled: true, error: text });
    expect(lab.events.map(({ message }) => message)).toContain(text);
  },
);

// On the machine systemd removes the cgroup, and its counts, before conmon reports the exit.
test.skipIf(onMachine)("a task that was denied a process by pids_limit is reported with the option", async () => {
  const task = lab.task("sleep 1; sleep 1000 & sleep 1000 & sleep 1000", { pids_limit: 2 });
  await lab.start(task);
  expect((await lab.driver.waitTask(task.config.id, AbortSignal.timeout(120_000))).exitCode).not.toBe(0);
  const messages = lab.events.filter(({ taskId }) => taskId === task.config.id).map(({ message }) => message);
  const text = /^the task reached its pids_limit and was denied a new process (once|\d+ times): raise pids_limit$/;
  expect(messages).toContainEqual(expect.stringMatching(text));
});

test("a hundred tasks that end at once each have their own code, with few requests to Podman", async () => {
  // On the emulated machine each start takes seconds.
  const count = onMachine ? 20 : 100;
  const tasks: Running[] = [];
  const codes = Array.from({ length: count }, (_, index) => index + 1);
  const waiting = [...codes.entries()];
  const starter = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift())
      tasks[next[0]] = await running(ending(next[1]));
  };
  await Promise.all([starter(), starter(), starter(), starter()]);
  const exits = Promise.all(tasks.map((task) => exitOf(task)));
  const before = proxy.asked().length;
  for (const { pid } of tasks) process.kill(pid, "SIGUSR1");
  expect((await exits).map(({ exitCode }) => exitCode)).toEqual(codes);
  const asked = proxy.asked().slice(before);
  expect(asked.filter((request) => !request.endsWith("/json"))).toEqual([]);
  expect(asked.length).toBeLessThan(count * 3);
});

test("tasks that end while the Podman service is dead have their real codes", async () => {
  await using own = await ownPodmanService();
  await using mine = openLifecycleLab(own.socketPath);
  const tasks: Running[] = [];
  for (let code = 1; code <= 6; code += 1) tasks.push(await running(ending(code), { on: mine, by: own }));
  const exits = Promise.all(tasks.map((task) => exitOf(task, mine.driver)));
  const signal = (from: number, to: number) => {
    for (const { pid } of tasks.slice(from, to)) process.kill(pid, "SIGUSR1");
  };
  signal(0, 2);
  await own.stopService("SIGKILL");
  signal(2, 4);
  await own.startService();
  signal(4, 6);
  expect((await exits).map(({ exitCode }) => exitCode)).toEqual([1, 2, 3, 4, 5, 6]);
});
