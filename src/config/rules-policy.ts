/** What the operator lets jobs ask for. */
import { DriverError } from "../core/errors.ts";
import type { PluginOptions } from "./plugin-options.ts";
import type { TaskOptions } from "./task-options.ts";

/**
 * Refuses a task that asks for what the plugin configuration forbids.
 *
 * @throws DriverError `notAllowed` that names the option of the task and the option of the plugin.
 */
export function refuseForbidden(options: TaskOptions, plugin: PluginOptions): void {
  const refusals = [
    ...privilege(options, plugin),
    ...capabilities(options, plugin),
    ...runtime(options, plugin),
    ...namespaces(options, plugin),
  ];
  if (refusals.length > 0) throw new DriverError("notAllowed", refusals.join("; "));
}

function privilege({ privileged }: TaskOptions, { allow_privileged }: PluginOptions): readonly string[] {
  if (!privileged || allow_privileged) return [];
  return ["privileged = true is not allowed on this node: set allow_privileged = true in the plugin config"];
}

function capabilities({ cap_add }: TaskOptions, { allow_caps }: PluginOptions): readonly string[] {
  if (allow_caps === undefined) return [];
  const allowed = new Set(allow_caps.map(bareName));
  if (allowed.has("ALL")) return [];
  const refused = (cap_add ?? []).filter((name) => !allowed.has(bareName(name)));
  if (refused.length === 0) return [];
  return [
    `cap_add = ${JSON.stringify(refused)} is not allowed on this node: allow_caps in the plugin config is ${JSON.stringify(allow_caps)}`,
  ];
}

function bareName(capability: string): string {
  return capability.toUpperCase().replace(/^CAP_/, "");
}

function runtime({ runtime: asked }: TaskOptions, { allow_runtimes }: PluginOptions): readonly string[] {
  if (asked === undefined || allow_runtimes === undefined || allow_runtimes.includes(asked)) return [];
  return [
    `runtime = "${asked}" is not allowed on this node: allow_runtimes in the plugin config is ${JSON.stringify(allow_runtimes)}`,
  ];
}

const namespaceOptions = ["network_mode", "pid_mode", "ipc_mode", "uts_mode", "cgroupns", "userns"] as const;

function namespaces(options: TaskOptions, { allow_host_namespaces }: PluginOptions): readonly string[] {
  if (allow_host_namespaces) return [];
  return namespaceOptions
    .filter((name) => options[name] === "host")
    .map((name) => `${name} = "host" is not allowed on this node: set allow_host_namespaces = true in the plugin config`);
}
