/** Warnings of a valid configuration: deprecated options, and deprecated forms of others. */
import { optionMessage } from "../core/option-error.ts";
import { isRecord } from "./checks/values.ts";
import { pluginOptionTable } from "./plugin-options/plugin-options.ts";
import type { OptionTable } from "./table/option.ts";
import { taskOptionTable } from "./task-options/task-options.ts";

/** One line for each deprecated option that the task's config sets. */
export function taskWarnings(body: unknown): readonly string[] {
  const entrypoint = isRecord(body) ? body["entrypoint"] : undefined;
  if (typeof entrypoint !== "string" || entrypoint === "") return deprecated(taskOptionTable, body);
  const advice = 'a string is deprecated; write a list, such as entrypoint = ["/bin/sh", "-c"]';
  const form = optionMessage("entrypoint", entrypoint, advice);
  return [form, ...deprecated(taskOptionTable, body)];
}

/** One line for each deprecated option that the plugin's config sets to something else than its default. */
export function pluginWarnings(body: unknown): readonly string[] {
  return deprecated(pluginOptionTable, body);
}

function deprecated(table: OptionTable, body: unknown): readonly string[] {
  if (!isRecord(body)) return [];
  return Object.entries(table).flatMap(([name, option]) => {
    const value = Object.hasOwn(body, name) ? body[name] : undefined;
    const ownDefault = option.kind === "attribute" ? option.default : undefined;
    const untouched = value === undefined || value === null || JSON.stringify(value) === ownDefault;
    return untouched || option.deprecated === undefined ? [] : [`${name} is deprecated: ${option.deprecated}`];
  });
}
