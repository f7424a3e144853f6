import { expect, setDefaultTimeout, test } from "bun:test";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isAtLeast } from "../../../src/translate/input/version.ts";
import { Cleanup } from "../../lab/cleanup.ts";
import { forFile } from "../../lab/for-file.ts";
import { nameOf, openLifecycleLab } from "../../lab/lifecycle-lab.ts";
import type { TaskFixture } from "../../lab/plugin-client-task.ts";
import { scratchDirectory } from "../../lab/scratch.ts";
import { startPodmanService } from "../../lab/test-podman.ts";
import { waitFor } from "../../lab/wait-for.ts";

setDefaultTimeout(120_000);

/** There systemd runs the checks itself, at its own pace. */
const systemd = existsSync("/run/systemd/system");

const podman = await startPodmanService();
const version = (await podman.podman("info", "--format", "{{.Version.Version}}")).trim();
const lab = forFile(openLifecycleLab(podman.socketPath));

/** A task whose checks leave a line each and fail until /tmp/ok is there. */
function checked(
  healthcheck: Readonly<Record<string, unknown>> = {},
  more: Readonly<Record<string, unknown>> = {},
): TaskFixture {
  const command = "echo run >> /local/runs; echo not yet; test -e /tmp/ok";
  return lab.task("trap 'exit 0' TERM; while :; do sleep 0.1; done", {
    healthcheck: { command, interval: "300ms", timeout: "10s", retries: 2, ...healthcheck },
    ...more,
  });
}

const reported = (task: TaskFixture): string[] =>
  lab.events.filter(({ taskId, message }) => taskId === task.config.id && /health/.test(message)).map(({ message }) => message);

async function runs({ config }: TaskFixture): Promise<number> {
  const text = await Bun.file(`${config.allocDir}/${config.name}/local/runs`)
    .text()
    .catch(() => "");
  return text.split("\n").length - 1;
}

const inside = (task: TaskFixture, line: string) => podman.podman("exec", nameOf(task), "sh", "-c", line);

test("health checks are run, without systemd by the driver, and changes of health become task events", async () => {
  const task = checked();
  await lab.start(task);
  await waitFor("an unhealthy task", () => reported(task).length > 0);
  // Not at the first failure: inspect counts the retries, the response to a check does not.
  expect(await runs(task)).toBeGreaterThan(1);
  expect(reported(task)[0]).toMatch(
    /^Container is unhealthy: its health check "echo run .*" failed \d+ times in a row: not yet$/,
  );
  await inside(task, "touch /tmp/ok");
  await waitFor("a healthy task", () => reported(task).length > 1);
  expect(reported(task)[1]).toBe("Container is healthy again");
  const before = await runs(task);
  await waitFor("more checks", async () => (await runs(task)) > before + 2);
  expect(reported(task)).toHaveLength(2);
  await lab.driver.stopTask(task.config.id, 5_000, "");
  await lab.driver.waitTask(task.config.id, AbortSignal.timeout(30_000));
  const last = await runs(task);
  await Bun.sleep(1_000);
  expect(await runs(task)).toBe(last);
});

test.skipIf(systemd).each([
  [
    ["/bin/nope", "x"],
    'its health check ["/bin/nope","x"] cannot be run: healthcheck.command = "/bin/nope": the container has no such file',
  ],
  [
    ["nope", "x"],
    'its health check ["nope","x"] cannot be run: healthcheck.command = "nope": the container has no such program in $PATH',
  ],
  [["false", "x"], 'its health check ["false","x"] failed 1 time, without output'],
  [["sh", "-c", "echo first; echo last; exit 7"], "failed 1 time: last"],
])("a health check %j is reported with its cause", async (command, message) => {
  const task = checked({ command, retries: 1 });
  await lab.start(task);
  await waitFor("an unhealthy task", () => reported(task).length > 0);
  expect(reported(task)[0]).toContain(message);
});

test.skipIf(systemd)("a check that somebody else runs is not run by the driver", async () => {
  const task = checked({ interval: "2s" });
  await lab.start(task);
  const others = new AbortController();
  let count = 0;
  const timer = (async () => {
    for (; !others.signal.aborted; await Bun.sleep(500)) {
      await podman.tryPodman("healthcheck", "run", nameOf(task));
      count += 1;
    }
  })();
  await waitFor("an unhealthy task", () => reported(task).length > 0);
  // Long enough for the driver to see somebody else's checks twice.
  await Bun.sleep(9_000);
  await inside(task, "touch /tmp/ok");
  await waitFor("a healthy task", () => reported(task).length > 1);
  expect(reported(task)[1]).toBe("Container is healthy again");
  others.abort();
  await timer;
  await Bun.sleep(5_000);
  expect(await runs(task)).toBe(count);
});

test.skipIf(systemd)("the checks of a recovered task go on", async () => {
  const before = lab.another();
  const task = checked();
  const { handle } = await lab.start(task, before);
  await waitFor("the first checks", async () => (await runs(task)) > 1);
  await before.shutdown();
  const count = await runs(task);
  await Bun.sleep(1_000);
  // One may have been under way.
  expect(await runs(task)).toBeLessThanOrEqual(count + 1);
  const after = lab.another();
  await after.recoverTask(handle);
  await waitFor("more checks", async () => (await runs(task)) > count + 2);
  await after.destroyTask(task.config.id, true);
});

test.skipIf(systemd)(
  "a check that hangs makes the task unhealthy, and the next one waits until Podman has ended it",
  async () => {
    const command = "echo run >> /local/runs; sleep 60";
    const task = checked({ command, timeout: "500ms" });
    await lab.start(task);
    await waitFor("an unhealthy task", () => reported(task).length > 0);
    expect(reported(task)).toEqual([
      expect.stringMatching(/^Container is unhealthy: its health check ".*" has not ended for 1 s$/),
    ]);
    if (isAtLeast(version, "5.6.0")) {
      await waitFor("the next check", async () => (await runs(task)) > 1);
    } else {
      await Bun.sleep(1_500);
      expect(await runs(task)).toBe(1);
    }
  },
);

test("the image's own check counts, but not with healthchecks.disable", async () => {
  const image = "localhost/checked:1";
  const cleanup = new Cleanup();
  try {
    const directory = scratchDirectory(cleanup);
    const recipe = `FROM ${podman.image}\nHEALTHCHECK --interval=1s CMD echo run >> /local/runs\n`;
    writeFileSync(join(directory, "Containerfile"), recipe);
    cleanup.defer(() => podman.tryPodman("rmi", "--force", image));
    await podman.podman("build", "--format", "docker", "--tag", image, directory);
    const own = checked({}, { healthcheck: null, image });
    const disabled = checked({}, { healthcheck: null, image, healthchecks: { disable: true } });
    await lab.start(own);
    await lab.start(disabled);
    await waitFor("two of the image's checks", async () => (await runs(own)) > 1);
    expect(await runs(disabled)).toBe(0);
    for (const task of [own, disabled]) await lab.driver.destroyTask(task.config.id, true);
  } finally {
    await cleanup.run();
  }
});
