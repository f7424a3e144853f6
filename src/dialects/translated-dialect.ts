import { isRecord } from "../config/checks/values.ts";
import type { OptionTable, OptionValues } from "../config/table/option.ts";
import {
  invalidPlugin,
  invalidTask,
  problemsBeforeInterpolation,
  type Rules,
  validatePluginOptions,
  validOptions,
} from "../config/validate.ts";
import { deprecated } from "../config/warnings.ts";
import { boundedLine } from "../core/option-error.ts";
import type { TaskConfig } from "../core/task-config.ts";
import type { Driver } from "../driver/api.ts";
import type { Body, Dialect, OwnTask, TaskContext } from "./api.ts";
import type { OwnOptions } from "./own-options.ts";
import { rewordedError, type Translator, translatingDriver } from "./translating-driver.ts";

/** A task to be translated. */
export interface Task<TaskOptions, PluginOptions> {
  readonly options: TaskOptions;
  /** The options as the job has them. */
  readonly written: Body;
  readonly plugin: PluginOptions;
  readonly context: TaskContext;
}

/** What a translation of a task gives. */
export interface TranslatedTask {
  readonly options: OwnOptions;
  readonly warnings: readonly string[];
  /** The task's user; Nomad's when undefined. */
  readonly user?: string | undefined;
  /** Environment below Nomad's own. */
  readonly env?: Readonly<Record<string, string>> | undefined;
  /** The task's name servers; the job's when undefined. */
  readonly dns?: TaskConfig["dns"];
  /** True when the task is not to join the network of its group. */
  readonly leavesGroupNetwork?: boolean;
  /** The task's resources; the job's when undefined. */
  readonly resources?: TaskConfig["resources"] | undefined;
}

/** Another driver's configuration: its tables, and their pure translation into the Podman driver's options. */
export interface Translation<Plugin extends OptionTable, TaskTable extends OptionTable> {
  readonly name: string;
  readonly pluginTable: Plugin;
  readonly taskTable: TaskTable;
  readonly makesGroupNetworks: boolean;
  /** What contradicts itself among task options that are each allowed. */
  readonly taskRules: Rules<OptionValues<TaskTable>>;
  plugin(options: OptionValues<Plugin>, written: Body): OwnOptions;
  /** What the operator should know of the plugin's options, one line each. */
  pluginWarnings(options: OptionValues<Plugin>): readonly string[];
  task(task: Task<OptionValues<TaskTable>, OptionValues<Plugin>>): TranslatedTask;
  /** Attributes that the other driver published under names of its own. */
  readonly attributes: Translator["attributes"];
}

/** A dialect that is carried out by translation. */
export function translatedDialect<Plugin extends OptionTable, TaskTable extends OptionTable>(
  translation: Translation<Plugin, TaskTable>,
): Dialect {
  const { name, pluginTable, taskTable, taskRules } = translation;
  const readPlugin = (body: unknown) =>
    inOwnDocument(() => validOptions<OptionValues<Plugin>>(invalidPlugin, pluginTable, body, () => []));
  let plugin: OptionValues<Plugin> | undefined;

  const ownTask = (body: unknown, context: TaskContext): OwnTask => {
    plugin ??= readPlugin({});
    const read = inOwnDocument(() => validOptions<OptionValues<TaskTable>>(invalidTask, taskTable, body, taskRules));
    const task = translation.task({ options: read, written: record(body), plugin, context });
    const { options, warnings, user, env, dns, leavesGroupNetwork = false, resources } = task;
    return {
      body: options.body,
      user: user ?? context.user,
      env: { ...env, ...context.env },
      dns: dns ?? context.dns,
      networkIsolation: leavesGroupNetwork ? undefined : context.networkIsolation,
      resources: resources ?? context.resources,
      warnings: [...deprecated(taskTable, body), ...warnings].map(boundedLine),
      reworded: (message) => options.reworded(message),
    };
  };

  return {
    name,
    pluginTable,
    taskTable,
    makesGroupNetworks: translation.makesGroupNetworks,
    configure(body) {
      const read = readPlugin(body);
      const own = translation.plugin(read, record(body));
      try {
        const options = validatePluginOptions(own.body);
        plugin = read;
        const warnings = [...deprecated(pluginTable, body), ...translation.pluginWarnings(read)];
        return { options, warnings: warnings.map(boundedLine) };
      } catch (error) {
        throw rewordedError(error, (message) => own.reworded(message));
      }
    },
    problems: (body) =>
      problemsBeforeInterpolation(taskTable, body, taskRules).map((each) => ({ ...each, message: ownDocument(each.message) })),
    ownTask,
    around: (driver: Driver) => translatingDriver(driver, { name, attributes: translation.attributes, ownTask }),
  };
}

/** The options of dialects have a document of their own. */
function ownDocument(message: string): string {
  return message.replaceAll("docs/options.md", "docs/dialects.md");
}

function inOwnDocument<Options>(read: () => Options): Options {
  try {
    return read();
  } catch (error) {
    throw rewordedError(error, ownDocument);
  }
}

function record(body: unknown): Body {
  return isRecord(body) ? body : {};
}
