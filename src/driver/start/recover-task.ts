import type { PluginOptions } from "../../config/plugin-options/plugin-options.ts";
import { DriverError, isDriverError } from "../../core/errors.ts";
import type { TaskHandle } from "../../core/task-status.ts";
import { decodeDriverState } from "../../translate/state/driver-state.ts";
import { recoveredLogRoute } from "../../translate/state/recovered-log.ts";
import type { LogCollector } from "../logs/collector.ts";
import type { PodmanServices } from "../services/podman-services.ts";
import { Task } from "../task/task.ts";
import { inspectContainer, taskContainer } from "../task/task-container.ts";
import type { TaskEvents } from "../task/task-events.ts";
import { startContainer } from "./start-container.ts";

/** States of a container that has not run since its node started: Podman forgets then that it ever did. */
const neverRan: ReadonlySet<string> = new Set(["created", "initialized", "removing", "unknown"]);

/** The longest that one recovery may take, in milliseconds: the agent's start waits for it. */
const patience = 10_000;

export interface RecoverDeps {
  readonly plugin: PluginOptions;
  readonly services: PodmanServices;
  readonly logs: LogCollector;
  readonly events: TaskEvents;
}

/**
 * Takes up a task that an earlier plugin, ours or the Go driver, started. A container that ended meanwhile is taken up
 * as well: the exit watcher then finds its real exit code.
 *
 * @throws DriverError `notFound` when the container is gone: Nomad then starts the task anew
 */
export async function recoverTask(handle: TaskHandle, deps: RecoverDeps): Promise<Task> {
  const state = decodeDriverState(handle.driverState);
  const service = deps.services.get(state.socket);
  const { config } = handle;
  const containers = service.client.containers;
  const bound = { timeoutMilliseconds: patience };
  let inspect = await inspectContainer(service.client, state.containerId, bound).catch((error: unknown) => {
    if (!isDriverError(error, "notFound")) throw error;
    const text = `container ${state.containerId.slice(0, 12)} of task ${config.name} does not exist any more: it cannot be recovered`;
    throw new DriverError("notFound", text, { cause: error });
  });
  if (deps.plugin.recover_stopped && (inspect.state.status === "exited" || inspect.state.status === "stopped")) {
    const binds = inspect.mounts.filter(({ type }) => type === "bind");
    const guard = { task: config, binds, hostVolumes: deps.plugin.volumes.enabled };
    await startContainer(service.client, state.containerId, guard, bound);
    inspect = await inspectContainer(service.client, state.containerId, bound);
  }
  if (neverRan.has(inspect.state.status)) {
    const text = `container ${inspect.id.slice(0, 12)} of task ${config.name} does not run any more (${inspect.state.status}), as after a restart of the node: it cannot be recovered`;
    throw new DriverError("notFound", text);
  }
  return new Task({
    config,
    service,
    container: {
      ...taskContainer(inspect),
      startedAt: inspect.state.startedAt ?? state.startedAt,
      healthCheckedAt: inspect.state.health?.lastCheck?.startedAt ?? "",
    },
    network: state.network,
    log: deps.logs.attach({
      containerId: inspect.id,
      containers,
      ...recoveredLogRoute(inspect, state, deps.plugin),
      socket: service.client.socket,
      logPath: inspect.log.path,
      stdoutPath: config.stdoutPath,
      stderrPath: config.stderrPath,
      allocDir: config.allocDir,
      taskName: config.name,
      tell: (message) => deps.events.emit(config, message),
      resume: true,
    }),
  });
}
