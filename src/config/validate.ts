/** Decoded configuration → checked options, or one error that names everything that is wrong. */

import { type PluginOptions, pluginOptionTable } from "./plugin-options/plugin-options.ts";
import { pluginProblems, taskProblems } from "./rules.ts";
import { checkTable } from "./table/check-table.ts";
import type { OptionTable } from "./table/option.ts";
import { type Problem, throwProblems } from "./table/problem.ts";
import { type TaskOptions, taskOptionTable, taskTableFor } from "./task-options/task-options.ts";

/** Options, or what is wrong with them. */
type Checked<Options> =
  | { readonly options: Options; readonly problems?: never }
  | { readonly options?: never; readonly problems: readonly Problem[] };

/**
 * The options of a task.
 *
 * @param body the decoded `config` block: an object with the options by HCL name, nil for none
 * @param plugin whose defaults hold on this node; without it the tables' own hold
 * @throws DriverError `invalidConfig`, one line with every problem.
 */
export function validateTaskOptions(body: unknown, plugin?: PluginOptions): TaskOptions {
  const table = plugin === undefined ? taskOptionTable : taskTableFor(plugin);
  const { options, problems } = check<TaskOptions>(table, body, taskProblems);
  return options ?? fail("the task's config is not valid", problems);
}

/**
 * What is wrong with the `config` block of a task in a job file, where interpolations (`${…}`) are not resolved yet: an option
 * that holds one is not judged.
 */
export function taskProblemsBeforeInterpolation(body: unknown): readonly Problem[] {
  const found = check(taskOptionTable, body, taskProblems, (problem) => !problem.interpolated);
  return found.problems ?? [];
}

/**
 * The options of the plugin.
 *
 * @param body the decoded `config` block of the agent's plugin block, nil when there is none
 * @throws DriverError `invalidConfig`, one line with every problem.
 */
export function validatePluginOptions(body: unknown): PluginOptions {
  const { options, problems } = check<PluginOptions>(pluginOptionTable, body, pluginProblems);
  return options ?? fail("the plugin's config is not valid", problems);
}

function check<Options>(
  table: OptionTable,
  body: unknown,
  rules: (options: Options) => readonly Problem[],
  counts: (problem: Problem) => boolean = () => true,
): Checked<Options> {
  const problems: Problem[] = [];
  const values: unknown = checkTable(table, body, "", (problem) => counts(problem) && problems.push(problem));
  if (problems.length > 0) return { problems };
  // Every value has passed the check that its type in Options is inferred from (test/config/validate.test.ts).
  const options = values as Options;
  const contradictions = rules(options).filter(counts);
  return contradictions.length > 0 ? { problems: contradictions } : { options };
}

function fail(where: string, problems: readonly Problem[]): never {
  throwProblems(where, problems);
  throw new TypeError("options are missing without a problem");
}
