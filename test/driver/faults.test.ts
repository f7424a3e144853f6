import { expect, setDefaultTimeout, test } from "bun:test";
import type { Socket } from "node:net";
import { answers } from "../fakes/fake-answers.ts";
import { chunk, chunkedHead, type FakeAnswer, failure, fakePodman, json, stall } from "../fakes/fake-podman.ts";
import { event, containerId as id, inspected } from "../fixtures/podman-responses.ts";
import { exitOf, nameOf, never, openLifecycleLab } from "../lab/lifecycle-lab.ts";
import { waitFor } from "../lab/wait-for.ts";

setDefaultTimeout(60_000);

/** An inspect of a container of that name, label and state. */
function inspect(name: string, allocId: string, state: Readonly<Record<string, unknown>>): FakeAnswer {
  return json({
    ...inspected,
    Name: name,
    Config: { ...inspected.Config, Labels: { "com.hashicorp.nomad.alloc_id": allocId } },
    State: { ...inspected.State, Pid: 0, ConmonPid: 0, CgroupPath: "", ...state },
  });
}

test("startTask whose create never ends removes the container that Podman makes afterwards", async () => {
  let found: FakeAnswer = failure(404, "no such container");
  const removed: string[] = [];
  await using podman = await fakePodman(
    answers({
      "POST /containers/create": stall,
      "GET /containers/": (socket, request) => found(socket, request),
      "DELETE /containers/": (socket, request) => {
        removed.push(request.path);
        json([])(socket, request);
      },
    }),
  );
  await using lab = openLifecycleLab(podman.socketPath, { client_http_timeout: "500ms" });
  const task = lab.task("exit 0");
  await expect(lab.driver.startTask(task.config, never)).rejects.toMatchObject({ code: "timeout", recoverable: true });
  expect(removed).toEqual([]);
  found = inspect(nameOf(task), task.config.allocId, { Status: "created", Running: false });
  await waitFor("the removal", () => removed.length > 0);
  expect(removed[0]).toContain(id);
});

test("startTask whose create never ends does not touch another container with that name", async () => {
  let checks = 0;
  const removed: string[] = [];
  await using podman = await fakePodman(
    answers({
      "POST /containers/create": stall,
      "GET /containers/": (socket, request) => {
        checks += 1;
        inspect("other", "other", {})(socket, request);
      },
      "DELETE /containers/": (socket, request) => {
        removed.push(request.path);
        json([])(socket, request);
      },
    }),
  );
  await using lab = openLifecycleLab(podman.socketPath, { client_http_timeout: "500ms" });
  await expect(lab.driver.startTask(lab.task("exit 0").config, never)).rejects.toMatchObject({ code: "timeout" });
  expect(checks).toBe(1);
  expect(removed).toEqual([]);
});

test("startTask fails with a timeout when Podman does not respond", async () => {
  await using podman = await fakePodman(stall);
  await using lab = openLifecycleLab(podman.socketPath, { client_http_timeout: "300ms" });
  const started = lab.driver.startTask(lab.task("exit 0").config, never);
  await expect(started).rejects.toMatchObject({ code: "timeout", recoverable: true });
});

test("waitTask reports no exit while Podman is still stopping the container", async () => {
  let checks = 0;
  await using podman = await fakePodman(
    answers({
      "POST /containers/create": json({ Id: id, Warnings: [] }, 201),
      "POST /containers/": json({}),
      "GET /containers/": (socket, request) => {
        checks += 1;
        const state =
          checks < 4
            ? { Status: "stopping", ExitCode: 0 }
            : { Status: "exited", Running: false, ExitCode: 137, OOMKilled: false };
        inspect("any", "any", state)(socket, request);
      },
      "DELETE /containers/": json([]),
    }),
  );
  await using lab = openLifecycleLab(podman.socketPath, { disable_log_collection: true });
  const task = lab.task("exit 0");
  await lab.start(task);
  expect(await exitOf(lab.driver, task)).toEqual({ exitCode: 137, signal: 9, oomKilled: false });
  expect(checks).toBe(4);
});

test("stopTask waits for longer than client_http_timeout, and no request lasts as long", async () => {
  const signals: string[] = [];
  const killed = () => signals.includes("signal=9");
  let events: Socket | undefined;
  await using podman = await fakePodman(
    answers({
      "POST /containers/create": json({ Id: id, Warnings: [] }, 201),
      [`POST /containers/${id}/kill`]: (socket, request) => {
        signals.push(...request.query);
        json({})(socket, request);
        if (killed()) events?.write(chunk(`${JSON.stringify(event("died", "137"))}\n`));
      },
      "POST /containers/": json({}),
      "GET /containers/": (socket, request) => {
        const end = { Status: "exited", Running: false, ExitCode: 137 };
        inspect("any", "any", killed() ? end : { Pid: process.pid, ConmonPid: process.pid })(socket, request);
      },
      "GET /events": (socket) => {
        events = socket;
        socket.write(chunkedHead);
      },
      "DELETE /containers/": json([]),
    }),
  );
  await using lab = openLifecycleLab(podman.socketPath, { client_http_timeout: "2s", disable_log_collection: true });
  const task = lab.task("exit 0");
  await lab.start(task);
  const began = performance.now();
  await lab.driver.stopTask(task.config.id, 3_000, "SIGTERM");
  expect(performance.now() - began).toBeGreaterThanOrEqual(3_000);
  expect(signals.slice(0, 2)).toEqual(["signal=15", "signal=9"]);
  expect(await exitOf(lab.driver, task)).toEqual({ exitCode: 137, signal: 9, oomKilled: false });
});

