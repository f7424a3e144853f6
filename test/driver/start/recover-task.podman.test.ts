import { expect, setDefaultTimeout, test } from "bun:test";
import { writeFileSync } from "node:fs";
import { fakePodman, stall } from "../../fakes/fake-podman.ts";
import { forFile } from "../../lab/for-file.ts";
import { exitOf, nameOf, openLifecycleLab } from "../../lab/lifecycle-lab.ts";
import { ownPodmanService, startPodmanService } from "../../lab/test-podman.ts";
import { waitFor } from "../../lab/wait-for.ts";

setDefaultTimeout(120_000);

const podman = await startPodmanService();
const lab = forFile(openLifecycleLab(podman.socketPath));

const answering = "trap 'exit 10' USR1; echo ready; while :; do sleep 0.05; done";

/** A task whose plugin has gone. */
async function abandoned(script: string) {
  const before = lab.another();
  const task = lab.task(script);
  const { handle } = await lab.start(task, before);
  return { task, handle, before };
}

test("recoverTask supervises a running task, and knows it the second time", async () => {
  const { task, handle, before } = await abandoned(answering);
  await waitFor("the first line", () => task.output("stdout").includes("ready"));
  const { startedAt } = before.inspectTask(task.config.id);
  await before.shutdown();
  const driver = lab.another();
  await driver.recoverTask(handle);
  await driver.recoverTask(handle);
  const status = driver.inspectTask(task.config.id);
  expect(status.state).toBe("running");
  expect(status.startedAt).toEqual(startedAt);
  await driver.signalTask(task.config.id, "USR1");
  expect(await exitOf(driver, task)).toEqual({ exitCode: 10, signal: 0, oomKilled: false });
  await driver.destroyTask(task.config.id, false);
});

test("recoverTask finds the real exit code of a task that ended meanwhile", async () => {
  const { task, handle, before } = await abandoned("until [ -e /local/go ]; do sleep 0.05; done; echo last words; exit 23");
  await before.shutdown();
  writeFileSync(`${task.config.allocDir}/${task.config.name}/local/go`, "");
  // Podman 4.3 may have forgotten what ended before it was asked.
  await podman.podman("wait", "--condition", "exited", nameOf(task)).catch(() => undefined);
  const driver = lab.another();
  await driver.recoverTask(handle);
  const { exitCode } = await exitOf(driver, task);
  expect(exitCode).toBe(23);
  expect(driver.inspectTask(task.config.id).state).toBe("exited");
  await driver.destroyTask(task.config.id, false);
});

test("recoverTask takes a paused task for running, and it can be ended", async () => {
  const { task, handle, before } = await abandoned(answering);
  await before.shutdown();
  // runc 1.1.5 tries for 2 s only on cgroup v1 to freeze a process that forks: "unable to freeze" on a busy machine.
  await waitFor("the pause", async () => (await podman.tryPodman("pause", nameOf(task))).exitCode === 0);
  const driver = lab.another();
  await driver.recoverTask(handle);
  expect(driver.inspectTask(task.config.id).state).toBe("running");
  await driver.stopTask(task.config.id, 0, "");
  expect(await exitOf(driver, task)).toMatchObject({ exitCode: 137, signal: 9 });
  await driver.destroyTask(task.config.id, false);
});

test("recoverTask fails at once when the container is gone", async () => {
  const { task, handle, before } = await abandoned(answering);
  await before.shutdown();
  await podman.podman("rm", "--force", "--time", "0", nameOf(task));
  const driver = lab.another();
  await expect(driver.recoverTask(handle)).rejects.toThrow("does not exist any more");
  await driver.recoverTask(handle).catch(() => undefined);
  expect(() => driver.inspectTask(task.config.id)).toThrow("task not found for given id");
});

test("a start after a failed recovery has its reason in the task's events, once", async () => {
  const { task, handle, before } = await abandoned(answering);
  await before.shutdown();
  await podman.podman("rm", "--force", "--time", "0", nameOf(task));
  const driver = lab.another();
  await expect(driver.recoverTask(handle)).rejects.toThrow("does not exist any more");
  // Nomad gives each start another id.
  for (const id of ["first", "second"]) {
    const again = { ...task, config: { ...task.config, id: `${task.config.id}-${id}` } };
    await lab.start(again, driver);
    await driver.destroyTask(again.config.id, true);
  }
  const reasons = lab.events.filter(({ taskName, message }) => taskName === task.config.name && /^Not recovered/.test(message));
  expect(reasons).toMatchObject([
    { taskId: `${task.config.id}-first`, message: expect.stringContaining("does not exist any more") },
  ]);
});

test("recoverTask fails for a container that has not run since the node started", async () => {
  const { task, handle, before } = await abandoned(answering);
  await before.shutdown();
  await podman.podman("rm", "--force", "--time", "0", nameOf(task));
  const id = (await podman.podman("create", "--name", nameOf(task), podman.image, "true")).trim();
  const driver = lab.another();
  const state = Buffer.from(handle.driverState)
    .toString("latin1")
    .replace(/[0-9a-f]{64}/, id);
  const made = { ...handle, driverState: Buffer.from(state, "latin1") };
  await expect(driver.recoverTask(made)).rejects.toThrow("it cannot be recovered");
  await podman.podman("rm", id);
});

test("recoverTask with recover_stopped starts an ended container again", async () => {
  const { task, handle, before } = await abandoned("exit 3");
  await exitOf(before, task);
  await before.shutdown();
  const driver = lab.another({ recover_stopped: true });
  await driver.recoverTask(handle);
  expect(await exitOf(driver, task)).toMatchObject({ exitCode: 3 });
  await driver.destroyTask(task.config.id, false);
});

test("recoverTask gives up on a Podman that does not answer", async () => {
  const { task, handle, before } = await abandoned("exit 0");
  await exitOf(before, task);
  await using hung = await fakePodman(stall);
  await using hanging = openLifecycleLab(hung.socketPath, { client_http_timeout: "10m" });
  await expect(hanging.driver.recoverTask(handle)).rejects.toMatchObject({ code: "timeout", recoverable: true });
  await hanging.driver.recoverTask(handle).catch(() => undefined);
});

test("exits are seen although the Podman service was killed, before and after its restart", async () => {
  await using own = await ownPodmanService();
  await using mine = openLifecycleLab(own.socketPath);
  const [during, after] = [mine.task("sleep 2; exit 4"), mine.task(answering)];
  await mine.start(during);
  await mine.start(after);
  await waitFor("the first line", () => after.output("stdout").includes("ready"));
  await own.stopService("SIGKILL");
  await Bun.sleep(3_000);
  await own.startService();
  expect(await exitOf(mine.driver, during)).toEqual({ exitCode: 4, signal: 0, oomKilled: false });
  await mine.driver.signalTask(after.config.id, "USR1");
  expect(await exitOf(mine.driver, after)).toEqual({ exitCode: 10, signal: 0, oomKilled: false });
});
