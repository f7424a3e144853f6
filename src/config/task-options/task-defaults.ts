import type { PluginOptions } from "../plugin-options/plugin-options.ts";
import type { AttributeOption, OptionTable } from "../table/option.ts";
import { taskOptionTable } from "./task-options.ts";

/**
 * The task options with the defaults of a node: what the operator set in the plugin configuration becomes the default in the
 * schema that TaskConfigSchema answers. (pids_limit and oci_runtime have no default here: the translation takes the plugin's
 * when the task has none.)
 */
export function taskTableFor(plugin: PluginOptions): OptionTable {
  const timeout = plugin.image_pull_timeout;
  if (timeout === undefined) return taskOptionTable;
  const option: AttributeOption = { ...taskOptionTable.image_pull_timeout, default: `"${timeout}ms"` };
  return { ...taskOptionTable, image_pull_timeout: option };
}
