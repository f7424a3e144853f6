/** Who runs the health checks on a machine with systemd, which this one may not have: a fake Podman plays both cases. */
import { expect, test } from "bun:test";
import type { Clock } from "../../../src/core/clock.ts";
import { silentLogger } from "../../../src/core/silent-logger.ts";
import { HealthWatch, type WatchedHealth } from "../../../src/driver/health/health-watch.ts";
import { PodmanService } from "../../../src/driver/services/podman-services.ts";
import { TaskEvents } from "../../../src/driver/task/task-events.ts";
import { systemClock } from "../../../src/platform/system-clock.ts";
import { createPodmanClient } from "../../../src/podman/client.ts";
import { answers } from "../../fakes/fake-answers.ts";
import { type FakePodman, failure, fakePodman, json } from "../../fakes/fake-podman.ts";
import { inspected } from "../../fixtures/podman-responses.ts";
import { taskConfig } from "../../fixtures/task-input.ts";
import { waitFor } from "../../lab/wait-for.ts";

/** A clock on which every wait but the last ones is over at once. */
function hurriedClock(waits: number): { readonly clock: Clock; readonly slept: number[] } {
  const slept: number[] = [];
  const sleep: Clock["sleep"] = (milliseconds, signal) => {
    // The timeout of a check runs besides it.
    if (milliseconds !== hangTimeout) slept.push(milliseconds);
    const over = milliseconds !== hangTimeout && slept.length <= waits;
    return systemClock.sleep(over ? 1 : 1_000_000, signal);
  };
  return { clock: { ...systemClock, sleep }, slept };
}

const [interval, hangTimeout] = [30_000, 15_000];

/** A Podman in which somebody runs a check before each of the first `others` inspects. */
async function podmanWith(others: number, before: string): Promise<FakePodman & { readonly checks: () => number }> {
  const log: object[] = before === "" ? [] : [{ Start: before, End: "", ExitCode: 0, Output: "" }];
  let checks = 0;
  let inspects = 0;
  const run = () => log.push({ Start: `2026-11-21T05:26:${log.length + 10}Z`, End: "", ExitCode: 0, Output: "" });
  const fake = await fakePodman(
    answers({
      "GET /containers/c1/json": (socket, request) => {
        inspects += 1;
        if (inspects <= others) run();
        const Health = { Status: log.length > 0 ? "healthy" : "starting", FailingStreak: 0, Log: log };
        json({ ...inspected, State: { ...inspected.State, Health } })(socket, request);
      },
      "GET /containers/c1/healthcheck": (socket, request) => {
        checks += 1;
        run();
        json({ Status: "healthy" })(socket, request);
      },
    }),
  );
  return Object.assign(fake, { checks: () => checks });
}

function watched(socketPath: string, healthCheckedAt = ""): WatchedHealth {
  const client = createPodmanClient({ socketPath: `unix://${socketPath}`, requestTimeoutMilliseconds: 10_000 });
  return {
    config: taskConfig(),
    service: new PodmanService("default", true, client),
    container: {
      id: "c1",
      pid: 0,
      conmonPid: 0,
      conmonPidFile: "",
      cgroupPath: "",
      stopSignal: "SIGTERM",
      startedAt: new Date(0),
      imageId: "",
      healthCheck: { command: ["true"], interval, timeout: hangTimeout, retries: 1 },
      joined: [],
      createdNetworks: [],
      healthCheckedAt,
    },
  };
}

test.each([
  ["systemd whose timers run them", true, 9, "", 0],
  ["systemd whose timers do not", true, 0, "", 3],
  ["systemd, after a recovery", true, 9, "2026-11-21T05:26:09Z", 0],
  ["no systemd", false, 0, "", 3],
  ["no systemd, after a recovery", false, 0, "2026-11-21T05:26:09Z", 3],
  ["one that was under way when the plugin was restarted", false, 1, "2026-11-21T05:26:09Z", 2],
])("health checks with %s: the driver runs them if nobody else does", async (_, systemd, others, before, own) => {
  await using podman = await podmanWith(others, before);
  const { clock, slept } = hurriedClock(3);
  const watch = new HealthWatch(watched(podman.socketPath, before), {
    clock,
    systemd,
    logger: silentLogger,
    events: new TaskEvents(systemClock),
  });
  watch.start();
  await waitFor("the inspects that show who runs them", () => podman.requests.length > (own === 0 ? 1 : 0));
  await waitFor("the checks", () => podman.checks() === own);
  watch.stop();
  expect(slept[0]).toBe(systemd ? interval + 10_000 : interval);
  expect(podman.checks()).toBe(own);
});

test("a Podman that is away at first is inspected again before anything is decided", async () => {
  await using podman = await fakePodman(failure(500, "away"), answers({ "GET /containers/c1/json": failure(500, "away") }));
  const { clock, slept } = hurriedClock(3);
  const deps = { clock, systemd: false, logger: silentLogger, events: new TaskEvents(systemClock) };
  const watch = new HealthWatch(watched(podman.socketPath), deps);
  watch.start();
  await waitFor("three inspects", () => podman.requests.length >= 3);
  watch.stop();
  expect(slept.slice(0, 3)).toEqual([interval, interval, interval]);
  expect(podman.requests.some(({ path }) => path.endsWith("/healthcheck"))).toBe(false);
});
