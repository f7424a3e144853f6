/** Warnings of a valid configuration: deprecated options, and deprecated forms of others. */
import { literal, optionMessage } from "../core/option-error.ts";
import { isRecord } from "./checks/values.ts";
import { pluginOptionTable } from "./plugin-options/plugin-options.ts";
import type { OptionTable } from "./table/option.ts";
import { taskOptionTable } from "./task-options/task-options.ts";

/** One line for each deprecated option that the task's config sets. */
export function taskWarnings(body: unknown): readonly string[] {
  const entrypoint = isRecord(body) ? body["entrypoint"] : undefined;
  const others = [...halfCredentials(body), ...deprecated(taskOptionTable, body)];
  if (typeof entrypoint !== "string" || entrypoint === "") return others;
  const advice = 'a string is deprecated; write a list, such as entrypoint = ["/bin/sh", "-c"]';
  const form = optionMessage("entrypoint", entrypoint, advice);
  return [form, ...others];
}

/** A registry rejects an empty user or password with words that do not say so. */
function halfCredentials(body: unknown): readonly string[] {
  const auth = isRecord(body) ? body["auth"] : undefined;
  const block = Array.isArray(auth) ? auth[0] : auth;
  if (!isRecord(block)) return [];
  const { username, password } = block;
  const [hasUser, hasPassword] = [username, password].map((half) => typeof half === "string" && half !== "");
  if (hasUser === hasPassword) return [];
  return hasUser
    ? [optionMessage("auth.username", username, "auth.password is missing: set both")]
    : ["auth.username is missing, and auth.password is set: set both"];
}

/** One line for each half of a pair of credentials, and each deprecated option that the plugin's config sets to something else than its default. */
export function pluginWarnings(body: unknown): readonly string[] {
  return [...halfCredentials(body), ...deprecated(pluginOptionTable, body)];
}

/** One line for each deprecated option of the table that the body sets to something else than its default. */
export function deprecated(table: OptionTable, body: unknown): readonly string[] {
  if (!isRecord(body)) return [];
  return Object.entries(table).flatMap(([name, option]) => {
    const value = Object.hasOwn(body, name) ? body[name] : undefined;
    const ownDefault = option.kind === undefined ? option.default : undefined;
    const untouched = value === undefined || value === null || literal(value) === ownDefault;
    return untouched || option.deprecated === undefined ? [] : [`${name} is deprecated: ${option.deprecated}`];
  });
}
