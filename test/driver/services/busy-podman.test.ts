/** On a busy node Podman's info takes a minute, while a ping responds at once (docs/podman-quirks.md#busy-info). */
import { expect, test } from "bun:test";
import type { Socket } from "node:net";
import { validatePluginOptions } from "../../../src/config/validate.ts";
import type { Clock } from "../../../src/core/clock.ts";
import { unknownNode } from "../../../src/core/node.ts";
import { silentLogger } from "../../../src/core/silent-logger.ts";
import { createDriver } from "../../../src/driver/driver.ts";
import { systemClock } from "../../../src/platform/system-clock.ts";
import { answers } from "../../fakes/fake-answers.ts";
import { chunkedHead, type FakeAnswer, type FakePodman, fakePodman, json } from "../../fakes/fake-podman.ts";
import { info } from "../../fixtures/podman-responses.ts";
import { waitFor } from "../../lab/wait-for.ts";
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

const infosOf = ({ requests }: FakePodman) => requests.filter(({ path }) => path.endsWith("/info")).length;

test("a Podman that responds is asked what it is once, and again when its event stream breaks", async () => {
  let events: Socket | undefined;
  const stream: FakeAnswer = (socket) => {
    events = socket;
    socket.write(chunkedHead);
  };
  await using fake = await fakePodman(answers({ "GET /info": json(info), "GET /events": stream }));
  await using driver = driverOf(fake.socketPath);
  await driver.next(() => true);
  // The stream is opened after the first fingerprint, and then it is asked once more.
  await waitFor("two requests", () => infosOf(fake) === 2);
  for (let beats = 0; beats < 3; beats += 1) await driver.next(() => true);
  expect(infosOf(fake)).toBe(2);
  events?.destroy();
  await waitFor("another request", () => infosOf(fake) > 2);
});

test("a Podman that is of another version is asked what it is", async () => {
  let version = "4.3.1";
  const ping: FakeAnswer = (socket, request) => json("OK", 200, { "Libpod-API-Version": version })(socket, request);
  await using fake = await fakePodman(answers({ "GET /info": json(info), "GET /_ping": ping, "GET /events": () => undefined }));
  await using driver = driverOf(fake.socketPath);
  const at = (wanted: string) => driver.next(({ attributes }) => attributes["driver.podman.version"] === wanted);
  await at("4.3.1");
  version = "4.4.0";
  await at("4.4.0");
  expect(infosOf(fake)).toBe(2);
});

test("a Podman whose info is slow stays healthy with what it said before, and is asked once at a time", async () => {
  await using fake = await fakePodman(answers({ "GET /info": once(json(info)), "GET /events": () => undefined }));
  await using driver = driverOf(fake.socketPath);
  const first = await driver.next(() => true);
  expect(first.health).toBe("healthy");
  while (infosOf(fake) < 2) expect(await driver.next(() => true)).toEqual(first);
  for (let beats = 0; beats < 3; beats += 1) expect(await driver.next(() => true)).toEqual(first);
  expect(infosOf(fake)).toBe(2);
});

test("a Podman that does not respond at all is away, whatever it said before", async () => {
  const slow = { "GET /info": once(json(info)), "GET /events": () => undefined };
  const ping = once(json("OK", 200, { "Libpod-API-Version": "4.3.1" }));
  await using fake = await fakePodman(answers({ ...slow, "GET /_ping": ping }));
  await using driver = driverOf(fake.socketPath);
  expect((await driver.next(() => true)).health).toBe("healthy");
  expect((await driver.next(({ health }) => health !== "healthy")).description).toContain("no response within 10 s");
});