test.each([
  { what: "with the code of Podman's event", event: event("died", "5"), exit: { exitCode: 5, signal: 0, oomKilled: false } },
  {
    what: "with an unknown code",
    event: event("remove"),
    exit: { exitCode: -1, signal: 0, oomKilled: false, error: expect.stringContaining("exit code unknown") },
  },
])("waitTask reports the exit of a container that is gone, $what", async ({ event, exit }) => {
  let isGone = false;
  let events: Socket | undefined;
  await using podman = await fakePodman(
    answers({
      "POST /containers/create": json({ Id: id, Warnings: [] }, 201),
      "POST /containers/": json({}),
      "GET /containers/": (socket, request) => {
        const pids = { Pid: process.pid, ConmonPid: process.pid };
        (isGone ? failure(404, "no such container") : inspect("any", "any", pids))(socket, request);
      },
      "GET /events": (socket) => {
        events = socket;
        socket.write(chunkedHead);
      },
      "DELETE /containers/": json([]),
    }),
  );
  await using lab = openLifecycleLab(podman.socketPath, { disable_log_collection: true });
  const task = lab.task("exit 0");
  await lab.start(task);
  await waitFor("the event stream", () => events !== undefined);
  isGone = true;
  events?.write(chunk(`${JSON.stringify(event)}\n`));
  expect(await exitOf(lab.driver, task)).toEqual(exit);
});

test("startTask of a local image takes three requests once the node is known", async () => {
  await using podman = await fakePodman(
    answers({
      "POST /containers/create": json({ Id: id, Warnings: [] }, 201),
      "POST /containers/": json({}),
      "GET /containers/": inspect("any", "any", { Pid: process.pid, ConmonPid: process.pid }),
      "GET /events": stall,
      "DELETE /containers/": json([]),
    }),
  );
  await using lab = openLifecycleLab(podman.socketPath);
  const asked = () => podman.requests.map(({ method, path }) => `${method} ${path.replace("/v4.0.0/libpod", "")}`);
  for await (const { health } of lab.driver.fingerprint(AbortSignal.timeout(5_000))) if (health === "healthy") break;
  await waitFor("the event stream", () => asked().includes("GET /events"));
  const before = podman.requests.length;
  await lab.driver.startTask(lab.task("exit 0").config, never);
  expect(asked().slice(before)).toEqual([
    "POST /containers/create",
    `POST /containers/${id}/start`,
    `GET /containers/${id}/json`,
  ]);
});

test("startTask reports in the task's events which option Podman dropped", async () => {
  const words =
    "Your kernel does not support swap limit capabilities or the cgroup is not mounted. Memory limited without swap.";
  await using podman = await fakePodman(
    answers({
      "POST /containers/create": json({ Id: id, Warnings: [words] }, 201),
      "POST /containers/": json({}),
      "GET /containers/": inspect("any", "any", { Pid: process.pid, ConmonPid: process.pid }),
      "GET /events": stall,
      "DELETE /containers/": json([]),
    }),
  );
  await using lab = openLifecycleLab(podman.socketPath, { disable_log_collection: true });
  await lab.driver.startTask(lab.task("exit 0", { memory_swap: "1g" }).config, never);
  const warnings = () => lab.events.filter(({ message }) => message.startsWith("Warning: ")).map(({ message }) => message);
  await waitFor("the event", () => warnings().length > 0);
  expect(warnings()).toEqual([`Warning: memory_swap = "1g": it has no effect, as Podman left it out (${words})`]);
});

test("startTask refuses a bad option before it pulls an image", async () => {
  const pulls: string[] = [];
  await using podman = await fakePodman(
    answers({
      "POST /images/pull": (socket, request) => {
        pulls.push(request.path);
        failure(500, "no pull was expected")(socket, request);
      },
    }),
  );
  await using lab = openLifecycleLab(podman.socketPath);
  const task = lab.task("exit 0", { force_pull: true, image: "registry.example/app:1", security_opt: ["nonsense"] });
  await expect(lab.driver.startTask(task.config, never)).rejects.toMatchObject({ code: "invalidConfig" });
  expect(pulls).toEqual([]);
});
