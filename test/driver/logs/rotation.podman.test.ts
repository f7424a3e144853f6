/** A node whose containers.conf rotates logs: rotation replaces the file, so whatever reads it would lose lines. */

import { expect, setDefaultTimeout, test } from "bun:test";
import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { forFile } from "../../lab/for-file.ts";
import { exitOf, openLifecycleLab } from "../../lab/lifecycle-lab.ts";
import { ownPodmanService } from "../../lab/test-podman.ts";
import { waitFor } from "../../lab/wait-for.ts";

setDefaultTimeout(180_000);

const lines = 5_000;
const script = `seq 1 ${lines}`;
const written = Array.from({ length: lines }, (_, index) => `${index + 1}\n`).join("");

const podman = forFile(await ownPodmanService());
const path = join(podman.root, "containers.conf");
writeFileSync(path, readFileSync(path, "utf8").replace("[containers]\n", "[containers]\nlog_size_max = 8192\n"));
await podman.stopService("SIGTERM");
await podman.startService();
const lab = forFile(openLifecycleLab(podman.socketPath));

test("a log that Podman made itself is rotated on this node", async () => {
  const id = (
    await podman.podman("run", "--detach", "--network=host", "--log-driver=k8s-file", podman.image, "seq", "1", `${lines}`)
  ).trim();
  await podman.podman("wait", id);
  const log = (await podman.podman("inspect", "--format", "{{.HostConfig.LogConfig.Path}}", id)).trim();
  expect(statSync(log).size).toBeLessThan(8_193);
  await podman.podman("rm", id);
});

test("the default log driver loses no line to log_size_max", async () => {
  const task = lab.task(script);
  await lab.start(task);
  expect(await exitOf(lab.driver, task)).toMatchObject({ exitCode: 0 });
  await waitFor("all lines", () => task.output("stdout").length >= written.length);
  expect(task.output("stdout")).toBe(written);
});

test("k8s-file brings all of it into Nomad's FIFO", async () => {
  const task = lab.task(script, { logging: { driver: "k8s-file" } });
  await lab.start(task);
  expect(await exitOf(lab.driver, task)).toMatchObject({ exitCode: 0 });
  await waitFor("the last line", () => task.output("stdout").endsWith(` ${lines}\n`));
  expect(statSync(task.config.stdoutPath).isFIFO()).toBe(true);
  const payload = task.output("stdout").replaceAll(/^\S+ stdout (?:F (.*\n)|P (.*)\n)/gm, "$1$2");
  expect(payload).toBe(written);
});
