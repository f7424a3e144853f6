import { readFile, stat } from "node:fs/promises";
import type { PluginOptions } from "../../config/plugin-options/plugin-options.ts";
import type { TaskOptions } from "../../config/task-options/task-options.ts";
import type { RegistryCredentials } from "../../core/credentials.ts";
import { DriverError, errorCode, messageOf } from "../../core/errors.ts";
import type { Logger } from "../../core/logger.ts";
import { optionMessage } from "../../core/option-error.ts";
import {
  type AuthFile,
  fileEntry,
  helperFor,
  helperServers,
  isForImage,
  parseAuthFile,
  registryOf,
  repositoryOf,
} from "../../translate/images/auth-file.ts";
import { registryHost } from "../../translate/images/image-ref.ts";
import { askCredentialHelper } from "./credential-helper.ts";

/** The largest auth file that is read, in bytes. */
const largestFile = 4 * 1024 * 1024;

/**
 * The credentials for an image: the task's own, then those of the plugin's auth file, of its helper, and its own. They go to no other registry
 * than the one that they are for. Undefined when there are none.
 *
 * @throws DriverError `unauthorized` when a source that should know cannot be read; `cancelled`
 */
export async function registryCredentials(
  reference: string,
  task: TaskOptions["auth"],
  plugin: PluginOptions["auth"],
  signal: AbortSignal,
): Promise<RegistryCredentials | undefined> {
  const own = configuredPair(task, reference);
  if (own !== undefined) return task?.server_address === undefined ? own : { ...own, registry: registryOf(reference) };
  const found = await pluginCredentials(reference, plugin, signal);
  if (found === undefined) return undefined;
  const registry = registryOf(reference);
  if (found.identityToken !== undefined && registryHost(reference) === undefined) {
    throw new DriverError(
      "unauthorized",
      `the plugin's identity token for ${registry} cannot be used for the short name "${reference}", which may lead to another registry: write "${registry}/${reference}"`,
    );
  }
  return { ...found, registry };
}

async function pluginCredentials(
  reference: string,
  plugin: PluginOptions["auth"],
  signal: AbortSignal,
): Promise<RegistryCredentials | undefined> {
  const { config, helper } = plugin ?? {};
  const servers = helperServers(registryOf(reference));
  if (config !== undefined) {
    const { named, entry } = await readAuthFile(config, reference);
    const found = named === undefined ? undefined : await askCredentialHelper(named, servers, signal);
    if (found !== undefined) return found;
    if (entry !== undefined) return entry;
  }
  // The Go driver asks its helper for the image's whole name, so helpers were written that know no other.
  const asked =
    helper === undefined ? undefined : await askCredentialHelper(helper, [...servers, repositoryOf(reference)], signal);
  return asked ?? configuredPair(plugin, reference);
}

type ConfiguredAuth = Pick<NonNullable<TaskOptions["auth"]>, "username" | "password" | "server_address">;

/** User and password of an auth block, if it has them and they are for the image's registry. */
function configuredPair(auth: ConfiguredAuth | undefined, reference: string): RegistryCredentials | undefined {
  const { username, password, server_address: address } = auth ?? {};
  if (username === undefined && password === undefined) return undefined;
  if (address !== undefined && !isForImage(address, reference)) return undefined;
  return { username: username ?? "", password: password ?? "" };
}

/** Warns at the plugin's start of an auth file or a helper that cannot be used, rather than when the first task needs it. */
export async function warnOfCredentials(auth: PluginOptions["auth"], logger: Logger): Promise<void> {
  const program = auth?.helper === undefined ? undefined : `docker-credential-${auth.helper}`;
  if (program !== undefined && Bun.which(program) === null) {
    const why = `there is no program ${program} in the agent's $PATH: install it there, or correct the name`;
    logger.warn(optionMessage("plugin auth.helper", auth?.helper, why));
  }
  if (auth?.config === undefined) return;
  await contents(auth.config).catch((error: unknown) => logger.warn(messageOf(error)));
}

/** What the file has for the image: a helper to ask first, and an entry. */
async function readAuthFile(path: string, reference: string) {
  const file = await contents(path);
  try {
    return { named: helperFor(file, reference), entry: fileEntry(file, reference) };
  } catch (error) {
    throw unusable(path, error);
  }
}

async function contents(path: string): Promise<AuthFile> {
  try {
    const facts = await stat(path);
    if (!facts.isFile()) throw new Error("it is not a file");
    if (facts.size > largestFile) throw new Error(`it is larger than ${largestFile} bytes`);
    return parseAuthFile(await readFile(path, "utf8"));
  } catch (error) {
    throw unusable(path, error);
  }
}

/** What Node's words for the commonest of its codes mean. */
const reasons: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  ENOTDIR: "there is no such file",
  EACCES: "the plugin's user may not read it",
};

function unusable(path: string, error: unknown): DriverError {
  const why = reasons[errorCode(error)] ?? messageOf(error);
  const advice = `write it with "podman login --authfile ${path}"`;
  return new DriverError("unauthorized", optionMessage("plugin auth.config", path, `${why}: ${advice}`), { cause: error });
}
