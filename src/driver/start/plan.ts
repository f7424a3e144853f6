import { decodeMsgpack } from "../../codec/msgpack.ts";
import { isRecord } from "../../config/checks/values.ts";
import type { PluginOptions } from "../../config/plugin-options/plugin-options.ts";
import { validateTaskOptions } from "../../config/validate.ts";
import { taskWarnings } from "../../config/warnings.ts";
import type { TaskConfig } from "../../core/task-config.ts";
import type { SpecGenerator } from "../../podman/containers/spec-generator.ts";
import type { CallOptions } from "../../podman/http/call-bound.ts";
import type { NetworksApi } from "../../podman/networks/calls.ts";
import type { NetworkBody } from "../../podman/networks/types.ts";
import type { VolumeBody } from "../../podman/volumes/types.ts";
import type { SpecInput } from "../../translate/input/spec-input.ts";
import { specInput, taskInput } from "../../translate/input/task-input.ts";
import type { WantedDirectory } from "../../translate/mounts/volumes.ts";
import { checkNetwork, type NamedNetwork, type NetworkFacts, namedNetworks } from "../../translate/network/named-networks.ts";
import { buildContainerSpec } from "../../translate/spec/container-spec.ts";
import type { TaskWords } from "../api.ts";
import type { PodmanService, PodmanServices } from "../services/podman-services.ts";
import { type JoinDeps, waitForJoinedTasks } from "./joined-task.ts";
import { readNode } from "./read-node.ts";

/** Everything that is decided about a start before anything is made. */
export interface StartPlan extends SpecInput {
  readonly service: PodmanService;
  /** The create body, all but its image. */
  readonly spec: SpecGenerator;
  /** To be made before the container, where they are missing. */
  readonly networks: readonly NetworkBody[];
  /** The same. */
  readonly volumes: readonly VolumeBody[];
  /** The same. */
  readonly directories: readonly WantedDirectory[];
  /** What the task's users should know, one line each. */
  readonly warnings: readonly string[];
}

export interface PlanDeps extends JoinDeps {
  readonly plugin: PluginOptions;
  readonly driverName: string;
  readonly words: TaskWords;
  readonly services: PodmanServices;
}

/**
 * Decides all that can be decided before the image is fetched: a bad option must not cost a download. Makes nothing, and asks
 * Podman only for the networks and tasks that the options name.
 *
 * @throws DriverError
 */
export async function planStart(task: TaskConfig, deps: PlanDeps, signal: AbortSignal): Promise<StartPlan> {
  const { plugin, driverName, services } = deps;
  const body = decodeMsgpack(task.driverConfig);
  const options = validateTaskOptions(body, plugin);
  const written = isRecord(body) ? body : {};
  const service = services.get(options.socket);
  const { host } = await service.facts();
  const decided = taskInput({ task, options, written, plugin, host, driverName });
  await waitForJoinedTasks(service.client, decided, deps, { signal });
  const networks = await findNetworks(service.client.networks, namedNetworks(decided), { signal });
  const input = specInput(decided, await readNode(decided, networks));
  const { warnings, ...made } = buildContainerSpec(input);
  return { ...input, service, ...made, warnings: [...taskWarnings(written), ...warnings] };
}

/** One request for each network that the task names. @throws DriverError `invalidConfig` for one that is missing, or lacks an address */
async function findNetworks(
  api: NetworksApi,
  named: readonly NamedNetwork[],
  options: CallOptions,
): Promise<readonly NetworkFacts[]> {
  const found = await Promise.all(
    named.map(async (network) => {
      const facts = await api.inspect(network.name, options);
      if (facts === undefined && network.create) return [];
      checkNetwork(network, facts, facts === undefined ? await api.list(options) : []);
      return [facts];
    }),
  );
  return found.flat();
}
