import { afterAll, beforeAll, expect, setDefaultTimeout, test } from "bun:test";
import { busybox } from "../../scripts/lab/images.ts";
import { type Lab, openLab } from "../../scripts/lab/lab.ts";
import type { Allocation } from "../../scripts/lab/nomad.ts";
import { waitFor } from "../../scripts/lab/wait-for.ts";
import { shellJob } from "./job.ts";

// Nomad takes its time for most things; what hangs has its own, shorter bound.
setDefaultTimeout(150_000);

let lab: Lab;

beforeAll(async () => {
  lab = await openLab({ images: [busybox], stateful: true });
});

afterAll(async () => {
  await lab?.close();
});

/** Counts on stdout for as long as it runs; USR1 ends it with 3. */
const counter = "trap 'exit 3' USR1; n=0; while :; do n=$((n + 1)); echo $n; echo $n >&2; sleep 0.2; done";

async function startCounter(name: string): Promise<{ readonly id: string; readonly container: string }> {
  await lab.nomad.submit(shellJob({ name, script: counter }));
  const { ID: id } = await lab.nomad.allocation(name, (each) => each.TaskStates?.["main"]?.State === "running");
  await lab.nomad.logs(id, "main", "stdout", (text) => text.includes("3\n"));
  return { id, container: await containerOf(id) };
}

async function containerOf(id: string): Promise<string> {
  return (await lab.podman.podman("inspect", "--format", "{{.Id}} {{.State.StartedAt}}", `main-${id}`)).trim();
}

/** Every number from 1 on, each on a line of its own: nothing lost, torn or out of order; a chunk may repeat, which is then cut away. */
function countsUp(text: string): number {
  let last = 0;
  for (const line of text.split("\n").slice(0, -1)) {
    const number = Number(line);
    if (number > last + 1 || Number.isNaN(number)) {
      throw new Error(`after ${last} came ${JSON.stringify(line)}`);
    }
    last = Math.max(last, number);
  }
  return last;
}

/** Both streams go on from where they are now, without a gap. */
async function logsGoOn(id: string): Promise<void> {
  for (const stream of ["stdout", "stderr"] as const) {
    const before = countsUp(await lab.nomad.logs(id, "main", stream));
    await lab.nomad.logs(id, "main", stream, (text) => countsUp(text) > before + 5, 30_000);
  }
}

async function endsWithThree(name: string, id: string): Promise<void> {
  await lab.nomad.cli("alloc", "signal", "-s", "SIGUSR1", id, "main");
  const ended = await lab.nomad.allocation(name, (each: Allocation) => each.TaskStates?.["main"]?.State === "dead");
  expect(ended.TaskStates?.["main"]?.Restarts).toBe(0);
  expect(ended.TaskStates?.["main"]?.Events?.find((event) => event.Type === "Terminated")?.Details?.["exit_code"]).toBe("3");
}

test("a task is still supervised after its plugin was killed with SIGKILL", async () => {
  const { id, container } = await startCounter("plugin-killed");
  const pids = lab.agent.pluginPids();
  expect(pids).not.toBeEmpty();
  for (const pid of pids) {
    process.kill(pid, "SIGKILL");
  }
  await waitFor("a new plugin", () => lab.agent.pluginPids().some((pid) => !pids.includes(pid)));
  await lab.nomad.driver((driver) => driver.Healthy);
  await logsGoOn(id);
  expect(await containerOf(id)).toBe(container);
  await endsWithThree("plugin-killed", id);
});

test("a task is still supervised after its agent was killed with SIGKILL and started again", async () => {
  const { id, container } = await startCounter("agent-killed");
  await lab.agent.stop("SIGKILL");
  await lab.agent.start();
  await lab.nomad.driver((driver) => driver.Healthy);
  await lab.nomad.allocation("agent-killed", (each) => each.TaskStates?.["main"]?.State === "running");
  await logsGoOn(id);
  expect(await containerOf(id)).toBe(container);
  await endsWithThree("agent-killed", id);
});

test("a task is still supervised after agent and plugin were killed together", async () => {
  const { id, container } = await startCounter("both-killed");
  const pids = lab.agent.pluginPids();
  await lab.agent.stop("SIGKILL");
  for (const pid of pids) {
    process.kill(pid, "SIGKILL");
  }
  await lab.agent.start();
  await lab.nomad.driver((driver) => driver.Healthy);
  await logsGoOn(id);
  expect(await containerOf(id)).toBe(container);
  await endsWithThree("both-killed", id);
});
