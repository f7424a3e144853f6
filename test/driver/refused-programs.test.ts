/** The commonest mistakes of a job: a program that is not in the image, or cannot be executed. */
import { afterAll, beforeAll, expect, setDefaultTimeout, test } from "bun:test";
import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Cleanup } from "../../scripts/lab/cleanup.ts";
import { scratchDirectory } from "../../scripts/lab/scratch.ts";
import { messageOf } from "../../src/core/errors.ts";
import type { TaskConfig } from "../../src/core/task-config.ts";
import { startPodmanService, type TestPodman } from "../helpers/podman-service.ts";
import { type LifecycleLab, nameOf, never, openLifecycleLab } from "./lifecycle-lab.ts";

setDefaultTimeout(120_000);

const bare = "localhost/no-command:1";
const broken = "localhost/bad-command:1";
let podman: TestPodman;
let lab: LifecycleLab;

beforeAll(async () => {
  podman = await startPodmanService();
  lab = openLifecycleLab(podman.socketPath);
  const cleanup = new Cleanup();
  const file = join(scratchDirectory(cleanup), "Containerfile");
  for (const [image, command] of [
    [bare, "[]"],
    [broken, '["redis-servr"]'],
  ]) {
    writeFileSync(file, `FROM ${podman.image}\nENTRYPOINT []\nCMD ${command}\n`);
    await podman.podman("build", "--quiet", "--tag", image ?? "", "--file", file);
  }
  await cleanup.run();
});

afterAll(async () => {
  await lab?.[Symbol.asyncDispose]();
});

interface Row {
  readonly options: Readonly<Record<string, unknown>>;
  readonly task?: Partial<TaskConfig>;
  readonly message: string;
}

const busybox = "image localhost/busybox:1";
const mayNot = "the task's user may not execute it: it needs an executable file (chmod +x), and a directory is none";

const rows: readonly Row[] = [
  { options: { command: "redis-servr" }, message: `command = "redis-servr": ${busybox} has no such program in $PATH` },
  {
    options: { command: "redis-server --port 1" },
    message: `command = "redis-server --port 1": ${busybox} has no such program in $PATH: put arguments into args`,
  },
  {
    options: { command: 'say "hi"|\nx' },
    message: `command = "say \\"hi\\"|\\nx": ${busybox} has no such program in $PATH: put arguments into args`,
  },
  {
    options: { command: "/usr/bin/nope" },
    message: `command = "/usr/bin/nope": ${busybox} has no such file, and no mount brings one`,
  },
  { options: { command: "./nope" }, message: `command = "./nope": ${busybox} has no such file, and no mount brings one` },
  { options: { command: "/bin/sh/x" }, message: `command = "/bin/sh/x": ${busybox} has no such file, and no mount brings one` },
  {
    options: { entrypoint: ["nope"], command: "x" },
    message: `entrypoint = "nope": ${busybox} has no such program in $PATH`,
  },
  {
    options: { command: "", args: ["-c", "x"], image: bare },
    message: `args = "-c": image ${bare} has no such program in $PATH: write the program in command`,
  },
  {
    options: { command: "", image: broken },
    message: `image = "${broken}": image ${broken} has no such program in $PATH (redis-servr is its own entrypoint or command)`,
  },
  {
    options: { command: "", image: bare },
    message: `command: must be set, because image ${bare} has neither a CMD nor an ENTRYPOINT: write the program to start`,
  },
  { options: { command: "/local/no-mode" }, message: `command = "/local/no-mode": ${mayNot}` },
  { options: { command: "/bin" }, message: `command = "/bin": ${mayNot}` },
  { options: { command: "/local/of-root" }, task: { user: "65534" }, message: `command = "/local/of-root": ${mayNot}` },
];

test.each(rows)("StartTask says $message", async ({ options, task: changes, message }) => {
  const task = lab.task("", { args: [], ...options }, changes);
  const local = join(task.config.allocDir, task.config.name, "local");
  for (const [name, mode] of [
    ["no-mode", 0o644],
    ["of-root", 0o700],
  ] as const) {
    writeFileSync(join(local, name), "#!/bin/sh\n");
    chmodSync(join(local, name), mode);
  }
  const error: unknown = await lab.driver.startTask(task.config, never).catch((reason: unknown) => reason);
  expect(messageOf(error)).toBe(message);
  expect((await podman.tryPodman("container", "exists", nameOf(task))).exitCode).toBe(1);
});
