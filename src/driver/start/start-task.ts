import { DriverError } from "../../core/errors.ts";
import type { Logger } from "../../core/logger.ts";
import type { TaskConfig } from "../../core/task-config.ts";
import type { StartedTask } from "../../core/task-status.ts";
import { podmanWarning } from "../../translate/errors/podman-warning.ts";
import { createdNetworks } from "../../translate/network/created-networks.ts";
import { advertisedWarning, networkOverride } from "../../translate/network/task-network.ts";
import { machineIdFile } from "../../translate/spec/systemd.ts";
import { encodeDriverState } from "../../translate/state/driver-state.ts";
import type { ImageSource } from "../images/source.ts";
import type { CreatedNetworks } from "../services/created-networks.ts";
import type { Task } from "../task/task.ts";
import { type AttachDeps, attachTask } from "./attach-task.ts";
import { createContainer, type MadeContainer } from "./create-container.ts";
import type { FailedStarts, StartedSoFar } from "./failed-starts.ts";
import { makeVolumeDirectories } from "./make-volume-directories.ts";
import { makeVolumes } from "./make-volumes.ts";
import { type PlanDeps, planStart, type StartPlan } from "./plan.ts";
import { startContainer } from "./start-container.ts";
import { startError } from "./start-error.ts";
import { writeHostsFile } from "./write-hosts-file.ts";
import { type TaskFile, writeTaskFile } from "./write-task-file.ts";

export interface StartDeps extends PlanDeps, AttachDeps {
  readonly images: ImageSource;
  readonly failedStarts: FailedStarts;
  readonly networks: CreatedNetworks;
  readonly logger: Logger;
}

export interface StartOutcome {
  readonly task: Task;
  readonly response: StartedTask;
}

/** A start whose plan stands and whose image is there. */
interface Start extends StartedSoFar {
  readonly deps: StartDeps;
  readonly signal: AbortSignal;
}

/**
 * Starts a task in five phases, with three requests to Podman when the image is local:
 *
 * - plan: everything is decided, nothing is made;
 * - image: it is loaded, or pulled unless it may be local;
 * - create: the group's hosts file, files of the task's own, missing volumes, directories and networks, and the container are made;
 * - start: the container is started, and the way to Nomad's log collector is opened;
 * - attach: the container is inspected, its output is collected, and Nomad gets the handle.
 *
 * {@link FailedStarts.undo} has what each of them must undo: no container is left.
 *
 * @throws DriverError
 */
export async function startTask(config: TaskConfig, deps: StartDeps, signal: AbortSignal): Promise<StartOutcome> {
  const plan = await planStart(config, deps, signal);
  const image = plan.options.image === undefined ? undefined : await deps.images.prepare(plan, signal);
  if (plan.hostsFile !== undefined) writeHostsFile(plan.hostsFile);
  for (const file of taskFiles(plan)) writeTaskFile(file);
  for (const name of await makeVolumes(plan.service.client, plan.volumes, signal))
    deps.events.emit(config, `Made volume ${name}`);
  for (const path of makeVolumeDirectories(plan)) deps.events.emit(config, `Made directory ${path}, which volumes names`);
  const started: Start = { plan, deps, signal };
  deps.failedStarts.spare(plan.spec.name);
  try {
    const container = await create(started, image);
    if (!container.adopted) await start(started, container);
    return await attach(started, container);
  } catch (error) {
    await deps.failedStarts.undo(started, error);
    await deps.networks.removeUnused(plan.service, createdNetworks(plan.spec.labels ?? {}));
    throw await startError(error, plan);
  }
}

function taskFiles({ resolvConf, ...input }: StartPlan): readonly TaskFile[] {
  const copy = resolvConf?.copy === undefined ? [] : [{ path: resolvConf.source, ...resolvConf.copy }];
  const machineId = machineIdFile(input);
  return machineId === undefined ? copy : [...copy, { ...machineId, mode: 0o444 }];
}

async function create(started: Start, image: string | undefined): Promise<MadeContainer> {
  const { plan, deps, signal } = started;
  const container = await deps.networks.during(plan.service, plan.networks, signal, () =>
    createContainer(plan, image, deps.images, signal),
  );
  started.containerId = container.id;
  return container;
}

async function start(started: Start, { id }: MadeContainer): Promise<void> {
  const { plan, deps, signal } = started;
  const { task, plugin, spec, service } = plan;
  const binds = (spec.mounts ?? []).filter(({ type }) => type === "bind");
  const guard = { allocDir: task.allocDir, binds, hostVolumes: plugin.volumes.enabled };
  const running = startContainer(service.client, id, guard, { signal });
  // While Podman works.
  started.outputs = deps.logs.prepare(task, plan.log);
  await running;
}

async function attach({ plan, deps, signal, outputs }: Start, container: MadeContainer): Promise<StartOutcome> {
  const { task: config, options, spec, service, log } = plan;
  const inspect = await service.client.containers.inspect(container.id, { signal });
  if (signal.aborted) throw new DriverError("cancelled", `the start of task ${config.name} was cancelled`);
  const network = networkOverride(inspect.networkSettings, Object.keys(spec.Networks ?? {}), options);
  const unadvertised = advertisedWarning(network, options);
  report(plan, container, deps, unadvertised === undefined ? [] : [unadvertised]);
  const task = attachTask({ config, service, inspect, network, log, resume: container.adopted, outputs }, deps);
  const state = {
    containerId: task.container.id,
    socket: service.name,
    startedAt: task.container.startedAt,
    network,
    logStreamer: log.driver === "journald" && log.collected,
  };
  const driverState = encodeDriverState(state, plan.written, plan.driverName);
  return { task, response: { handle: { config, driverState }, network } };
}

/** Shows the task's users the container and every warning. */
function report(
  { task, written, warnings }: StartPlan,
  container: MadeContainer,
  { events, logger, words }: StartDeps,
  further: readonly string[],
): void {
  const what = container.adopted ? "Took over container" : "Created container";
  events.emit(task, `${what} ${container.id.slice(0, 12)}`, { container_id: container.id });
  const podmans = container.warnings.map((words) => podmanWarning(words, { body: written, resources: task.resources }));
  // A dialect and the options that it is translated to may say the same.
  for (const warning of new Set([...words.warnings, ...[...warnings, ...podmans, ...further].map(words.reworded)])) {
    logger.warn(warning, { task: task.id });
    events.emit(task, `Warning: ${warning}`);
  }
}
