import { expect, test } from "bun:test";
import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type SelfTest, type StepReport, selfTest } from "../../src/cli/self-test/self-test.ts";
import { stepMilliseconds } from "../../src/cli/self-test/steps.ts";
import { trialTask } from "../../src/cli/self-test/trial-task.ts";
import { validatePluginOptions } from "../../src/config/validate.ts";
import { unknownNode } from "../../src/core/node.ts";
import { silentLogger } from "../../src/core/silent-logger.ts";
import { createDriver } from "../../src/driver/driver.ts";
import { systemClock } from "../../src/platform/system-clock.ts";
import { createPodmanClient } from "../../src/podman/client.ts";
import { repository } from "../lab/paths.ts";
import { startPodmanService } from "../lab/test-podman.ts";

const steps = ["fingerprint", "start", "logs", "stats", "exec", "signal", "recover", "stop", "destroy"];

const podman = await startPodmanService();

function testOf(socketPath: string, changes: Partial<SelfTest> = {}): SelfTest {
  return {
    async newDriver() {
      const driver = createDriver({ logger: silentLogger, clock: systemClock, driverName: "podman", pluginVersion: "0.0.0" });
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
  expect(reports).toHaveLength(1);
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

test("trialTask() makes nothing that another user may write to", () => {
  const task = trialTask(undefined);
  try {
    const top = join(task.config.allocDir, "..");
    const made = ["", ...readdirSync(top, { recursive: true, encoding: "utf8" })].map((path) => join(top, path));
    expect(made).toContain(task.config.stdoutPath);
    expect(made.filter((path) => (statSync(path).mode & 0o022) !== 0)).toEqual([]);
  } finally {
    task.remove();
  }
});

test.each([
  ["after a verdict that tasks run", () => podman.socketPath, 0],
  ["after a verdict that they do not", () => join(tmpdir(), "no-such.sock"), 1],
])(
  "--self-test ends %s, not when its steps would have been late",
  async (_, socket, exitCode) => {
    const command = [process.execPath, join(repository, "src/main.ts"), "--self-test", "--socket", socket()];
    const program = Bun.spawn(command, { stdout: "pipe", stderr: "inherit" });
    let output = "";
    let verdict = 0;
    for await (const chunk of program.stdout.pipeThrough(new TextDecoderStream())) {
      output += chunk;
      if (verdict === 0 && /^Tasks /m.test(output)) verdict = performance.now();
    }
    expect(await program.exited).toBe(exitCode);
    expect(verdict).toBeGreaterThan(0);
    expect(performance.now() - verdict).toBeLessThan(stepMilliseconds.ordinary / 2);
  },
  60_000,
);
