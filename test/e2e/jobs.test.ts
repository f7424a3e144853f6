import { expect, test } from "bun:test";
import { connect } from "node:net";
import { fileLab } from "../lab/file-lab.ts";
import { busybox, redis } from "../lab/images.ts";
import { type Allocation, describe as inWords } from "../lab/nomad.ts";
import { exampleJob, shellJob } from "./job.ts";

const lab = await fileLab({ images: [busybox, redis] });

const isRunning = (allocation: Allocation) => allocation.TaskStates?.["main"]?.State === "running";
const isDead = (allocation: Allocation) => allocation.TaskStates?.["main"]?.State === "dead";

async function runShell(name: string, script: string, more: { task?: string; config?: string } = {}): Promise<string> {
  await lab.nomad.submit(shellJob({ name, script, ...more }));
  const { ID } = await lab.nomad.allocation(name, (allocation) => isRunning(allocation) || isDead(allocation));
  return ID;
}

async function ask(port: number, request: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1", () => socket.write(request));
    socket.setTimeout(10_000, () => socket.destroy(new Error(`no answer on port ${port}`)));
    socket.once("data", (answer) => {
      socket.destroy();
      resolve(answer.toString());
    });
    socket.once("error", reject);
  });
}

test("a batch job ends with the exit code of its process, and its streams arrive apart", async () => {
  const job = exampleJob("batch").replace("default = 0", "default = 7");
  await lab.nomad.submit(job);
  const allocation = await lab.nomad.allocation("batch", (each) => each.TaskStates?.["report"]?.State === "dead");
  expect(allocation.ClientStatus).toBe("failed");
  const terminated = allocation.TaskStates?.["report"]?.Events?.find((event) => event.Type === "Terminated");
  expect(terminated?.Details?.["exit_code"]).toBe("7");
  expect(await lab.nomad.logs(allocation.ID, "report", "stdout", (text) => text !== "")).toBe("working in /\n");
  expect(await lab.nomad.logs(allocation.ID, "report", "stderr", (text) => text !== "")).toBe("a warning\n");
});

test.each([
  ["an option", "failed-option", 'network_mode = "nonsense:x"'],
  ["the command", "failed-command", 'entrypoint = ["/nope"]'],
])("a task that %s keeps from starting has failed without Nomad's log collector being waited for", async (_, name, config) => {
  await lab.nomad.submit(shellJob({ name, script: "true", type: "batch", config }));
  // Shown when the log collector has ended, or was given up.
  const { ID } = await lab.nomad.allocation(name, (each) => each.ClientStatus === "failed");
  const waits = (line: string) => line.includes("timed out waiting for read-side") && line.includes(ID);
  expect(lab.agent.log().split("\n").filter(waits)).toEqual([]);
});

test("a service is reachable on its allocated port, keeps its volume in the allocation, and logs on both streams", async () => {
  await lab.nomad.submit(exampleJob("redis"));
  const allocation = await lab.nomad.allocation("redis", (each) => each.DeploymentStatus?.Healthy === true);
  const port = allocation.AllocatedResources?.Shared.Ports?.find(({ Label }) => Label === "redis")?.Value ?? 0;
  expect(await ask(port, "SET greeting hello\r\n")).toBe("+OK\r\n");
  expect(await ask(port, "GET greeting\r\n")).toBe("$5\r\nhello\r\n");
  expect(
    await lab.nomad.logs(allocation.ID, "redis", "stdout", (text) => text.includes("Ready to accept connections")),
  ).not.toContain("start-redis:");
  expect(await lab.nomad.logs(allocation.ID, "redis", "stderr", (text) => text !== "")).toStartWith(
    "start-redis: data directory is /data",
  );
  expect(await lab.nomad.cli("alloc", "fs", allocation.ID, "redis/local")).toContain("appendonlydir");
  await lab.nomad.stop("redis");
  await lab.nomad.allocation("redis", (each) => each.ClientStatus === "complete");
  expect(await lab.nomad.logs(allocation.ID, "redis", "stdout", (text) => text.includes("bye bye"))).toContain("SIGTERM");
});

test("alloc exec runs in the container, passes stdin, and returns both streams and the exit code", async () => {
  const id = await runShell("exec", "sleep 300");
  const finished = await lab.nomad.tryCli(
    "alloc",
    "exec",
    "-i=false",
    "-t=false",
    id,
    "/bin/sh",
    "-c",
    "hostname; echo oops >&2; exit 5",
  );
  expect(finished.exitCode).toBe(5);
  expect(finished.stdout).not.toBe("");
  expect(finished.stderr).toContain("oops\n");
});

test("alloc signal reaches the process", async () => {
  const id = await runShell("signal", "trap 'echo got HUP' HUP; echo ready; while :; do sleep 0.1; done");
  await lab.nomad.logs(id, "main", "stdout", (text) => text.includes("ready"));
  await lab.nomad.cli("alloc", "signal", "-s", "SIGHUP", id, "main");
  await lab.nomad.logs(id, "main", "stdout", (text) => text.includes("got HUP"));
});

test("stopping sends the task's kill_signal and waits for it to finish", async () => {
  const script = "trap 'echo stopping; sleep 2; echo stopped; exit 0' USR2; echo ready; while :; do sleep 0.1; done";
  const id = await runShell("stop", script, { task: 'kill_signal = "SIGUSR2"\nkill_timeout = "20s"' });
  await lab.nomad.logs(id, "main", "stdout", (text) => text.includes("ready"));
  await lab.nomad.stop("stop");
  const allocation = await lab.nomad.allocation("stop", isDead);
  expect(allocation.TaskStates?.["main"]?.Events?.find((event) => event.Type === "Terminated")?.Details?.["exit_code"]).toBe(
    "0",
  );
  expect(await lab.nomad.logs(id, "main", "stdout", (text) => text.includes("stopped"))).toBe("ready\nstopping\nstopped\n");
});

test.each([
  ["an image that does not exist", "missing-image", 'image = "localhost/not-there:9"', ["localhost/not-there:9"]],
  [
    "an image on a registry that does not answer",
    "no-registry",
    'image = "127.0.0.1:1/team/app:2"',
    ["127.0.0.1:1/team/app:2"],
  ],
  ["a bad value of an option", "bad-option", 'image = "localhost/busybox:1"\nmemory_swap = "much"', ["memory_swap", "much"]],
  [
    "a volume that is no volume",
    "bad-volume",
    'image = "localhost/busybox:1"\nvolumes = ["nonsense"]',
    ["volumes", "nonsense"],
  ],
])("%s fails the task with one line that says which", async (_, name, config, words) => {
  const job = shellJob({ name, script: "true" }).replace('image   = "localhost/busybox:1"', config);
  await lab.nomad.submit(job);
  const allocation = await lab.nomad.allocation(name, isDead);
  const failure = allocation.TaskStates?.["main"]?.Events?.find((event) => event.Type === "Driver Failure");
  expect(failure?.DisplayMessage.split("\n"), inWords(allocation)).toHaveLength(1);
  for (const word of words) {
    expect(failure?.DisplayMessage).toContain(word);
  }
  expect(await lab.podman.podman("ps", "--all", "--format", "{{.Names}}")).not.toContain(allocation.ID);
});

test("an unknown option is rejected by name", async () => {
  await lab.nomad.submit(shellJob({ name: "unknown-option", script: "true", config: 'colour = "red"' }));
  const allocation = await lab.nomad.allocation("unknown-option", isDead);
  expect(inWords(allocation)).toContain("colour");
});
