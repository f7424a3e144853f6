import { expect, test } from "bun:test";
import { fileLab } from "../lab/file-lab.ts";
import { busybox } from "../lab/images.ts";
import { driverBinary, goDriverBinary } from "../lab/paths.ts";
import { containerOf, endsWithThree, logsGoOn, startCounter } from "./counter.ts";

const lab = await fileLab({ images: [busybox], stateful: true });

/** What an operator does: another file into plugin_dir, and the agent is restarted. */
async function switchTo(executable: string): Promise<void> {
  const pids = lab.agent.pluginPids();
  await lab.agent.stop("SIGKILL");
  for (const pid of pids) {
    process.kill(pid, "SIGKILL");
  }
  lab.agent.usePlugin(executable);
  await lab.agent.start();
  await lab.nomad.driver((driver) => driver.Healthy);
}

/** The number on the newest line, with or without what the Go driver leaves in front of it. */
async function newest(id: string): Promise<number> {
  const text = await lab.nomad.logs(id, "main", "stdout");
  return Number(text.trimEnd().split("\n").at(-1)?.split(" ").at(-1));
}

test("a node is switched from the Go driver without restarting a task", async () => {
  await switchTo(goDriverBinary());
  const { id, container } = await startCounter(lab, "from-go");
  await switchTo(driverBinary());
  await lab.nomad.allocation("from-go", (each) => each.TaskStates?.["main"]?.State === "running");
  const before = await newest(id);
  // conmon writes into the FIFO itself, in Podman's own format, for as long as this container lives.
  await lab.nomad.logs(id, "main", "stdout", (text) => new RegExp(`stdout F ${before + 5}\n`).test(text));
  expect(await containerOf(lab, id)).toBe(container);
  await endsWithThree(lab, "from-go", id);
});

test("a node is switched to the Go driver and back without restarting a task", async () => {
  await switchTo(driverBinary());
  const { id, container } = await startCounter(lab, "to-go");
  await switchTo(goDriverBinary());
  await lab.nomad.allocation("to-go", (each) => each.TaskStates?.["main"]?.State === "running");
  expect(await containerOf(lab, id)).toBe(container);
  await switchTo(driverBinary());
  await lab.nomad.allocation("to-go", (each) => each.TaskStates?.["main"]?.State === "running");
  // What the task wrote while the Go driver was there waits in the container's log.
  await logsGoOn(lab, id);
  expect(await containerOf(lab, id)).toBe(container);
  await endsWithThree(lab, "to-go", id);
});
