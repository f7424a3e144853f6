import { describe, expect, setDefaultTimeout, test } from "bun:test";
import { validatePluginOptions } from "../../src/config/validate.ts";
import { unknownNode } from "../../src/core/node.ts";
import { forFile } from "../lab/for-file.ts";
import { exitOf, nameOf, never, openLifecycleLab } from "../lab/lifecycle-lab.ts";
import { startPodmanService } from "../lab/test-podman.ts";
import { waitFor } from "../lab/wait-for.ts";

setDefaultTimeout(90_000);

const podman = await startPodmanService();
const lab = forFile(openLifecycleLab(podman.socketPath));

/** Ends with a code of its own on the signals that it knows, so that a test sees which one came. */
const answering = "trap 'exit 15' TERM; trap 'exit 10' USR1; trap 'exit 1' HUP; echo ready; while :; do sleep 0.05; done";
const deaf = "trap '' TERM; echo ready; while :; do sleep 0.05; done";

async function ready(task: { output(stream: "stdout"): string }): Promise<void> {
  await waitFor("the task's first line", () => task.output("stdout").includes("ready"));
}

describe("waitTask", () => {
  test.each([
    { script: "exit 0", exit: { exitCode: 0, signal: 0 } },
    { script: "exit 7", exit: { exitCode: 7, signal: 0 } },
    { script: "kill -9 $$; sleep 60", exit: { exitCode: 137, signal: 9 }, init: true },
    { script: "kill -15 $$; sleep 60", exit: { exitCode: 143, signal: 15 }, init: true },
    { script: "kill -11 $$; sleep 60", exit: { exitCode: 139, signal: 11 }, init: true },
  ])("reports how '$script' ended", async ({ script, exit, init = false }) => {
    const task = lab.task(script, init ? { init, init_path: "/usr/bin/catatonit" } : {});
    await lab.start(task);
    expect(await exitOf(lab.driver, task)).toEqual({ ...exit, oomKilled: false });
    const status = lab.driver.inspectTask(task.config.id);
    expect(status.state).toBe("exited");
    expect(status.completedAt?.getTime()).toBeGreaterThanOrEqual(status.startedAt?.getTime() ?? Number.POSITIVE_INFINITY);
  });

  test("returns only when all output is in the FIFOs", async () => {
    const task = lab.task("i=0; while [ $i -lt 3000 ]; do i=$((i+1)); echo line $i; echo error $i >&2; done; printf end");
    await lab.start(task);
    await exitOf(lab.driver, task);
    await waitFor("the reader", () => task.output("stdout").endsWith("end"), { timeout: 5_000 });
    expect(task.output("stdout").split("\n")).toHaveLength(3001);
    await waitFor("the reader", () => task.output("stderr").endsWith("error 3000\n"), { timeout: 5_000 });
  });

  test("leaves the exit for the next caller when it is cancelled, and returns at once for an ended task", async () => {
    const task = lab.task(answering);
    await lab.start(task);
    await ready(task);
    const cancelled = lab.driver.waitTask(task.config.id, AbortSignal.timeout(50));
    await expect(cancelled).rejects.toMatchObject({ code: "cancelled" });
    await lab.driver.signalTask(task.config.id, "USR1");
    expect(await exitOf(lab.driver, task)).toMatchObject({ exitCode: 10 });
    expect(await exitOf(lab.driver, task)).toMatchObject({ exitCode: 10 });
  });

  test("reports an OOM kill", async () => {
    const script = "echo ready; sleep 0.3; head -c 200m /dev/zero | tail -n 1";
    const task = lab.task(`exec sh -c '${script}; exit 137'`, { memory_swap: "64m" });
    await lab.start(task);
    expect(await exitOf(lab.driver, task)).toMatchObject({ oomKilled: true });
    expect(lab.events.some((event) => event.taskId === task.config.id && /OOM/.test(event.message))).toBe(true);
  });
});

