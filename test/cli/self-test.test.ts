import { beforeAll, expect, test } from "bun:test";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type SelfTest, type StepReport, selfTest } from "../../src/cli/self-test/self-test.ts";
import { validatePluginOptions } from "../../src/config/validate.ts";
import { unknownNode } from "../../src/core/node.ts";
import { silentLogger } from "../../src/core/silent-logger.ts";
import { createDriver } from "../../src/driver/create.ts";
import { systemClock } from "../../src/driver/system-clock.ts";
import { createPodmanClient } from "../../src/podman/client.ts";
import { startPodmanService, type TestPodman } from "../helpers/podman-service.ts";

const steps = ["fingerprint", "start", "logs", "stats", "exec", "signal", "recover", "stop", "destroy"];

let podman: TestPodman;

beforeAll(async () => {
  podman = await startPodmanService();
});

function testOf(socketPath: string, changes: Partial<SelfTest> = {}): SelfTest {
  return {
    async newDriver() {
      const driver = createDriver({ logger: silentLogger, clock: systemClock, pluginVersion: "0.0.0" });
      driver.setConfig(validatePluginOptions({ socket_path: socketPath }), unknownNode);
      return driver;
    },
    client: createPodmanClient({ socketPath, requestTimeoutMilliseconds: 60_000 }),
    image: undefined,
    signal: new AbortController().signal,
    ...changes,
  };
}

/** What a self-test could leave: names of its containers, images and directories. */
async function leftovers(): Promise<string[]> {
  const containers = await podman.podman("ps", "--all", "--format", "{{.Names}}");
  const images = await podman.podman("images", "--format", "{{.Repository}}");
  return [...containers.split("\n"), ...images.split("\n"), ...readdirSync(tmpdir())].filter((name) =>
    name.includes("self-test"),
  );
}

test.each([
  ["with the node's own shell", undefined],
  ["in an image", "localhost/busybox:1"],
])("selfTest() lives a whole task's life %s, and leaves nothing", async (_, image) => {
  const reports = await Array.fromAsync(selfTest(testOf(podman.socketPath, { image })));
  expect(reports.filter(({ ok }) => !ok)).toEqual([]);
  expect(reports.map(({ step }) => step)).toEqual(steps);
  expect(await leftovers()).toEqual([]);
});

test("selfTest() ends with the step that failed", async () => {
  const reports = await Array.fromAsync(selfTest(testOf(podman.socketPath, { image: "localhost/none:1" })));
  expect(reports.map(({ step, ok }) => [step, ok])).toEqual([
    ["fingerprint", true],
    ["start", false],
  ]);
  expect(reports[1]?.message).toContain("localhost/none:1");
  expect(await leftovers()).toEqual([]);
});

test("selfTest() says where there is no Podman, and leaves nothing", async () => {
  const directory = mkdtempSync(join(tmpdir(), "no-podman-"));
  const socketPath = join(directory, "podman.sock");
  const reports = await Array.fromAsync(selfTest(testOf(socketPath)));
  rmSync(directory, { recursive: true });
  expect(reports[0]).toMatchObject({ step: "fingerprint", ok: false });
  expect(reports[0]?.message).toContain(socketPath);
  expect(await leftovers()).toEqual([]);
});

test("selfTest() that is interrupted removes its container", async () => {
  const interrupt = new AbortController();
  const reports: StepReport[] = [];
  for await (const report of selfTest(testOf(podman.socketPath, { signal: interrupt.signal }))) {
    reports.push(report);
    if (report.step === "start") interrupt.abort();
  }
  expect(reports.at(-1)).toMatchObject({ step: "logs", ok: false, message: "interrupted" });
  expect(await leftovers()).toEqual([]);
});
