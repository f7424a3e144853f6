/** What the rest of the program knows of a dialect: the way in which one driver's jobs and agents are configured. */

import type { PluginOptions } from "../config/plugin-options/plugin-options.ts";
import type { OptionTable } from "../config/table/option.ts";
import type { Problem } from "../config/table/problem.ts";
import type { TaskConfig } from "../core/task-config.ts";
import type { Driver } from "../driver/api.ts";

/** A decoded `config` block: options by HCL name. */
export type Body = Readonly<Record<string, unknown>>;

/** What of a task decides how its options are meant. */
export type TaskContext = Pick<
  TaskConfig,
  "name" | "user" | "env" | "deviceEnv" | "mounts" | "networkIsolation" | "dns" | "resources"
>;

/** A task in the Podman driver's own options. */
export interface OwnTask {
  readonly body: Body;
  readonly user: string;
  readonly env: Readonly<Record<string, string>>;
  readonly dns: TaskConfig["dns"];
  readonly networkIsolation: TaskConfig["networkIsolation"];
  readonly resources: TaskConfig["resources"];
  /** What the task's users should know, one line each. */
  readonly warnings: readonly string[];
  /** A message about the Podman driver's options, in the words of the job. */
  readonly reworded: (message: string) => string;
}

export interface Dialect {
  /** What jobs call the driver. */
  readonly name: string;
  readonly pluginTable: OptionTable;
  readonly taskTable: OptionTable;
  /** Whether Nomad leaves it to the driver to make the network namespace of a group. */
  readonly makesGroupNetworks: boolean;
  /**
   * The plugin's options, and a line for each that is deprecated. They hold for the tasks that are read afterwards.
   *
   * @param body decoded, nil for none
   * @throws DriverError `invalidConfig`, one line with every problem
   */
  configure(body: unknown): { readonly options: PluginOptions; readonly warnings: readonly string[] };
  /** What is wrong with a task's options, as far as they can be judged before interpolation; see `--validate`. */
  problems(body: unknown): readonly Problem[];
  /** @throws DriverError `invalidConfig`, one line with every problem */
  ownTask(body: unknown, context: TaskContext): OwnTask;
  /** The driver for tasks that are written in this dialect. */
  around(driver: Driver): Driver;
}
