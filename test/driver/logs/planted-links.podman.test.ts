/** Tasks can write where Nomad's FIFOs are: what stands there while a task starts is nobody's word for what is opened. */

import { expect, setDefaultTimeout, test } from "bun:test";
import { mkdirSync, readFileSync, renameSync, symlinkSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { socketProxy } from "../../fakes/socket-proxy.ts";
import { forFile } from "../../lab/for-file.ts";
import { exitOf, openLifecycleLab } from "../../lab/lifecycle-lab.ts";
import type { TaskFixture } from "../../lab/plugin-client-task.ts";
import { startPodmanService } from "../../lab/test-podman.ts";
import { waitFor } from "../../lab/wait-for.ts";

setDefaultTimeout(120_000);

const proxy = forFile(await socketProxy((await startPodmanService()).socketPath));
const lab = forFile(openLifecycleLab(proxy.socketPath, { volumes: { enabled: false } }));

/** A file of the node, that no task may write to. */
function victim({ config }: TaskFixture): string {
  const directory = join(config.allocDir, "../outside");
  mkdirSync(directory, { recursive: true });
  const path = join(directory, basename(config.stdoutPath));
  writeFileSync(path, "untouched");
  return path;
}

type Plant = (task: TaskFixture, target: string) => void;

const inPlaceOfFifo: Plant = ({ config }, target) => {
  renameSync(config.stdoutPath, `${config.stdoutPath}.old`);
  symlinkSync(target, config.stdoutPath);
};

const inPlaceOfDirectory: Plant = ({ config }, target) => {
  const logs = dirname(config.stdoutPath);
  renameSync(logs, `${logs}.old`);
  symlinkSync(dirname(target), logs);
};

test.each<[driver: string, place: string, moment: string, plant: Plant]>([
  ["k8s-file", "the FIFO", "/_ping", inPlaceOfFifo],
  ["k8s-file", "the FIFO", "/containers/create", inPlaceOfFifo],
  ["k8s-file", "the FIFO", "/init", inPlaceOfFifo],
  ["k8s-file", "its directory", "/containers/create", inPlaceOfDirectory],
  ["k8s-file", "its directory", "/init", inPlaceOfDirectory],
  ["nomad", "the FIFO", "/init", inPlaceOfFifo],
])("%s writes to no link that is put in the place of %s just before %s", async (driver, _, moment, plant) => {
  const task = lab.task("echo out; echo err >&2; exit 3", { logging: { driver } });
  const target = victim(task);
  let planted = false;
  proxy.onRequest = (request) => {
    if (planted || !request.includes(moment)) return;
    planted = true;
    plant(task, target);
  };
  const next = lab.another();
  await lab.start(task, next);
  expect(await exitOf(next, task)).toMatchObject({ exitCode: 3 });
  expect(planted).toBe(true);
  expect(readFileSync(target, "utf8")).toBe("untouched");
});

test("k8s-file brings both streams where volumes are not enabled", async () => {
  const task = lab.task("echo out; echo err >&2; exit 3", { logging: { driver: "k8s-file" } });
  await lab.start(task);
  expect(await exitOf(lab.driver, task)).toMatchObject({ exitCode: 3 });
  await waitFor(
    "both lines",
    () => / stderr F err\n/.test(task.output("stdout")) && / stdout F out\n/.test(task.output("stdout")),
  );
});
