import { expect, setDefaultTimeout, test } from "bun:test";
import { validatePluginOptions } from "../../src/config/validate.ts";
import type { Clock } from "../../src/core/clock.ts";
import { unknownNode } from "../../src/core/node.ts";
import { silentLogger } from "../../src/core/silent-logger.ts";
import { createDriver } from "../../src/driver/driver.ts";
import { systemClock } from "../../src/platform/system-clock.ts";
import { answers } from "../fakes/fake-answers.ts";
import { chunkedHead, type FakeAnswer, fakePodman, json } from "../fakes/fake-podman.ts";
import { podmanProxy } from "../fakes/podman-proxy.ts";
import { inspected } from "../fixtures/podman-responses.ts";
import { exitOf, type LifecycleLab, never, openLifecycleLab } from "../lab/lifecycle-lab.ts";
import { startPodmanService } from "../lab/test-podman.ts";
import { waitFor } from "../lab/wait-for.ts";

setDefaultTimeout(120_000);

/** A clock on which long pauses, such as that between two fingerprints, are short, and the time may run. */
const hastyClock = (speed: number): Clock => ({
  now: () => systemClock.now(),
  monotonic: () => systemClock.monotonic() * speed,
  sleep: (milliseconds, signal) => systemClock.sleep(milliseconds < 20_000 ? milliseconds : milliseconds / 100, signal),
});

/** A driver on a hasty clock, whose fingerprint somebody reads, until the end of the block. */
function hastyDriver(socketPath: string, speed = 1) {
  const driver = createDriver({ logger: silentLogger, clock: hastyClock(speed), driverName: "podman", pluginVersion: "0.0.0" });
  const options = { socket_path: `unix://${socketPath}`, disable_log_collection: true };
  driver.setConfig(validatePluginOptions(options), unknownNode);
  const end = new AbortController();
  const reading = (async () => {
    for await (const _ of driver.fingerprint(end.signal));
  })();
  return {
    driver,
    async [Symbol.asyncDispose]() {
      end.abort();
      await reading;
      await driver.shutdown();
    },
  };
}

/** What is asked while ten fingerprints are made, but for the sweep of dangling containers: that is once in five minutes. */
async function askedMeanwhile(asked: () => readonly string[]): Promise<string[]> {
  const before = asked().length;
  const since = () => asked().slice(before);
  await waitFor("ten fingerprints", () => since().filter((request) => request === "GET /_ping").length >= 10);
  return [...new Set(since())].filter((request) => request !== "GET /containers/json").sort();
}

const fingerprintOnly = ["GET /_ping"];

/** Answers inspect for any id with a container of that id whose process is this one. */
const running: FakeAnswer = (socket, request) => {
  const id = /containers\/([0-9a-f]{64})\//.exec(request.path)?.[1] ?? "";
  const State = { ...inspected.State, Pid: process.pid, ConmonPid: process.pid, CgroupPath: "" };
  json({ ...inspected, Id: id, State })(socket, request);
};

/** An open stream on which nothing happens. */
const quiet: FakeAnswer = (socket) => void socket.write(chunkedHead);

async function start(lab: LifecycleLab, driver: LifecycleLab["driver"], count: number) {
  const tasks = Array.from({ length: count }, () => lab.task("sleep 3600", {}));
  for (const task of tasks) await lab.start(task, driver);
  return tasks;
}

test("50 tasks that are waited for cost no request but the fingerprint's", async () => {
  let made = 0;
  const create: FakeAnswer = (socket, request) => {
    made += 1;
    json({ Id: made.toString(16).padStart(64, "0"), Warnings: [] }, 201)(socket, request);
  };
  await using podman = await fakePodman(
    answers({
      "POST /containers/create": create,
      "POST /containers/": json({}),
      "GET /containers/json": json([]),
      "GET /containers/": running,
      "GET /events": quiet,
      "DELETE /containers/": json([]),
    }),
  );
  await using lab = openLifecycleLab(podman.socketPath);
  await using hasty = hastyDriver(podman.socketPath);
  const tasks = await start(lab, hasty.driver, 50);
  for (const task of tasks) hasty.driver.waitTask(task.config.id, never).catch(() => undefined);
  const asked = () => podman.requests.map(({ method, path }) => `${method} ${path.replace("/v4.0.0/libpod", "")}`);
  await waitFor("the event stream", () => asked().includes("GET /events"));
  expect(await askedMeanwhile(asked)).toEqual(fingerprintOnly);
  expect(asked().filter((request) => request === "GET /events")).toHaveLength(1);
});

test("tasks that are waited for and measured on a real Podman cost no request but the fingerprint's", async () => {
  const { socketPath } = await startPodmanService();
  await using proxy = await podmanProxy(socketPath);
  await using lab = openLifecycleLab(proxy.socketPath);
  await using hasty = hastyDriver(proxy.socketPath);
  const tasks = await start(lab, hasty.driver, 3);
  const end = new AbortController();
  let samples = 0;
  const measuring = tasks.map(async ({ config }) => {
    for await (const _ of hasty.driver.taskStats(config.id, 100, end.signal)) samples += 1;
  });
  await waitFor("the event stream", () => proxy.open("/events") > 0);
  expect(await askedMeanwhile(proxy.asked)).toEqual(fingerprintOnly);
  end.abort();
  await Promise.all(measuring);
  expect(samples).toBeGreaterThan(0);
});

test("statistics of a task that has ended cost no request", async () => {
  const { socketPath } = await startPodmanService();
  await using proxy = await podmanProxy(socketPath);
  await using lab = openLifecycleLab(proxy.socketPath);
  const task = lab.task("exit 0");
  await lab.start(task);
  await exitOf(lab.driver, task);
  const before = proxy.asked().length;
  const samples = await Array.fromAsync(lab.driver.taskStats(task.config.id, 100, AbortSignal.timeout(1_000)));
  expect(samples).toEqual([]);
  expect(proxy.asked().slice(before)).not.toContain("GET /containers/stats");
});

test("an exit is seen although the event stream is silent and there is no exit file, and the stream is reopened", async () => {
  const child = Bun.spawn(["sleep", "3600"]);
  const id = "1".repeat(64);
  const inspect: FakeAnswer = (socket, request) => {
    const ended = child.exitCode !== null || child.signalCode !== null;
    const end = ended ? { Status: "exited", Running: false, ExitCode: 6 } : {};
    json({ ...inspected, Id: id, State: { ...inspected.State, Pid: child.pid, ConmonPid: 0, CgroupPath: "", ...end } })(
      socket,
      request,
    );
  };
  await using podman = await fakePodman(
    answers({
      "POST /containers/create": json({ Id: id, Warnings: [] }, 201),
      "POST /containers/": json({}),
      "GET /containers/json": json([]),
      "GET /containers/": inspect,
      "GET /events": quiet,
      "DELETE /containers/": json([]),
    }),
  );
  await using lab = openLifecycleLab(podman.socketPath);
  await using hasty = hastyDriver(podman.socketPath, 20);
  const streams = () => podman.requests.filter(({ path }) => path.endsWith("/events")).length;
  const [task] = await start(lab, hasty.driver, 1);
  if (task === undefined) throw new Error("no task");
  await waitFor("the event stream", () => streams() === 1);
  child.kill("SIGKILL");
  await child.exited;
  expect(await exitOf(hasty.driver, task)).toEqual({ exitCode: 6, signal: 0, oomKilled: false });
  await waitFor("another event stream", () => streams() === 2);
});
