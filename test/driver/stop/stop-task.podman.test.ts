import { expect, setDefaultTimeout, test } from "bun:test";
import { closeSync, constants, existsSync, openSync, readSync } from "node:fs";
import { join } from "node:path";
import { forFile } from "../../lab/for-file.ts";
import { exitOf, never, openLifecycleLab } from "../../lab/lifecycle-lab.ts";
import type { TaskFixture } from "../../lab/plugin-client-task.ts";
import { startPodmanService } from "../../lab/test-podman.ts";
import { waitFor } from "../../lab/wait-for.ts";
import { LoggedLines } from "../logs/fixtures.ts";

setDefaultTimeout(120_000);

const logger = new LoggedLines();

const podman = await startPodmanService();
const lab = forFile(openLifecycleLab(podman.socketPath, {}, logger));

/** Ends with a code of its own on the signals that it knows, so that a test sees which one came. */
const answering = "trap 'exit 15' TERM; trap 'exit 10' USR1; touch /alloc/ready; while :; do sleep 0.05; done";

/** By a file: its output may take long. */
const ready = ({ config }: TaskFixture) =>
  waitFor("the task to be ready", () => existsSync(join(config.allocDir, "alloc/ready")));

test.each([
  { signal: "SIGNOPE", options: {}, sent: "SIGTERM", exitCode: 15 },
  { signal: "99", options: { stop_signal: "SIGUSR1" }, sent: "SIGUSR1", exitCode: 10 },
  { signal: "x".repeat(5_000), options: {}, sent: "SIGTERM", exitCode: 15 },
])(
  "stopTask sends $sent in place of an unknown kill_signal, and says so ($options)",
  async ({ signal, options, sent, exitCode }) => {
    const task = lab.task(answering, options);
    await lab.start(task);
    await ready(task);
    await lab.driver.stopTask(task.config.id, 20_000, signal);
    expect(await exitOf(lab.driver, task)).toEqual({ exitCode, signal: 0, oomKilled: false });
    const text = `kill_signal: signal "${signal.slice(0, 20)}`;
    const event = lab.events.find(({ taskId, message }) => taskId === task.config.id && message.includes(text));
    expect(event?.message).toContain(`${sent}, the container's own stop signal`);
    expect(event?.message.length).toBeLessThan(300);
    expect(logger.lines.some((line) => line.includes(text))).toBe(true);
  },
);

/** A FIFO whose reader reads just enough to count as alive, until `hurry`. */
function slowReader(path: string) {
  Bun.spawnSync(["mkfifo", "-m", "0600", path]);
  const fd = openSync(path, constants.O_RDWR | constants.O_NONBLOCK);
  const buffer = new Uint8Array(1 << 20);
  let bytes = 0;
  let size = 4096;
  let pause = 500;
  const read = () => {
    try {
      bytes += readSync(fd, buffer, 0, size, null);
    } catch (error) {
      if (!String(error).includes("EAGAIN")) throw error;
    }
    timer = setTimeout(read, pause);
  };
  let timer = setTimeout(read, pause);
  return {
    bytes: () => bytes,
    hurry() {
      [size, pause] = [buffer.length, 1];
    },
    [Symbol.dispose]() {
      clearTimeout(timer);
      closeSync(fd);
    },
  };
}

test("stopTask waits for the end of the process, waitTask for its output", async () => {
  const bytes = 20_000_000;
  const task = lab.task(`trap 'exit 15' TERM; yes 123456789 | head -c ${bytes}; ${answering}`);
  const path = join(task.config.allocDir, "alloc/logs/.slow.fifo");
  using reader = slowReader(path);
  await lab.driver.startTask({ ...task.config, stdoutPath: path }, never);
  await ready(task);
  let exited = false;
  const exit = exitOf(lab.driver, task).finally(() => {
    exited = true;
  });
  await lab.driver.stopTask(task.config.id, 10_000, "SIGTERM");
  await lab.driver.stopTask(task.config.id, 0, "");
  expect(reader.bytes()).toBeLessThan(bytes);
  expect(exited).toBe(false);
  expect(lab.driver.inspectTask(task.config.id).state).toBe("running");
  reader.hurry();
  expect(await exit).toEqual({ exitCode: 15, signal: 0, oomKilled: false });
  await waitFor("the rest", () => reader.bytes() === bytes);
  await lab.driver.destroyTask(task.config.id, false);
});

test("destroyTask with force ends the process, and its output still comes", async () => {
  const bytes = 4_000_000;
  const task = lab.task(`yes 123456789 | head -c ${bytes}; ${answering}`);
  const path = join(task.config.allocDir, "alloc/logs/.slow.fifo");
  using reader = slowReader(path);
  await lab.driver.startTask({ ...task.config, stdoutPath: path }, never);
  await ready(task);
  const destroyed = lab.driver.destroyTask(task.config.id, true);
  await Bun.sleep(1_000);
  reader.hurry();
  await destroyed;
  await waitFor("the rest", () => reader.bytes() === bytes);
});
