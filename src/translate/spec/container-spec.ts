import { containerName } from "../../core/names.ts";
import { boundedLine } from "../../core/option-error.ts";
import type { SpecGenerator } from "../../podman/containers/spec-generator.ts";
import type { NetworkBody } from "../../podman/networks/types.ts";
import type { VolumeBody } from "../../podman/volumes/types.ts";
import { localImageWarnings } from "../images/image-ref.ts";
import type { SpecInput, TaskFacts } from "../input/spec-input.ts";
import { resources } from "../limits/resources.ts";
import { volumesToCreate } from "../mounts/created-volumes.ts";
import { absoluteHostPath } from "../mounts/host-path.ts";
import { boundSources } from "../mounts/mount-blocks.ts";
import { mounts } from "../mounts/mounts.ts";
import { rootDirectoryPath, rootFileSystem } from "../mounts/root-file-system.ts";
import { parseVolume, type WantedDirectory, wantedDirectories } from "../mounts/volumes.ts";
import { createdNetworksLabel, networksToCreate } from "../network/created-networks.ts";
import { network } from "../network/network.ts";
import { devices } from "../security/devices.ts";
import { namespaces } from "../security/namespaces.ts";
import { checkPolicy } from "../security/policy.ts";
import { devicePathsToResolve } from "../security/policy-devices.ts";
import { security } from "../security/security.ts";
import { sysctl } from "../security/sysctl.ts";
import { extras } from "./extras.ts";
import { labels } from "./labels.ts";
import { logging, logLabels } from "./logging.ts";
import { process } from "./process.ts";
import { systemd } from "./systemd.ts";

/** The create body of a task's container, all but its image, and the warnings for the operator. */
export interface ContainerSpec {
  readonly spec: SpecGenerator;
  /** To be made before the container, where they are missing. */
  readonly networks: readonly NetworkBody[];
  /** The same. */
  readonly volumes: readonly VolumeBody[];
  /** The same. */
  readonly directories: readonly WantedDirectory[];
  readonly warnings: readonly string[];
}

/**
 * Translates a task into Podman's create body. Pure; everything that it must know of the node is in the input.
 *
 * @throws DriverError `invalidConfig` for a value that cannot be carried out, `notAllowed` for what the plugin
 *   configuration forbids.
 */
export function buildContainerSpec(input: SpecInput): ContainerSpec {
  const warnings: string[] = [];
  const warn = (text: string): void => {
    warnings.push(boundedLine(text));
  };
  checkPolicy(input);
  for (const text of localImageWarnings(input.options)) warn(text);
  const { options, task, plugin } = input;
  const confinement = security(input, warn);
  const more = extras(input);
  const annotations = { ...confinement.annotations, ...more.annotations };
  const spec: SpecGenerator = {
    name: containerName(task.name, task.allocId),
    labels: { ...labels(input, options.labels, plugin.extra_labels), ...logLabels(input), ...createdNetworksLabel(input) },
    ...rootFileSystem(input),
    ...process(input),
    ...mounts(input),
    ...devices(input, warn),
    ...systemd(input),
    ...namespaces(input),
    ...network(input, warn),
    ...resources(input, warn),
    ...sysctl(input),
    ...logging(input, warn),
    ...confinement,
    ...more,
    ...(Object.keys(annotations).length === 0 ? {} : { annotations }),
  };
  return {
    spec,
    networks: networksToCreate(input),
    volumes: volumesToCreate(options),
    directories: wantedDirectories(input),
    warnings,
  };
}

/** Those of {@link hostPathsToResolve} that may be missing, because they are made. */
export function hostPathsToMake({ task, options }: Pick<TaskFacts, "task" | "options">): ReadonlySet<string> {
  const volumes = options.create_volume_paths ? (options.volumes ?? []) : [];
  return new Set(volumes.map((text) => absoluteHostPath(task, parseVolume(text).host)));
}

/** Paths on the node whose resolved form the input must have: of `rootfs`, and where the plugin forbids host volumes or devices of these. */
export function hostPathsToResolve(input: Pick<TaskFacts, "task" | "options" | "plugin">): readonly string[] {
  const { task, options, plugin } = input;
  const root = rootDirectoryPath(options, task);
  const devices = [...devicePathsToResolve(input), ...(root === undefined ? [] : [root])];
  if (plugin.volumes.enabled) return devices;
  const sources = [...(options.volumes ?? []).map((text) => parseVolume(text).host), ...boundSources(options)];
  return [task.allocDir, ...sources.map((path) => absoluteHostPath(task, path)), ...devices];
}
