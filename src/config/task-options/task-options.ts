/** Every option of a task's `config` block. */
import type { PluginOptions } from "../plugin-options/plugin-options.ts";
import type { AttributeOption, OptionGroup, OptionTable, OptionValues } from "../table/option.ts";
import { taskImageOptions } from "./image-options.ts";
import { taskNetworkOptions } from "./network-options.ts";
import { taskObservationOptions } from "./observation-options.ts";
import { taskProcessOptions } from "./process-options.ts";
import { taskResourceOptions } from "./resource-options.ts";
import { taskSecurityOptions } from "./security-options.ts";
import { taskStorageOptions } from "./storage-options.ts";

/** The options by theme, in the order of the documentation. */
export const taskOptionGroups: readonly OptionGroup[] = [
  { title: "Image", options: taskImageOptions },
  { title: "Process", options: taskProcessOptions },
  { title: "Security", options: taskSecurityOptions },
  { title: "Files and devices", options: taskStorageOptions },
  { title: "Resources", options: taskResourceOptions },
  { title: "Network", options: taskNetworkOptions },
  { title: "Output and health", options: taskObservationOptions },
];

export const taskOptionTable = {
  ...taskImageOptions,
  ...taskProcessOptions,
  ...taskSecurityOptions,
  ...taskStorageOptions,
  ...taskResourceOptions,
  ...taskNetworkOptions,
  ...taskObservationOptions,
} as const satisfies OptionTable;

/**
 * A task's options after the checks, by HCL name. Durations are milliseconds, sizes bytes (-1: unlimited), maps are merged
 * left to right, a string or a list is a list. What was not set and has no default is undefined; repeated blocks are arrays,
 * empty when there are none.
 */
export type TaskOptions = OptionValues<typeof taskOptionTable>;

/**
 * The task options with the defaults of a node: what the operator set in the plugin configuration becomes the default in the
 * schema that TaskConfigSchema returns. (pids_limit and oci_runtime have no default here: the translation takes the plugin's
 * when the task has none.)
 */
export function taskTableFor(plugin: PluginOptions): OptionTable {
  const timeout = plugin.image_pull_timeout;
  if (timeout === undefined) return taskOptionTable;
  const option: AttributeOption = { ...taskOptionTable.image_pull_timeout, default: `"${timeout}ms"` };
  return { ...taskOptionTable, image_pull_timeout: option };
}
