/** The systemd-nspawn driver's jobs (JanMa's nomad-driver-nspawn 0.10) on Podman. */
import type { OptionValues } from "../../config/table/option.ts";
import { type Problem, problem } from "../../config/table/problem.ts";
import { DriverError } from "../../core/errors.ts";
import { invalidOption } from "../../core/option-error.ts";
import type { Body, Dialect, TaskContext } from "../api.ts";
import { OwnOptions } from "../own-options.ts";
import { type Task, type TranslatedTask, translatedDialect } from "../translated-dialect.ts";
import { addBinds } from "./binds.ts";
import { setImage } from "./image.ts";
import { setNetwork } from "./network.ts";
import { nspawnPluginOptions } from "./plugin-options.ts";
import { nspawnTaskOptions } from "./task-options.ts";
import { setUsers } from "./users.ts";

type PluginOptions = OptionValues<typeof nspawnPluginOptions>;
type TaskOptions = OptionValues<typeof nspawnTaskOptions>;

/** @param pluginDirectory where relative paths of images start */
export function nspawn(pluginDirectory: string): Dialect {
  let volumes = true;
  return translatedDialect({
    name: "nspawn",
    pluginTable: nspawnPluginOptions,
    taskTable: nspawnTaskOptions,
    makesGroupNetworks: false,
    taskRules,
    plugin: (options, written) => {
      volumes = options.volumes;
      return translatePlugin(written);
    },
    pluginWarnings: () => [],
    task: (task) => translateTask(task, pluginDirectory),
    attributes: () => ({ "driver.nspawn.volumes": volumes }),
  });
}

function translatePlugin(written: Body): OwnOptions {
  const own = new OwnOptions(written);
  own.keep("enabled", "socket_path", "socket", "client_http_timeout", "stats_interval");
  return own;
}

function taskRules(options: TaskOptions): readonly Problem[] {
  const { boot, process_two, volatile, read_only, private_users_ownership, network_bridge, network_zone } = options;
  const chowns = private_users_ownership === "chown";
  return [
    ...(boot && process_two ? [problem("process_two", true, "cannot be used together with boot; set boot = false")] : []),
    ...(chowns && (read_only || (volatile ?? "no") !== "no")
      ? [problem("private_users_ownership", "chown", "cannot be used together with read_only or volatile")]
      : []),
    ...(chowns
      ? [problem("private_users_ownership", "chown", 'Podman changes no directory: do it on the node, or use "map"')]
      : []),
    ...(network_bridge !== undefined && network_zone !== undefined
      ? [problem("network_zone", network_zone, "cannot be used together with network_bridge; keep one of them")]
      : []),
    ...(volatile === "yes" ? [problem("volatile", volatile, 'is not possible with Podman: use "state" or "overlay"')] : []),
  ];
}

function translateTask(
  { options, written, plugin, context }: Task<TaskOptions, PluginOptions>,
  pluginDirectory: string,
): TranslatedTask {
  if (!plugin.volumes && context.mounts.length > 0) {
    const text = "volumes are not enabled; cannot mount host paths: volumes = false in the plugin configuration";
    throw new DriverError("notAllowed", text);
  }
  const own = new OwnOptions(written);
  const isDirectory = setImage(own, options, pluginDirectory);
  setProcess(own, options, isDirectory);
  setFiles(own, options);
  own.keep("ports", "port_map", "socket");
  own.phrase(": set create_working_dir = true to have it made", "");
  own.phrase("; a relative one starts at the task directory, where a template or an artifact can make it", "");
  own.phrase(", or set tls_verify = false in the auth block", "");
  own.phrase("install systemd in it, or write the program in command", "install systemd in it, or set boot = false");
  setNetwork(own, options, context);
  const warnings = setUsers(own, options, context, isDirectory);
  return { options: own, warnings, user: userOf(options, context), env: options.environment };
}

function setProcess(
  own: OwnOptions,
  { boot, command, process_two, working_directory, console }: TaskOptions,
  isDirectory: boolean,
): void {
  const [program, ...args] = command ?? [];
  if (boot) {
    own.set("systemd", "always", "boot", true);
    // Of a directory the driver finds it.
    own.set("entrypoint", isDirectory ? undefined : ["/sbin/init"], "boot", true);
    own.set("args", command, "command");
  } else {
    // nspawn starts a shell where it is not told what to run.
    own.set("command", program ?? (isDirectory ? "/bin/sh" : undefined));
    own.set("args", program === undefined ? undefined : args, "command", command);
  }
  own.set("init", process_two ? true : undefined, "process_two", process_two);
  own.set("working_dir", working_directory, "working_directory");
  // Of what boots, nspawn passes on what it writes to its console.
  const terminal = console === undefined ? boot : console !== "pipe";
  own.set("tty", terminal ? true : undefined, "console", console);
  own.set("interactive", console === "interactive" || console === "pipe" ? true : undefined, "console", console);
}

function setFiles(own: OwnOptions, options: TaskOptions): void {
  const { read_only, volatile, resolv_conf, bind, bind_read_only, capability } = options;
  const state = volatile === "state";
  own.set(
    "readonly_rootfs",
    read_only || state ? true : undefined,
    read_only ? "read_only" : "volatile",
    read_only || volatile,
  );
  const empty = { type: "tmpfs", target: "/var", options: ["mode=755", "notmpcopyup"] };
  own.add("mounts", state ? [empty] : [], "volatile", volatile);
  addBinds(own, "bind", bind);
  addBinds(own, "bind_read_only", bind_read_only);
  own.set("resolv_conf", ownResolvConf(resolv_conf), "resolv_conf", resolv_conf);
  own.add("cap_add", capability, "capability");
}

/** What of a file is mounted hides the image's own, so copy and replace are the same. */
function ownResolvConf(mode: TaskOptions["resolv_conf"]): string | undefined {
  if (mode === undefined || mode === "auto") return undefined;
  if (mode === "off") return "image";
  if (mode === "delete") return "empty";
  return mode.startsWith("bind-") ? mode.slice("bind-".length) : mode.replace("replace-", "copy-");
}

function userOf({ user }: TaskOptions, context: TaskContext): string | undefined {
  if (user !== undefined && context.user !== "" && user !== context.user) {
    throw invalidOption("user", user, `the task's user is "${context.user}"; keep one of them`);
  }
  return user;
}
