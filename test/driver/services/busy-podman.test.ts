/** On a busy node Podman's info takes a minute, while a ping responds at once (docs/podman-quirks.md#busy-info). */
import { expect, test } from "bun:test";
import { validatePluginOptions } from "../../../src/config/validate.ts";
import type { Clock } from "../../../src/core/clock.ts";
import { unknownNode } from "../../../src/core/node.ts";
import { silentLogger } from "../../../src/core/silent-logger.ts";
import { createDriver } from "../../../src/driver/driver.ts";
import { systemClock } from "../../../src/platform/system-clock.ts";
import { answers } from "../../fakes/fake-answers.ts";
import { type FakeAnswer, fakePodman, json } from "../../fakes/fake-podman.ts";
import { info } from "../../fixtures/podman-responses.ts";
import { openFingerprints } from "./fingerprints.ts";

/** On which everything takes a hundredth of its time. */
const fastClock: Clock = {
  now: () => systemClock.now(),
  monotonic: () => systemClock.monotonic() * 100,
  sleep: (milliseconds, signal) => systemClock.sleep(milliseconds / 100, signal),
};

/** Answers the first request only. */
function once(answer: FakeAnswer): FakeAnswer {
  let answered = false;
  return (socket, request) => {
    if (!answered) answer(socket, request);
    answered = true;
  };
}

function driverOf(socketPath: string) {
  const driver = createDriver({ logger: silentLogger, clock: fastClock, driverName: "podman", pluginVersion: "0.0.0" });
  driver.setConfig(validatePluginOptions({ socket_path: `unix://${socketPath}` }), unknownNode);
  const prints = openFingerprints(driver);
  return {
    next: prints.next,
    async [Symbol.asyncDispose]() {
      prints[Symbol.dispose]();
      await driver.shutdown();
    },
  };
}

test("a Podman whose info is slow stays healthy with what it said before, and is asked once at a time", async () => {
  await using fake = await fakePodman(answers({ "GET /info": once(json(info)), "GET /events": () => undefined }));
  await using driver = driverOf(fake.socketPath);
  const first = await driver.next(() => true);
  expect(first.health).toBe("healthy");
  for (let beats = 0; beats < 3; beats += 1) expect(await driver.next(() => true)).toEqual(first);
  expect(fake.requests.filter(({ path }) => path.endsWith("/info"))).toHaveLength(2);
});

test("a Podman that does not respond at all is away, whatever it said before", async () => {
  const slow = { "GET /info": once(json(info)), "GET /events": () => undefined };
  const ping = once(json("OK", 200, { "Libpod-API-Version": "4.3.1" }));
  await using fake = await fakePodman(answers({ ...slow, "GET /_ping": ping }));
  await using driver = driverOf(fake.socketPath);
  expect((await driver.next(() => true)).health).toBe("healthy");
  expect((await driver.next(({ health }) => health !== "healthy")).description).toContain("no response within 10 s");
});
