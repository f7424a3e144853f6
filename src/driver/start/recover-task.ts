import type { PluginOptions } from "../../config/plugin-options/plugin-options.ts";
import { DriverError, isDriverError } from "../../core/errors.ts";
import type { TaskHandle } from "../../core/task-status.ts";
import type { ContainerState } from "../../podman/containers/types.ts";
import { decodeDriverState } from "../../translate/state/driver-state.ts";
import { recoveredLogRoute } from "../../translate/state/recovered-log.ts";
import type { PodmanServices } from "../services/podman-services.ts";
import type { Task } from "../task/task.ts";
import { type AttachDeps, attachTask } from "./attach-task.ts";
import { startContainer } from "./start-container.ts";

/** States of a container that has not run since its node started: Podman forgets then that it ever did. */
const neverRan: ReadonlySet<string> = new Set(["created", "initialized", "removing", "unknown"]);

/**
 * Podman 5 calls a container "exited" that ran when its node lost its power, with exit code 0 and without a time
 * (docs/podman-quirks.md#power-loss): Nomad would take the task for done.
 */
function wasCutOff({ status, finishedAt }: ContainerState): boolean {
  return status !== "running" && status !== "paused" && status !== "stopping" && finishedAt === undefined;
}

/** How long one request may take, in milliseconds: the agent's start waits for it. */
const requestTimeout = 10_000;

export interface RecoverDeps extends AttachDeps {
  readonly plugin: PluginOptions;
  readonly driverName: string;
  readonly services: PodmanServices;
}

/**
 * Takes up a task that an earlier plugin, ours or the Go driver, started. A container that ended meanwhile is taken up
 * as well: the exit watcher then finds its real exit code.
 *
 * @throws DriverError `notFound` when the container is gone: Nomad then starts the task again
 */
export async function recoverTask(handle: TaskHandle, deps: RecoverDeps): Promise<Task> {
  const state = decodeDriverState(handle.driverState, deps.driverName);
  const service = deps.services.get(state.socket);
  const { config } = handle;
  const bound = { timeoutMilliseconds: requestTimeout };
  let inspect = await service.client.containers.inspect(state.containerId, bound).catch((error: unknown) => {
    if (!isDriverError(error, "notFound")) throw error;
    const text = `container ${state.containerId.slice(0, 12)} of task ${config.name} does not exist any more: it cannot be recovered`;
    throw new DriverError("notFound", text, { cause: error });
  });
  if (deps.plugin.recover_stopped && (inspect.state.status === "exited" || inspect.state.status === "stopped")) {
    const binds = inspect.mounts.filter(({ type }) => type === "bind");
    const guard = { allocDir: config.allocDir, binds, hostVolumes: deps.plugin.volumes.enabled };
    await startContainer(service.client, state.containerId, guard, bound);
    inspect = await service.client.containers.inspect(state.containerId, bound);
  }
  if (neverRan.has(inspect.state.status) || wasCutOff(inspect.state)) {
    const text = `container ${inspect.id.slice(0, 12)} of task ${config.name} does not run any more (${inspect.state.status}), as after a restart of the node: it cannot be recovered`;
    throw new DriverError("notFound", text);
  }
  const known = {
    startedAt: inspect.state.startedAt ?? state.startedAt,
    healthCheckedAt: inspect.state.health?.lastCheck?.startedAt ?? "",
  };
  const log = recoveredLogRoute(inspect, state, deps.plugin);
  return attachTask({ config, service, inspect, known, network: state.network, log, resume: true }, deps);
}
