import { expect, test } from "bun:test";
import { silentLogger } from "../../../src/core/silent-logger.ts";
import { WatchedTask } from "../../../src/driver/exits/watched-task.ts";
import { TaskEvents } from "../../../src/driver/task/task-events.ts";
import { systemClock } from "../../../src/platform/system-clock.ts";
import { answers } from "../../fakes/fake-answers.ts";
import { failure, fakePodman, json } from "../../fakes/fake-podman.ts";
import { fakeTask, serviceAt } from "../../fakes/fake-task.ts";
import { inspected } from "../../fixtures/podman-responses.ts";
import { never } from "../../lab/lifecycle-lab.ts";

const exited = json({
  ...inspected,
  State: { ...inspected.State, Status: "exited", Running: false, Pid: 0, ConmonPid: 0, ExitCode: 3 },
});

test.each([
  { what: "the delivery of the output", found: exited, log: 1, clock: 0, exitCode: 3 },
  {
    what: "the delivery of the output of a container that is gone",
    found: failure(404, "gone"),
    log: 1,
    clock: 0,
    exitCode: -1,
  },
  { what: "the pause between two checks", found: failure(500, "not now"), log: 0, clock: 1, exitCode: 3 },
])("a fault in $what leaves a task that is checked again", async ({ found, log, clock, exitCode }) => {
  let response = found;
  await using podman = await fakePodman(answers({ "GET /containers/": (socket, request) => response(socket, request) }));
  const service = serviceAt(podman.socketPath);
  const left = { log, clock };
  const broken = (what: keyof typeof left) => {
    left[what] -= 1;
    if (left[what] >= 0) throw new Error("broken");
  };
  const task = fakeTask(service, {}, { finish: async () => broken("log"), abandon: () => undefined, forget: () => undefined });
  const sleep: typeof systemClock.sleep = async (milliseconds, signal) => {
    broken("clock");
    await systemClock.sleep(milliseconds, signal);
  };
  const events = new TaskEvents(systemClock);
  const watched = new WatchedTask(task, { logger: silentLogger, clock: { ...systemClock, sleep }, events });
  await watched.catchUp();
  await watched.confirm();
  response = exited;
  await watched.confirm();
  expect(await task.exit(never)).toMatchObject({ exitCode });
  service.client.close();
});
