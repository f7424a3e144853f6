import { readFile } from "node:fs/promises";
import type { PluginOptions } from "../config/plugin-options.ts";
import type { TaskOptions } from "../config/task-options.ts";
import { DriverError, messageOf } from "../core/errors.ts";
import type { RegistryCredentials } from "../podman/api.ts";
import { type AuthFile, fileEntry, helperFor, parseAuthFile } from "../translate/auth-file.ts";
import { registryHost } from "../translate/image-ref.ts";
import { askCredentialHelper } from "./credential-helper.ts";

/** The largest auth file that is read, in bytes. */
const largestFile = 4 * 1024 * 1024;

/**
 * The credentials for an image: the task's own, then the plugin's auth file, then its helper. They go to no other registry
 * than the one that they are for. Undefined when there are none.
 *
 * @throws DriverError `unauthorized` when a source that should know cannot be read
 */
export async function registryCredentials(
  reference: string,
  task: TaskOptions["auth"],
  plugin: PluginOptions["auth"],
  signal: AbortSignal,
): Promise<RegistryCredentials | undefined> {
  if (task?.username !== undefined || task?.password !== undefined) {
    return { username: task.username ?? "", password: task.password ?? "" };
  }
  const { config, helper } = plugin ?? {};
  if (config !== undefined) {
    const file = await readAuthFile(config);
    const named = helperFor(file, reference);
    const found =
      named === undefined ? fileEntry(file, reference) : await askCredentialHelper(named.helper, named.server, signal);
    if (found !== undefined) return found;
  }
  const host = registryHost(reference) ?? "docker.io";
  return helper === undefined ? undefined : askCredentialHelper(helper, host, signal);
}

async function readAuthFile(path: string): Promise<AuthFile> {
  try {
    const text = await readFile(path, "utf8");
    if (text.length > largestFile) throw new Error(`it is larger than ${largestFile} bytes`);
    return parseAuthFile(text);
  } catch (error) {
    throw new DriverError("unauthorized", `auth.config "${path}" of the plugin cannot be read: ${messageOf(error)}`, {
      cause: error,
    });
  }
}
