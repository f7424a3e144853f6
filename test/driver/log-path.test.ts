import { afterAll, beforeAll, expect, setDefaultTimeout, test } from "bun:test";
import { mkdirSync, readFileSync, renameSync, symlinkSync, unlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { isDriverError, messageOf } from "../../src/core/errors.ts";
import type { TaskFixture } from "../helpers/plugin-client-task.ts";
import { startPodmanService, type TestPodman } from "../helpers/podman-service.ts";
import { type LifecycleLab, nameOf, openLifecycleLab } from "./lifecycle-lab.ts";

setDefaultTimeout(120_000);

let podman: TestPodman;
let lab: LifecycleLab;

beforeAll(async () => {
  podman = await startPodmanService();
  lab = openLifecycleLab(podman.socketPath);
});

afterAll(async () => {
  await lab?.[Symbol.asyncDispose]();
});

/** A file of the node, that no task may write to. */
function victim({ config }: TaskFixture): string {
  const directory = join(config.allocDir, "../outside");
  mkdirSync(directory, { recursive: true });
  const path = join(directory, ".victim");
  writeFileSync(path, "untouched");
  return path;
}

test.each<[string, (task: TaskFixture, target: string) => void]>([
  [
    "in the place of the FIFO",
    ({ config }, target) => {
      unlinkSync(config.stdoutPath);
      symlinkSync(target, config.stdoutPath);
    },
  ],
  [
    "in the place of its directory",
    ({ config }, target) => {
      const logs = dirname(config.stdoutPath);
      renameSync(logs, `${logs}.old`);
      symlinkSync(dirname(target), logs);
    },
  ],
])("a link that a task left %s is not where conmon writes a k8s-file log", async (_, plant) => {
  const task = lab.task("echo out", { logging: { driver: "k8s-file" } });
  const target = victim(task);
  plant(task, target);
  const error: unknown = await lab.start(task).catch((reason: unknown) => reason);
  expect(isDriverError(error, "taskFiles")).toBe(true);
  expect(messageOf(error)).toMatch(/symlink stands on the way|neither a FIFO nor a file/);
  expect((await podman.tryPodman("container", "exists", nameOf(task))).exitCode).toBe(1);
  expect(readFileSync(target, "utf8")).toBe("untouched");
});
