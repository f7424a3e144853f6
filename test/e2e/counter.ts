import { expect } from "bun:test";
import type { Lab } from "../lab/lab.ts";
import type { Allocation } from "../lab/nomad.ts";
import { shellJob } from "./job.ts";

/** Counts on both streams for as long as it runs; USR1 ends it with 3. */
const counter = "trap 'exit 3' USR1; n=0; while :; do n=$((n + 1)); echo $n; echo $n >&2; sleep 0.2; done";

/** Runs a job whose only task counts on both streams until SIGUSR1 ends it with 3. */
export async function startCounter(lab: Lab, name: string): Promise<{ readonly id: string; readonly container: string }> {
  await lab.nomad.submit(shellJob({ name, script: counter }));
  const { ID: id } = await lab.nomad.allocation(name, (each) => each.TaskStates?.["main"]?.State === "running");
  await lab.nomad.logs(id, "main", "stdout", (text) => text.includes("3\n"));
  return { id, container: await containerOf(lab, id) };
}

/** What tells a container from one that was started anew. */
export async function containerOf(lab: Lab, id: string): Promise<string> {
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
export async function logsGoOn(lab: Lab, id: string): Promise<void> {
  for (const stream of ["stdout", "stderr"] as const) {
    const before = countsUp(await lab.nomad.logs(id, "main", stream));
    await lab.nomad.logs(id, "main", stream, (text) => countsUp(text) > before + 5, 30_000);
  }
}

/** The counter is asked to end, and Nomad learns its code without having restarted it. */
export async function endsWithThree(lab: Lab, name: string, id: string): Promise<void> {
  await lab.nomad.cli("alloc", "signal", "-s", "SIGUSR1", id, "main");
  const ended = await lab.nomad.allocation(name, (each: Allocation) => each.TaskStates?.["main"]?.State === "dead");
  expect(ended.TaskStates?.["main"]?.Restarts).toBe(0);
  expect(ended.TaskStates?.["main"]?.Events?.find((event) => event.Type === "Terminated")?.Details?.["exit_code"]).toBe("3");
}
