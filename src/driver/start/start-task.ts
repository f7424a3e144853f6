import type { PluginOptions } from "../../config/plugin-options/plugin-options.ts";
import { taskWarnings } from "../../config/warnings.ts";
import { DriverError, isDriverError } from "../../core/errors.ts";
import type { Logger } from "../../core/logger.ts";
import type { TaskConfig } from "../../core/task-config.ts";
import type { StartedTask } from "../../core/task-status.ts";
import type { SpecGenerator } from "../../podman/containers/spec-generator.ts";
import type { ContainerInspect } from "../../podman/containers/types.ts";
import { networkOverride } from "../../translate/network/task-network.ts";
import { podmanWarning } from "../../translate/refusals/podman-warning.ts";
import { buildContainerSpec } from "../../translate/spec/container-spec.ts";
import { type LogRoute, logRoute } from "../../translate/spec/logging.ts";
import { encodeDriverState } from "../../translate/state/driver-state.ts";
import type { ImageSource } from "../images/source.ts";
import type { LogCollector } from "../logs/collector.ts";
import type { LogOutputs } from "../logs/outputs.ts";
import type { PodmanService, PodmanServices } from "../services/podman-services.ts";
import { Task } from "../task/task.ts";
import { inspectContainer, taskContainer } from "../task/task-container.ts";
import { createContainer, type MadeContainer } from "./create-container.ts";
import type { FailedStarts } from "./failed-starts.ts";
import { checkJoinedTasks, type JoinDeps } from "./joined-task.ts";
import { type StartGuard, startContainer } from "./start-container.ts";
import { startError } from "./start-error.ts";
import { type DecodedTask, decodeTask, specInput } from "./task-inputs.ts";

/** Version of the handle, as the Go driver's. */
const handleVersion = 1;

export interface StartDeps extends JoinDeps {
  readonly plugin: PluginOptions;
  readonly services: PodmanServices;
  readonly images: ImageSource;
  readonly failedStarts: FailedStarts;
  readonly logs: LogCollector;
  readonly logger: Logger;
}

/**
 * Starts a task: three requests to Podman when the image is local. Whatever fails, no container is left.
 *
 * @throws DriverError
 */
export async function startTask(
  config: TaskConfig,
  deps: StartDeps,
  signal: AbortSignal,
): Promise<{ readonly task: Task; readonly answer: StartedTask }> {
  const decoded = decodeTask(config, deps.plugin);
  const service = deps.services.get(decoded.options.socket);
  const { host } = await service.facts();
  const imageTask = { config, options: decoded.options, plugin: deps.plugin, service };
  await checkJoinedTasks(service.client, { ...imageTask, task: config, host }, deps, { signal });
  const input = await specInput(config, decoded, deps.plugin, host, service.client.networks, signal);
  // Before the image is fetched: a bad option must not cost a download.
  const { spec: withoutImage, warnings } = buildContainerSpec(input);
  const image = await deps.images.prepare(imageTask, signal);
  const spec = { ...withoutImage, image };
  deps.failedStarts.spare(spec.name);
  let made: MadeContainer | undefined;
  let outputs: LogOutputs | undefined;
  try {
    made = await createContainer(service.client, spec, config, signal).catch(async (error: unknown) => {
      if (!isDriverError(error, "notFound") || (await service.client.images.exists(image, { signal }))) throw error;
      const fetched = await deps.images.fetch(imageTask, signal);
      return createContainer(service.client, { ...spec, image: fetched }, config, signal);
    });
    if (!made.adopted) {
      const starting = startContainer(service.client, made.id, guardOf(config, spec, deps.plugin), { signal });
      // While Podman works.
      outputs = deps.logs.prepare(config, logRoute(input));
      await starting;
    }
    const inspect = await inspectContainer(service.client, made.id, { signal });
    if (signal.aborted) throw new DriverError("cancelled", `the start of task ${config.name} was cancelled`);
    tell(config, decoded, made, warnings, deps);
    const network = networkOverride(inspect.networkSettings, Object.keys(spec.Networks ?? {}), decoded.options.port_map);
    const task = newTask(config, service, inspect, network, logRoute(input), { resume: made.adopted, outputs }, deps);
    return { task, answer: { handle: handleOf(task, decoded, logRoute(input)), network } };
  } catch (error) {
    await outputs?.drop();
    // By its id: the name may be that of a container which is somebody else's.
    if (made === undefined) await deps.failedStarts.createFailed(service.client, spec, error);
    else await deps.failedStarts.removeMade(service.client, made.id);
    throw await startError(error, config, decoded.options, service);
  }
}

function guardOf(task: TaskConfig, { mounts = [] }: SpecGenerator, plugin: PluginOptions): StartGuard {
  return { task, binds: mounts.filter(({ type }) => type === "bind"), hostVolumes: plugin.volumes.enabled };
}

function newTask(
  config: TaskConfig,
  service: PodmanService,
  inspect: ContainerInspect,
  network: Task["network"],
  route: LogRoute,
  { resume, outputs }: { readonly resume: boolean; readonly outputs: LogOutputs | undefined },
  { logs, events }: StartDeps,
): Task {
  const logged = {
    containerId: inspect.id,
    containers: service.client.containers,
    driver: route.driver,
    collected: route.collected,
    socket: service.client.socket,
    logPath: inspect.log.path,
    stdoutPath: config.stdoutPath,
    stderrPath: config.stderrPath,
    allocDir: config.allocDir,
    taskName: config.name,
    tell: (message: string) => events.emit(config, message),
    resume,
  };
  const log = logs.attach(logged, outputs);
  return new Task({ config, service, container: taskContainer(inspect), network, log });
}

function handleOf(task: Task, { body }: DecodedTask, route: LogRoute): StartedTask["handle"] {
  const driverState = encodeDriverState(
    {
      containerId: task.container.id,
      socket: task.service.name,
      startedAt: task.container.startedAt,
      network: task.network,
      logStreamer: route.driver === "journald" && route.collected,
    },
    body,
  );
  return { version: handleVersion, config: task.config, state: "running", driverState };
}

function tell(
  config: TaskConfig,
  { body }: DecodedTask,
  made: MadeContainer,
  warnings: readonly string[],
  deps: StartDeps,
): void {
  const what = made.adopted ? "Took over container" : "Created container";
  deps.events.emit(config, `${what} ${made.id.slice(0, 12)}`, { container_id: made.id });
  const podmans = made.warnings.map((words) => podmanWarning(words, { body, resources: config.resources }));
  for (const warning of [...taskWarnings(body), ...warnings, ...podmans]) {
    deps.logger.warn(warning, { task: config.id });
    deps.events.emit(config, `Warning: ${warning}`);
  }
}
