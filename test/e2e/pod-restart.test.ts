import { expect, test } from "bun:test";
import { fileLab } from "../lab/file-lab.ts";
import { busybox, client, server } from "../lab/images.ts";
import { type Allocation, describe } from "../lab/nomad.ts";
import { waitFor } from "../lab/wait-for.ts";
import { exampleJob } from "./job.ts";

const lab = await fileLab({ images: [busybox, server, client], stateful: true }, 240_000);

/** The example under another name, with as many restarts as the test has, and none to spare. */
function podJob(example: string, name: string, restarts: number): string {
  const restart = `restart {\n attempts = ${restarts}\n interval = "1h"\n delay = "1s"\n mode = "fail"\n }\n reschedule {\n attempts = 0\n unlimited = false\n }`;
  return exampleJob(example)
    .replace(`job "${example}" {`, `job "${name}" {`)
    .replace('group "group" {', `group "group" {\n${restart}`);
}

/** The exporter answers with what it has read from the server over loopback. */
async function exporterReads({ AllocatedResources }: Allocation): Promise<void> {
  const port = AllocatedResources?.Shared.Ports?.find(({ Label }) => Label === "exporter");
  await waitFor("the metrics", async () => {
    const response = await fetch(`http://${port?.HostIP}:${port?.Value}/cgi-bin/metrics`);
    return (await response.text()) === "requests_total 42\n";
  });
}

const restartsOf = ({ TaskStates }: Allocation, task: string) => TaskStates?.[task]?.Restarts;

/** Every task runs, after so many restarts of each. */
const restarted = (job: string, tasks: Readonly<Record<string, number>>) =>
  lab.nomad
    .allocation(job, (each) => {
      const runs = ([task, times]: readonly [string, number]) =>
        each.TaskStates?.[task]?.State === "running" && restartsOf(each, task) === times;
      return each.ClientStatus === "failed" || Object.entries(tasks).every(runs);
    })
    .then((found) => {
      if (found.ClientStatus === "failed") throw new Error(`the allocation has failed: ${describe(found)}`);
      return found;
    });

/** Ends the task's process, so that the task fails with 137. */
const kill = (allocation: Allocation, task: string) =>
  lab.podman.podman("kill", "--signal", "KILL", `${task}-${allocation.ID}`);

async function stops(job: string, { ID }: Allocation): Promise<void> {
  await lab.nomad.stop(job);
  await lab.nomad.allocation(job, (each) => each.ClientStatus === "complete");
  await waitFor("the containers to be gone", async () => {
    return !(await lab.podman.podman("ps", "--all", "--format", "{{.Names}}")).includes(ID);
  });
}

test.each([
  { example: "simple_pod", main: "server", sidecars: ["exporter"] },
  { example: "pod", main: "pod", sidecars: ["server", "exporter"] },
])(
  "in $example a main task that fails twice is started again, and its sidecars join it",
  async ({ example, main, sidecars }) => {
    await lab.nomad.submit(podJob(example, example, 2));
    const allocation = await lab.nomad.allocation(example, (each) => each.DeploymentStatus?.Healthy === true, 90_000);
    await exporterReads(allocation);
    for (const times of [1, 2]) {
      await kill(allocation, main);
      const after = await restarted(example, Object.fromEntries([main, ...sidecars].map((task) => [task, times])));
      await exporterReads(after);
    }
    // Nomad keeps the ten newest events.
    const events = (await restarted(example, { [main]: 2 })).TaskStates?.["exporter"]?.Events ?? [];
    const reasons = events.flatMap(({ Type, Details }) => (Type === "Terminated" ? [Details?.["exit_message"] ?? ""] : []));
    expect(reasons.at(-1)).toContain(`task "${main}" was started again`);
    await stops(example, allocation);
  },
);

test("a main task that nomad alloc restart -task restarts gets its sidecar back", async () => {
  await lab.nomad.submit(podJob("simple_pod", "restarted", 1));
  const allocation = await lab.nomad.allocation("restarted", (each) => each.DeploymentStatus?.Healthy === true, 90_000);
  await lab.nomad.cli("alloc", "restart", "-task", "server", allocation.ID);
  await exporterReads(await restarted("restarted", { server: 1, exporter: 1 }));
  await stops("restarted", allocation);
});

test("a main task that ended while the plugin was killed is restarted", async () => {
  await lab.nomad.submit(podJob("simple_pod", "killed", 1));
  const allocation = await lab.nomad.allocation("killed", (each) => each.DeploymentStatus?.Healthy === true, 90_000);
  const plugins = lab.agent.pluginPids();
  await kill(allocation, "server");
  for (const pid of plugins) process.kill(pid, "SIGKILL");
  await exporterReads(await restarted("killed", { server: 1, exporter: 1 }));
  await stops("killed", allocation);
});
