import { realpath } from "node:fs/promises";
import { networkInterfaces } from "node:os";
import { decodeMsgpack } from "../codec/msgpack.ts";
import type { PluginOptions } from "../config/plugin-options.ts";
import type { TaskOptions } from "../config/task-options.ts";
import { validateTaskOptions } from "../config/validate.ts";
import type { TaskConfig } from "../core/task-config.ts";
import { hostPathsToResolve } from "../translate/container-spec.ts";
import { sharedHostsFile } from "../translate/hosts-file.ts";
import { needsHostGateway } from "../translate/network.ts";
import type { HostFacts, SpecInput } from "../translate/spec-input.ts";
import { writeHostsFile } from "./hosts-file.ts";

/** A task's config, decoded and checked. */
export interface DecodedTask {
  /** As Nomad sent it, by HCL name: what driver_state keeps. */
  readonly body: Readonly<Record<string, unknown>>;
  readonly options: TaskOptions;
}

/** @throws DriverError `invalidConfig`, `invalidRequest` */
export function decodeTask(config: TaskConfig, plugin: PluginOptions): DecodedTask {
  const body = decodeMsgpack(config.driverConfig);
  const options = validateTaskOptions(body, plugin);
  return { body: typeof body === "object" && body !== null ? { ...body } : {}, options };
}

/** Gathers what the pure translation needs of the node, all but the image, and writes the group's hosts file. @throws DriverError */
export async function specInput(
  task: TaskConfig,
  options: TaskOptions,
  plugin: PluginOptions,
  host: HostFacts,
): Promise<SpecInput> {
  const resolvedPaths = new Map<string, string>();
  for (const path of hostPathsToResolve({ task, options, plugin })) {
    const resolved = await realpath(path).catch(() => undefined);
    if (resolved !== undefined) resolvedPaths.set(path, resolved);
  }
  const hostGateway = needsHostGateway({ task, options, plugin, host }) ? hostAddress() : undefined;
  const hosts = sharedHostsFile(task, options.extra_hosts, hostGateway);
  if (hosts !== undefined) await writeHostsFile(hosts);
  return {
    task,
    options,
    plugin,
    host,
    image: undefined,
    resolvedPaths,
    ...(hostGateway === undefined ? {} : { hostGateway }),
  };
}

/** The node's first address that is not loopback: what Podman ≥ 4.7 itself takes for `host-gateway`. */
function hostAddress(): string | undefined {
  const addresses = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
  const outside = addresses.filter(({ internal }) => !internal);
  return (outside.find(({ family }) => family === "IPv4") ?? outside[0])?.address;
}
