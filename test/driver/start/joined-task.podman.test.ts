import { afterAll, expect, setDefaultTimeout, test } from "bun:test";
import { randomUUID } from "node:crypto";
import { waitForJoinedTasks } from "../../../src/driver/start/joined-task.ts";
import { TaskEvents } from "../../../src/driver/task/task-events.ts";
import { systemClock } from "../../../src/platform/system-clock.ts";
import { createPodmanClient } from "../../../src/podman/client.ts";
import { specInput } from "../../fixtures/task-input.ts";
import { never } from "../../lab/lifecycle-lab.ts";
import { startPodmanService } from "../../lab/test-podman.ts";

setDefaultTimeout(60_000);

const podman = await startPodmanService();
const client = createPodmanClient({ socketPath: `unix://${podman.socketPath}`, requestTimeoutMilliseconds: 30_000 });

afterAll(() => client.close());

/** Time is over at once, and no task comes. */
const deps = {
  clock: { ...systemClock, sleep: () => Promise.resolve() },
  events: new TaskEvents(systemClock),
  store: { nextAdded: new Promise<void>(() => undefined) },
};

test.each(["network_mode", "ipc_mode", "pid_mode"])(
  "waitForJoinedTasks gives up on a task of %s that does not run",
  async (option) => {
    const allocId = randomUUID();
    const input = specInput({ task: { allocId }, options: { [option]: "task:main" } });
    const check = () => waitForJoinedTasks(client, input, deps, { signal: never });
    await expect(check()).rejects.toMatchObject({
      code: "invalidConfig",
      recoverable: true,
      message: expect.stringContaining(`${option} = "task:main": no task "main" of the allocation runs: that task must`),
    });
    await podman.podman("create", "--name", `main-${allocId}`, podman.image, "sleep", "600");
    await expect(check()).rejects.toThrow(`task "main" does not run, its container is created`);
    await podman.podman("start", `main-${allocId}`);
    await check();
    await podman.podman("rm", "--force", "--time", "0", `main-${allocId}`);
  },
);

test("waitForJoinedTasks asks nothing for a task that joins none", async () => {
  const closed = createPodmanClient({ socketPath: "unix:///nonexistent", requestTimeoutMilliseconds: 1_000 });
  const input = specInput({ options: { network_mode: "bridge", ipc_mode: "private" } });
  await waitForJoinedTasks(closed, input, deps, { signal: never });
});
