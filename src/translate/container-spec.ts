import { containerName } from "../core/names.ts";
import type { SpecGenerator } from "../podman/spec-generator.ts";
import { devices } from "./devices.ts";
import { extras } from "./extras.ts";
import { absoluteHostPath } from "./host-path.ts";
import { labels } from "./labels.ts";
import { logging, logLabels } from "./logging.ts";
import { boundSources } from "./mount-blocks.ts";
import { mounts } from "./mounts.ts";
import { namespaces } from "./namespaces.ts";
import { network } from "./network.ts";
import { checkPolicy } from "./policy.ts";
import { devicePathsToResolve } from "./policy-devices.ts";
import { process } from "./process.ts";
import { resources } from "./resources.ts";
import { security } from "./security.ts";
import type { SpecInput } from "./spec-input.ts";
import { sysctl } from "./sysctl.ts";
import { parseVolume } from "./volumes.ts";

/** The create body of a task's container, and what the operator should be told. */
export interface ContainerSpec {
  readonly spec: SpecGenerator;
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
    warnings.push(text);
  };
  checkPolicy(input);
  const { options, task, plugin } = input;
  const confinement = security(input, warn);
  const more = extras(input);
  const annotations = { ...confinement.annotations, ...more.annotations };
  const spec: SpecGenerator = {
    name: containerName(task.name, task.allocId),
    ...(input.image === undefined ? {} : { image: input.image }),
    labels: { ...labels(task, options.labels, plugin.extra_labels), ...logLabels(input) },
    ...process(input),
    ...mounts(input),
    ...devices(input, warn),
    ...namespaces(input),
    ...network(input, warn),
    ...resources(input, warn),
    ...sysctl(input),
    ...logging(input, warn),
    ...confinement,
    ...more,
    ...(Object.keys(annotations).length === 0 ? {} : { annotations }),
  };
  return { spec, warnings };
}

/** Paths on the node whose resolved form the input must have where the plugin forbids host volumes or devices; else none. */
export function hostPathsToResolve(input: Pick<SpecInput, "task" | "options" | "plugin">): readonly string[] {
  const { task, options, plugin } = input;
  const devices = devicePathsToResolve(input);
  if (plugin.volumes.enabled) return devices;
  const sources = [...(options.volumes ?? []).map((text) => parseVolume(text).host), ...boundSources(options)];
  return [task.allocDir, ...sources.map((path) => absoluteHostPath(task, path)), ...devices];
}
