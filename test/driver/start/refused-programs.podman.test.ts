/** The commonest mistakes of a job: a program that is not in the image, or cannot be executed. */

import { expect, setDefaultTimeout, test } from "bun:test";
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { messageOf } from "../../../src/core/errors.ts";
import type { TaskConfig } from "../../../src/core/task-config.ts";
import { Cleanup } from "../../lab/cleanup.ts";
import { forFile } from "../../lab/for-file.ts";
import { exitOf, nameOf, never, openLifecycleLab } from "../../lab/lifecycle-lab.ts";
import { scratchDirectory } from "../../lab/scratch.ts";
import { startPodmanService } from "../../lab/test-podman.ts";

setDefaultTimeout(120_000);

const bare = "localhost/no-command:1";
const broken = "localhost/bad-command:1";

const podman = await startPodmanService();
const lab = forFile(openLifecycleLab(podman.socketPath));
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

interface Row {
  readonly options: Readonly<Record<string, unknown>>;
  readonly task?: Partial<TaskConfig>;
  readonly message: string;
}

const busybox = "image localhost/busybox:1";
const mayNot = "it is a directory, or a file that the task's user may not execute: chmod +x";

const noMode = 'it is not executable, its mode is 0644: chmod +x, or perms = "755" in its template block';
const relative = (directory: string) =>
  `a relative path starts in the working directory "${directory}": set working_dir or write an absolute path (the task directory is "/local")`;

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
  {
    options: { command: "./nope" },
    message: `command = "./nope": ${busybox} has no such file, and no mount brings one: ${relative("/")}`,
  },
  {
    options: { entrypoint: ["local/nope"], working_dir: "/tmp" },
    message: `entrypoint = "local/nope": ${busybox} has no such file, and no mount brings one: ${relative("/tmp")}`,
  },
  { options: { command: "/bin/sh/x" }, message: `command = "/bin/sh/x": ${busybox} has no such file, and no mount brings one` },
  { options: { entrypoint: ["nope"], command: "x" }, message: `entrypoint = "nope": ${busybox} has no such program in $PATH` },
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
  { options: { command: "/local/no-mode" }, message: `command = "/local/no-mode": ${noMode}` },
  { options: { command: "local/no-mode" }, message: `command = "local/no-mode": ${noMode}` },
  { options: { command: "/local" }, message: 'command = "/local": it is a directory: write the path of a program in it' },
  { options: { command: "/bin" }, message: `command = "/bin": ${mayNot}` },
  {
    options: { command: "/local/of-root" },
    task: { user: "65534" },
    message:
      'command = "/local/of-root": its mode is 0700 and its owner uid 0, so the task\'s user may not execute it: chmod a+rx',
  },
  {
    options: { command: "/local/closed/program" },
    task: { user: "65534" },
    message:
      'command = "/local/closed/program": the task\'s user may not enter a directory on the way to it: give that directory chmod a+x',
  },
];

/** An executable for another processor. */
function foreignProgram(): Uint8Array {
  const header = Buffer.alloc(64);
  header.write("\x7fELF\x02\x01\x01", "latin1");
  header.writeUInt16LE(2, 16);
  // EM_S390
  header.writeUInt16LE(22, 18);
  return header;
}

const notOne = 'it is no program of this node\'s architecture, and no script that begins with "#!" and its interpreter';

const noLoader = "the image lacks the interpreter or the dynamic loader that it names, or its first line ends with CR LF";

// With runc and crun such a task starts, and the kernel refuses its program then.
test.each([
  ["for another processor", foreignProgram(), notOne],
  ["without its interpreter's line", "echo\n", notOne],
  ["whose interpreter is not there", "#!/usr/bin/nope\n", noLoader],
  ["whose lines end as on Windows", "#!/bin/sh\r\necho\r\n", noLoader],
])("a task ends with the reason when its program is one %s", async (_, content, why) => {
  const task = lab.task("", { command: "/local/program", args: [] });
  const path = join(task.config.allocDir, task.config.name, "local/program");
  writeFileSync(path, content);
  chmodSync(path, 0o755);
  await lab.start(task);
  expect((await exitOf(lab.driver, task)).error).toBe(`"/local/program" could not be executed: ${why}`);
});

test("a task that fails with a line of its own ends without a reason", async () => {
  const task = lab.task("echo 'exec /bin/x: exec format error'; exit 1");
  await lab.start(task);
  expect(await exitOf(lab.driver, task)).toEqual({ exitCode: 1, signal: 0, oomKilled: false });
});

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
  mkdirSync(join(local, "closed"), { mode: 0o700 });
  const error: unknown = await lab.driver.startTask(task.config, never).catch((reason: unknown) => reason);
  expect(messageOf(error)).toBe(message);
  expect((await podman.tryPodman("container", "exists", nameOf(task))).exitCode).toBe(1);
});
