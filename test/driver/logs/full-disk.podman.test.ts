/** The disk of Podman's storage becomes full while a task writes: conmon cannot write all of the log. */

import { beforeAll, expect, setDefaultTimeout, test } from "bun:test";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { Cleanup } from "../../lab/cleanup.ts";
import { forFile } from "../../lab/for-file.ts";
import { makeImage } from "../../lab/image.ts";
import { busybox } from "../../lab/images.ts";
import { exitOf, type LifecycleLab, openLifecycleLab } from "../../lab/lifecycle-lab.ts";
import { podmanService } from "../../lab/podman-service.ts";
import { check, run } from "../../lab/run.ts";
import { scratchDirectory } from "../../lab/scratch.ts";
import { waitFor } from "../../lab/wait-for.ts";

setDefaultTimeout(120_000);

const cleanup = forFile(new Cleanup());
let disk: string;
let lab: LifecycleLab;

beforeAll(async () => {
  const directory = scratchDirectory(cleanup);
  disk = join(directory, "root");
  await check(["mkdir", disk]);
  await check(["mount", "-t", "tmpfs", "-o", "size=12m", "none", disk]);
  const podman = await podmanService(directory, cleanup);
  await podman.start();
  await makeImage(podman, busybox, directory);
  lab = openLifecycleLab(podman.socket);
  cleanup.defer(() => lab[Symbol.asyncDispose]());
});

/** Takes all the room that there is; answers what gives it back. */
async function fill(): Promise<() => void> {
  const filler = join(disk, "filler");
  await run(["dd", "if=/dev/zero", `of=${filler}`, "bs=4k"]);
  return () => rmSync(filler);
}

const padding = "x".repeat(110);
const header = /\d{4}-\d\d-\d\dT\S+ std(out|err) [FP] /;

test.each([
  ["lines that a block's end cuts", padding],
  // With conmon's header 128 bytes, of which a block holds a whole number.
  ["lines that end where a block does", "x".repeat(128 - 45 - 6)],
])("a full disk loses %s, is reported, and tears none", async (_, text) => {
  const script = `n=10000; while [ ! -e /local/stop ]; do echo "\${n}${text}"; n=$((n+1)); sleep 0.01; done; echo the end`;
  const task = lab.task(script, {}, { env: { NOMAD_TASK_DIR: "/local" } });
  await lab.start(task);
  const reported = () => lab.events.filter(({ taskId }) => taskId === task.config.id).map(({ message }) => message);
  const lines = () => task.output("stdout").split("\n");
  await waitFor("output", () => lines().length > 50);
  const giveBack = await fill();
  await waitFor("the loss to be reported", () => reported().some((message) => message.startsWith("Output is being lost")));
  const atLoss = lines().length;
  await Bun.sleep(500);
  giveBack();
  await waitFor("output to go on", () => lines().length > atLoss + 50);
  await check(["touch", join(task.config.allocDir, task.config.name, "local/stop")]);
  expect(await exitOf(lab.driver, task)).toMatchObject({ exitCode: 0 });
  await waitFor("the end", () => task.output("stdout").endsWith("the end\n"));
  const numbers = lines()
    .slice(0, -2)
    .map((line) => (line.slice(5) === text ? Number(line.slice(0, 5)) : line));
  expect(numbers.filter((line) => typeof line === "string")).toEqual([]);
  const gaps = numbers.filter((line, index) => index > 0 && line !== Number(numbers[index - 1]) + 1);
  expect(gaps.length).toBeGreaterThan(0);
  expect(task.output("stdout")).not.toMatch(header);
  expect(reported().filter((message) => message.startsWith("Output was lost"))).toHaveLength(1);
});
