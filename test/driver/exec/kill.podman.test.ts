import { afterEach, describe, expect, setDefaultTimeout, test } from "bun:test";
import { execCommand } from "../../../src/driver/exec/command.ts";
import { createPodmanClient } from "../../../src/podman/client.ts";
import { answers } from "../../fakes/fake-answers.ts";
import { type FakeAnswer, fakePodman, json, stall } from "../../fakes/fake-podman.ts";
import { podmanProxy } from "../../fakes/podman-proxy.ts";
import { forFile } from "../../lab/for-file.ts";
import { exitOf, never, openLifecycleLab } from "../../lab/lifecycle-lab.ts";
import { ownPodmanService, startPodmanService } from "../../lab/test-podman.ts";
import { waitFor } from "../../lab/wait-for.ts";
import { openExecLab, processesOfMachine } from "./exec-lab.ts";

setDefaultTimeout(120_000);

const podman = await startPodmanService();
const lab = forFile(await openExecLab(podman));

/** A duration that no other process sleeps for. */
const unique = () => `77${crypto.getRandomValues(new Uint32Array(1))[0]}`;

/** What an error says, whatever it is; nothing for a success. */
async function failure(attempt: Promise<unknown>): Promise<unknown> {
  return attempt.then(
    (value) => `succeeded: ${JSON.stringify(value)}`,
    (error: unknown) => error,
  );
}

/** Lines of shell whose processes do not want to go, with what they start; N is a number of their own. */
const stubborn = [
  ["that ignores signals", "trap '' TERM INT HUP QUIT; sleep N & while :; do sleep N; done"],
  ["in the background", "sleep N & sleep N & wait"],
  ["in a session of its own", "setsid sleep N & wait"],
  ["that was let go as a daemon", "(setsid sleep N >/dev/null 2>&1 &); sleep N"],
] as const;

const execCreated = json({ Id: "e".repeat(64) }, 201);
/** A process that says nothing and ends. */
const endedStream: FakeAnswer = (socket) =>
  void socket.end("HTTP/1.1 101 UPGRADED\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n");

describe("nothing is left in the container of a process", () => {
  test.each(stubborn)("%s when ExecTask's time is up", async (_, line) => {
    const number = unique();
    const error = await failure(lab.command(line.replaceAll("N", number), 700));
    expect(error).toMatchObject({ code: "timeout" });
    await waitFor("the processes to go", async () => (await lab.processes(number)) === 0);
  });

  test.each(stubborn)("%s when the session is cancelled", async (_, line) => {
    const number = unique();
    const cancel = new AbortController();
    const attempt = failure(lab.session(line.replaceAll("N", number), { signal: cancel.signal }));
    await waitFor("the processes", async () => (await lab.processes(number)) > 1, { interval: 20 });
    cancel.abort();
    expect(await attempt).toMatchObject({ code: "cancelled" });
    await waitFor("the processes to go", async () => (await lab.processes(number)) === 0);
  });

  test("that is cancelled at once", async () => {
    const number = unique();
    const attempts = Array.from({ length: 10 }, (_, index) => {
      const cancel = new AbortController();
      setTimeout(() => cancel.abort(), index * 10);
      return failure(lab.command(`sleep ${number}`, 0, cancel.signal));
    });
    for (const error of await Promise.all(attempts)) expect(error).toMatchObject({ code: "cancelled" });
    await waitFor("the processes to go", async () => (await lab.processes(number)) === 0);
  });
});

test("a process has the container's environment", async () => {
  const { out } = await lab.command("echo $PATH");
  expect(out).toContain("/bin");
});

describe("exec in a container that is paused", () => {
  afterEach(() => podman.tryPodman("unpause", lab.deps.containerId));

  test("fails and says so", async () => {
    await podman.podman("pause", lab.deps.containerId);
    expect(await failure(lab.command("true"))).toMatchObject({
      name: "DriverError",
      message: expect.stringContaining("is paused"),
    });
  });

  test("ends with its time, and leaves nothing once the container runs on", async () => {
    const number = unique();
    const attempt = failure(lab.command(`sleep ${number}`, 3_000));
    await waitFor("the process", async () => (await lab.processes(number)) > 0, { interval: 20 });
    await podman.podman("pause", lab.deps.containerId);
    expect(await attempt).toMatchObject({ code: "timeout" });
    await podman.podman("unpause", lab.deps.containerId);
    await waitFor("the process to go", async () => (await lab.processes(number)) === 0);
  });
});

test("exec in a task that has ended fails and says so", async () => {
  await using tasks = openLifecycleLab(podman.socketPath);
  const task = tasks.task("exit 0");
  await tasks.start(task);
  await exitOf(tasks.driver, task);
  const attempt = tasks.driver.execTask(task.config.id, ["true"], 0, never);
  expect(await failure(attempt)).toMatchObject({ message: expect.stringContaining("has ended: no command can be executed") });
});

test("a Podman that hangs does not keep an exec from ending with its time, and nothing is left of it", async () => {
  await using proxy = await podmanProxy(podman.socketPath);
  const { deps } = lab;
  const client = createPodmanClient({ socketPath: `unix://${proxy.socketPath}`, requestTimeoutMilliseconds: 600_000 });
  try {
    const number = unique();
    const attempt = failure(execCommand({ ...deps, client }, ["sleep", number], 3_000, never));
    await waitFor("the process", async () => (await lab.processes(number)) > 0, { interval: 20 });
    proxy.freeze();
    expect(await attempt).toMatchObject({ code: "timeout", message: "exec took longer than 3 s and was killed" });
    await waitFor("the process to go", async () => (await lab.processes(number)) === 0);
  } finally {
    client.close();
  }
});

test.each([
  ["exec", { "POST /containers/": stall }],
  ["start of an exec", { "POST /containers/": execCreated, "POST /exec/": stall }],
  ["exit code", { "POST /containers/": execCreated, "POST /exec/": endedStream, "GET /exec/": stall }],
] as const)("a Podman that hangs at the %s does not keep it from ending with its time", async (_, rows) => {
  await using hung = await fakePodman(answers(rows));
  const client = createPodmanClient({ socketPath: `unix://${hung.socketPath}`, requestTimeoutMilliseconds: 600_000 });
  try {
    const attempt = execCommand({ ...lab.deps, client }, ["true"], 300, never);
    expect(await failure(attempt)).toMatchObject({ code: "timeout", message: "exec took longer than 0.3 s and was killed" });
  } finally {
    client.close();
  }
});

test("a Podman that dies ends its execs with an error, and nothing is left of them", async () => {
  await using own = await ownPodmanService();
  await using mine = await openExecLab(own);
  const [first, second] = [unique(), unique()];
  const attempts = [
    failure(mine.command(`echo begun; sleep ${first}`)),
    failure(mine.session(`cat; sleep ${second}`, { input: ["begun"] })),
  ];
  await waitFor("the processes", () => processesOfMachine(first) > 0 && processesOfMachine(second) > 0);
  await own.stopService("SIGKILL");
  for (const error of await Promise.all(attempts)) expect(error).toMatchObject({ code: "podmanUnreachable" });
  await waitFor("the processes to go", () => processesOfMachine(first) + processesOfMachine(second) === 0);
  await own.startService();
  expect((await mine.command("echo again")).out).toBe("again\n");
});
