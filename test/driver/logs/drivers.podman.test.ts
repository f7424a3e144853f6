/** Where a task's output goes with each value of logging.driver, and that it is there when the task has ended. */

import { expect, setDefaultTimeout, test } from "bun:test";
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { forFile } from "../../lab/for-file.ts";
import { exitOf, nameOf, openLifecycleLab } from "../../lab/lifecycle-lab.ts";
import { startPodmanService } from "../../lab/test-podman.ts";
import { waitFor } from "../../lab/wait-for.ts";
import { LogPlace } from "./fixtures.ts";

setDefaultTimeout(180_000);

const podman = await startPodmanService();
const lab = forFile(openLifecycleLab(podman.socketPath));

const stamped = (line: string) => new RegExp(`^\\d{4}-\\d\\d-\\d\\dT\\S+ ${line}\n$`);

test.each([
  ["the default", {}, {}, /^out\n$/, /^err\n$/],
  ["nomad", { driver: "nomad" }, {}, /^out\n$/, /^err\n$/],
  ["none", { driver: "none" }, {}, /^$/, /^$/],
  ["disable_log_collection", {}, { disable_log_collection: true }, /^$/, /^$/],
] as const)("a task's output with logging.driver: %s", async (_, logging, plugin, out, err) => {
  const driver = lab.another(plugin);
  const task = lab.task("echo out; echo err >&2; exit 4", { logging });
  const { handle } = await lab.start(task, driver);
  expect(await exitOf(driver, task)).toMatchObject({ exitCode: 4 });
  // The end of the task is the end of its output: the readers have it all, though they may not have handed it on.
  await waitFor("output", () => out.test(task.output("stdout")) && err.test(task.output("stderr")));
  // A plugin that takes the task over brings nothing twice.
  const next = lab.another(plugin);
  await next.recoverTask(handle);
  expect(await exitOf(next, task)).toMatchObject({ exitCode: 4 });
  await Bun.sleep(100);
  expect(task.output("stdout")).toMatch(out);
  expect(task.output("stderr")).toMatch(err);
});

test("k8s-file brings both streams as conmon writes them, on stdout", async () => {
  const task = lab.task("printf 'no newline' >&2", { logging: { driver: "k8s-file" } });
  await lab.start(task);
  expect(await exitOf(lab.driver, task)).toMatchObject({ exitCode: 0 });
  await waitFor("the line", () => stamped("stderr P no newline").test(task.output("stdout")));
  expect(task.output("stderr")).toBe("");
});

test("with disable_log_collection Podman keeps the log", async () => {
  const driver = lab.another({ disable_log_collection: true });
  const task = lab.task("echo out; echo err >&2");
  await lab.start(task, driver);
  await exitOf(driver, task);
  expect(await podman.podman("logs", nameOf(task))).toBe("out\n");
});

test("all output is in the FIFOs before the exit is reported, also of a task that ends in the middle of a burst", async () => {
  using place = new LogPlace();
  const { stdoutPath, stderrPath } = place;
  const got = (stream: string) => join(place.allocDir, `${stream}.got`);
  const readers = [
    ["stdout", stdoutPath],
    ["stderr", stderrPath],
  ].map(([stream = "", path = ""]) => Bun.spawn(["sh", "-c", 'exec cat < "$0" > "$1"', path, got(stream)]));
  const lines = 500_000;
  const width = 99;
  const script = `yes ${"x".repeat(width)} | head -n ${lines}; printf 'last words' >&2; printf 'the end'; exit 5`;
  const task = lab.task(script, {}, { stdoutPath, stderrPath });
  const driver = lab.another();
  await lab.start(task, driver);
  expect(await exitOf(driver, task)).toMatchObject({ exitCode: 5 });
  // From here on the driver does nothing any more.
  await driver.shutdown();
  await Promise.all(readers.map((reader) => reader.exited));
  expect(statSync(got("stdout")).size).toBe(lines * (width + 1) + "the end".length);
  expect(readFileSync(got("stdout")).subarray(-9).toString()).toBe("x\nthe end");
  expect(readFileSync(got("stderr"), "utf8")).toBe("last words");
});
