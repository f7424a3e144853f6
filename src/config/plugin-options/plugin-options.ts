/** Every option of `plugin "nomad-driver-podman" { config { … } }`. */
import type { OptionGroup, OptionTable, OptionValues } from "../table/option.ts";
import { pluginCleanupOptions } from "./cleanup-options.ts";
import { pluginPolicyOptions } from "./policy-options.ts";
import { pluginServiceOptions } from "./service-options.ts";
import { pluginTaskDefaultOptions } from "./task-default-options.ts";

/** The options by theme, in the order of the documentation. */
export const pluginOptionGroups: readonly OptionGroup[] = [
  { title: "Podman services", options: pluginServiceOptions },
  { title: "Defaults for tasks", options: pluginTaskDefaultOptions },
  { title: "Clean-up", options: pluginCleanupOptions },
  { title: "What jobs may ask for", options: pluginPolicyOptions },
];

export const pluginOptionTable = {
  ...pluginServiceOptions,
  ...pluginTaskDefaultOptions,
  ...pluginCleanupOptions,
  ...pluginPolicyOptions,
} as const satisfies OptionTable;

/** The plugin's options after the checks, by HCL name; see TaskOptions for the units. */
export type PluginOptions = OptionValues<typeof pluginOptionTable>;
