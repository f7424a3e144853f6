import { emptyTask } from "../../src/core/task-config.ts";
import { PodmanService } from "../../src/driver/services/podman-services.ts";
import { Task, type TaskContainer } from "../../src/driver/task/task.ts";
import { createPodmanClient } from "../../src/podman/client.ts";
import { inspected } from "../fixtures/podman-responses.ts";
import { someResources } from "../lab/plugin-client-task.ts";

/** The service behind a socket, as the driver sees it. */
export function serviceAt(socketPath: string, requestTimeoutMilliseconds = 60_000): PodmanService {
  return new PodmanService(
    "default",
    true,
    createPodmanClient({ socketPath: `unix://${socketPath}`, requestTimeoutMilliseconds }),
  );
}

/** A task without directories, whose container is what a fake Podman says. */
export function fakeTask(
  service: PodmanService,
  container: Partial<TaskContainer> = {},
  log: Task["log"] = { finish: async () => undefined, abandon: () => undefined, forget: () => undefined },
): Task {
  return new Task({
    config: {
      ...emptyTask,
      id: "alloc/task/1",
      name: "task",
      allocId: "alloc",
      allocDir: "/nowhere/alloc",
      resources: someResources,
    },
    service,
    container: {
      id: inspected.Id,
      pid: 0,
      conmonPid: 0,
      conmonPidFile: "",
      cgroupPath: "",
      stopSignal: "SIGTERM",
      startedAt: new Date(0),
      joined: [],
      createdNetworks: [],
      imageId: "",
      healthCheck: undefined,
      healthCheckedAt: "",
      ...container,
    },
    network: undefined,
    log,
  });
}