describe("stopTask", () => {
  test.each([
    { signal: "", exitCode: 15 },
    { signal: "SIGUSR1", exitCode: 10 },
    { signal: "hup", exitCode: 1 },
  ])("sends '$signal'", async ({ signal, exitCode }) => {
    const task = lab.task(answering);
    await lab.start(task);
    await ready(task);
    await lab.driver.stopTask(task.config.id, 20_000, signal);
    expect(await exitOf(lab.driver, task)).toEqual({ exitCode, signal: 0, oomKilled: false });
  });

  test("sends the container's own stop signal when Nomad names none", async () => {
    const task = lab.task(answering, { stop_signal: "SIGUSR1" });
    await lab.start(task);
    await ready(task);
    await lab.driver.stopTask(task.config.id, 20_000, "");
    expect(await exitOf(lab.driver, task)).toMatchObject({ exitCode: 10 });
  });

  test("waits for the whole timeout, and kills then", async () => {
    const task = lab.task(deaf);
    await lab.start(task);
    await ready(task);
    const began = performance.now();
    await lab.driver.stopTask(task.config.id, 3_000, "SIGTERM");
    expect(performance.now() - began).toBeGreaterThanOrEqual(3_000);
    expect(await exitOf(lab.driver, task)).toEqual({ exitCode: 137, signal: 9, oomKilled: false });
  });

  test("kills at once with a timeout of 0, and an ended task is a success", async () => {
    const task = lab.task(deaf);
    await lab.start(task);
    await ready(task);
    await lab.driver.stopTask(task.config.id, 0, "");
    expect(await exitOf(lab.driver, task)).toMatchObject({ exitCode: 137, signal: 9 });
    await lab.driver.stopTask(task.config.id, 1_000, "");
  });

  test("ends a paused task", async () => {
    const task = lab.task(answering);
    await lab.start(task);
    await ready(task);
    await podman.podman("pause", nameOf(task));
    await lab.driver.stopTask(task.config.id, 100, "");
    const { exitCode } = await exitOf(lab.driver, task);
    expect([15, 137]).toContain(exitCode);
  });
});

test.each(["SIGHUP", "HUP", "1"])("signalTask sends %s", async (signal) => {
  const task = lab.task(answering);
  await lab.start(task);
  await ready(task);
  await lab.driver.signalTask(task.config.id, signal);
  expect(await exitOf(lab.driver, task)).toMatchObject({ exitCode: 1 });
  await expect(lab.driver.signalTask(task.config.id, signal)).rejects.toThrow("has ended");
});

describe("destroyTask", () => {
  test("refuses a running task, and removes it with its anonymous volumes when forced", async () => {
    const task = lab.task(answering, { mount: [{ type: "volume", target: "/data" }] });
    await lab.start(task);
    const { id } = task.config;
    const volume = (await podman.podman("inspect", "--format", "{{range .Mounts}}{{.Name}} {{end}}", nameOf(task))).trim();
    expect(volume).not.toBe("");
    await expect(lab.driver.destroyTask(id, false)).rejects.toThrow("is running");
    await lab.driver.destroyTask(id, true);
    expect((await podman.tryPodman("container", "exists", nameOf(task))).exitCode).toBe(1);
    expect((await podman.tryPodman("volume", "exists", volume)).exitCode).toBe(1);
    expect(() => lab.driver.inspectTask(id)).toThrow("task not found for given id");
    await expect(lab.driver.waitTask(id, never)).rejects.toThrow("task not found for given id");
    await expect(lab.driver.destroyTask(id, true)).rejects.toThrow("task not found for given id");
  });

  test("leaves the container when gc.container is false", async () => {
    const driver = lab.another({ gc: { container: false } });
    const task = lab.task("exit 0");
    await lab.start(task, driver);
    await exitOf(driver, task);
    await driver.destroyTask(task.config.id, false);
    expect((await podman.tryPodman("container", "exists", nameOf(task))).exitCode).toBe(0);
    await podman.podman("rm", nameOf(task));
  });
});

describe("setConfig", () => {
  test.each([
    { what: "the same options", options: {} },
    { what: "other options", options: { client_http_timeout: "7s" } },
  ])("with $what keeps running tasks supervised", async ({ options }) => {
    const driver = lab.another();
    const task = lab.task(answering);
    await lab.start(task, driver);
    await ready(task);
    driver.setConfig(validatePluginOptions({ socket_path: `unix://${podman.socketPath}`, ...options }), unknownNode);
    await driver.signalTask(task.config.id, "SIGUSR1");
    expect(await exitOf(driver, task)).toMatchObject({ exitCode: 10 });
    await driver.destroyTask(task.config.id, false);
  });
});
