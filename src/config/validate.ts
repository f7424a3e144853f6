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
  return validOptions(invalidTask, plugin === undefined ? taskOptionTable : taskTableFor(plugin), body, taskProblems);
}

/**
 * What is wrong with the `config` block of a task in a job file, where interpolations (`${…}`) are not resolved yet: an option
 * that holds one is not judged.
 */
export function taskProblemsBeforeInterpolation(body: unknown): readonly Problem[] {
  return problemsBeforeInterpolation(taskOptionTable, body, taskProblems);
}

/**
 * The options of the plugin.
 *
 * @param body the decoded `config` block of the agent's plugin block, nil when there is none
 * @throws DriverError `invalidConfig`, one line with every problem.
 */
export function validatePluginOptions(body: unknown): PluginOptions {
  return validOptions(invalidPlugin, pluginOptionTable, body, pluginProblems);
}

export const invalidTask = "the task's config is not valid";
export const invalidPlugin = "the plugin's config is not valid";

/** What is wrong with options that are each allowed. */
export type Rules<Options> = (options: Options) => readonly Problem[];

/**
 * The options of any table.
 *
 * @param where what an error begins with
 * @throws DriverError `invalidConfig`, one line with every problem.
 */
export function validOptions<Options>(where: string, table: OptionTable, body: unknown, rules: Rules<Options>): Options {
  const { options, problems = [] } = check(table, body, rules);
  if (options !== undefined) return options;
  throwProblems(where, problems);
  throw new TypeError("options are missing without a problem");
}

/** What is wrong with options of any table, but those that hold an interpolation. */
export function problemsBeforeInterpolation<Options>(
  table: OptionTable,
  body: unknown,
  rules: Rules<Options>,
): readonly Problem[] {
  return check(table, body, rules, (problem) => !problem.interpolated).problems ?? [];
}

function check<Options>(
  table: OptionTable,
  body: unknown,
  rules: Rules<Options>,
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
