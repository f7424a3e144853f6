import { expect, test } from "bun:test";
import { fileLab } from "../lab/file-lab.ts";
import { busybox } from "../lab/images.ts";
import { waitFor } from "../lab/wait-for.ts";
import { containerOf, endsWithThree, logsGoOn, startCounter } from "./counter.ts";

const lab = await fileLab({ images: [busybox], stateful: true });

test("a task is still supervised after its plugin was killed with SIGKILL", async () => {
  const { id, container } = await startCounter(lab, "plugin-killed");
  const pids = lab.agent.pluginPids();
  expect(pids).not.toBeEmpty();
  for (const pid of pids) {
    process.kill(pid, "SIGKILL");
  }
  await waitFor("a new plugin", () => lab.agent.pluginPids().some((pid) => !pids.includes(pid)));
  await lab.nomad.driver((driver) => driver.Healthy);
  await logsGoOn(lab, id);
  expect(await containerOf(lab, id)).toBe(container);
  await endsWithThree(lab, "plugin-killed", id);
});

test("a task is still supervised after its agent was killed with SIGKILL and started again", async () => {
  const { id, container } = await startCounter(lab, "agent-killed");
  await lab.agent.stop("SIGKILL");
  await lab.agent.start();
  await lab.nomad.driver((driver) => driver.Healthy);
  await lab.nomad.allocation("agent-killed", (each) => each.TaskStates?.["main"]?.State === "running");
  await logsGoOn(lab, id);
  expect(await containerOf(lab, id)).toBe(container);
  await endsWithThree(lab, "agent-killed", id);
});

test("a task is still supervised after agent and plugin were killed together", async () => {
  const { id, container } = await startCounter(lab, "both-killed");
  const pids = lab.agent.pluginPids();
  await lab.agent.stop("SIGKILL");
  for (const pid of pids) {
    process.kill(pid, "SIGKILL");
  }
  await lab.agent.start();
  await lab.nomad.driver((driver) => driver.Healthy);
  await logsGoOn(lab, id);
  expect(await containerOf(lab, id)).toBe(container);
  await endsWithThree(lab, "both-killed", id);
});
