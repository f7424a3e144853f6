/** The containerd driver's jobs (Roblox's nomad-driver-containerd 0.9) on Podman. */

import type { OptionValues } from "../../config/table/option.ts";
import { type Problem, problem } from "../../config/table/problem.ts";
import { invalidOption, notAllowedOption } from "../../core/option-error.ts";
import { hasGroupNetwork } from "../../core/task-config.ts";
import type { Body, Dialect } from "../api.ts";
import { OwnOptions } from "../own-options.ts";
import { type Task, type TranslatedTask, translatedDialect } from "../translated-dialect.ts";
import { containerdPluginOptions } from "./plugin-options.ts";
import { containerdTaskOptions } from "./task-options.ts";

type PluginOptions = OptionValues<typeof containerdPluginOptions>;
type TaskOptions = OptionValues<typeof containerdTaskOptions>;

export function containerd(): Dialect {
  return translatedDialect({
    name: "containerd-driver",
    pluginTable: containerdPluginOptions,
    taskTable: containerdTaskOptions,
    makesGroupNetworks: false,
    taskRules,
    plugin: translatePlugin,
    pluginWarnings: ({ default_seccomp }) =>
      default_seccomp
        ? []
        : [
            "tasks without seccomp = true run without a seccomp filter, as with the containerd driver: set default_seccomp = true to give them Podman's",
          ],
    task: translateTask,
    // Its version is Podman's: constraints ask for a lowest one.
    attributes: (ours) => ({ "driver.containerd.containerd_version": ours("version") }),
  });
}

/** containerd names its shims, of which those for runc fit whatever runtime Podman uses. */
const runtimes: Readonly<Record<string, string | undefined>> = {
  "io.containerd.runc.v1": undefined,
  "io.containerd.runc.v2": undefined,
  "io.containerd.runsc.v1": "runsc",
  "io.containerd.kata.v2": "kata",
};

function translatePlugin(options: PluginOptions, written: Body): OwnOptions {
  const own = new OwnOptions(written);
  const { containerd_runtime: runtime = "io.containerd.runc.v2" } = options;
  own.set("oci_runtime", Object.hasOwn(runtimes, runtime) ? runtimes[runtime] : runtime, "containerd_runtime", runtime);
  own.keep("enabled", "stats_interval", "auth", "socket_path", "socket", "client_http_timeout");
  return own;
}

function taskRules({ command, entrypoint, seccomp, seccomp_profile }: TaskOptions): readonly Problem[] {
  const both = command !== undefined && entrypoint !== undefined;
  const unused = seccomp_profile !== undefined && seccomp !== true;
  return [
    ...(both ? [problem("entrypoint", entrypoint, "cannot be used together with command; keep one of them")] : []),
    ...(unused ? [problem("seccomp_profile", seccomp_profile, "needs seccomp = true")] : []),
  ];
}

/** What containerd grants beyond Podman's default. */
const furtherCapabilities = ["AUDIT_WRITE", "MKNOD", "NET_RAW"] as const;

function translateTask({ options, written, plugin, context }: Task<TaskOptions, PluginOptions>): TranslatedTask {
  const own = new OwnOptions(written);
  const inGroup = hasGroupNetwork(context);
  if (options.host_network && inGroup) {
    throw invalidOption("host_network", true, "cannot be used in a group with a network of its own; keep one of them");
  }
  // Ours of this name would also forbid to go without a seccomp filter, which is the default here.
  if (options.privileged && !plugin.allow_privileged) {
    throw notAllowedOption("privileged", true, "set allow_privileged = true in the plugin configuration");
  }
  own.keep("image", "image_pull_timeout", "auth", "command", "args", "entrypoint", "hostname", "socket");
  own.keep("privileged", "cap_drop", "devices", "shm_size", "sysctl", "readonly_rootfs", "extra_hosts");
  own.phrase("set tls_verify = false in the auth block", "list it as insecure in the node's registries.conf");
  own.set("pid_mode", options.pid_mode?.toLowerCase(), "pid_mode", options.pid_mode);
  own.set("working_dir", options.cwd, "cwd");
  own.set("create_working_dir", options.cwd === undefined ? undefined : true, "cwd", options.cwd);
  own.set("pids_limit", (options.pids_limit ?? 0) > 0 ? options.pids_limit : -1);
  const files = options.file_limit ?? 0;
  own.set("ulimit", files > 0 ? { nofile: `${files}:${files}` } : undefined, "file_limit", files);
  setSeccomp(own, options, plugin);
  if (!inGroup) own.set("network_mode", options.host_network ? "host" : "none", "host_network", options.host_network);
  // Podman's own file begins with the node's, so there extra_hosts come after the same lines.
  const hasOwnHosts = options.extra_hosts !== undefined && options.extra_hosts.length > 0;
  if (options.host_network && !hasOwnHosts) own.set("hosts_file", "host", "host_network", true);
  // host_network brings the node's file whatever host_dns says.
  const hostDns = options.host_dns || options.host_network;
  if (context.dns === undefined) own.set("resolv_conf", hostDns ? "host" : "image", "host_dns", options.host_dns);
  own.add("cap_add", options.cap_add);
  own.add("cap_add", options.privileged ? [] : furtherCapabilities.filter((name) => !isNamed(name, options)), "cap_add");
  own.set("mounts", options.mounts.map(mount));
  return { options: own, warnings: [] };
}

/** A task that drops a capability, or all, does not get it from the defaults. */
function isNamed(capability: string, { cap_add = [], cap_drop = [] }: TaskOptions): boolean {
  return [...cap_add, ...cap_drop].some(
    (name) => /^all$/i.test(name) || name.toUpperCase().replace(/^CAP_/, "") === capability,
  );
}

function setSeccomp(own: OwnOptions, { seccomp, seccomp_profile }: TaskOptions, plugin: PluginOptions): void {
  if (seccomp_profile !== undefined) {
    own.add("security_opt", [`seccomp=${seccomp_profile}`], "seccomp_profile", seccomp_profile);
  } else if (!(seccomp ?? plugin.default_seccomp)) {
    own.add("security_opt", ["seccomp=unconfined"], "seccomp", false);
  }
}

function mount({ type, target, source, options }: TaskOptions["mounts"][number]) {
  return {
    type,
    target,
    ...(source !== undefined && type !== "tmpfs" && { source }),
    ...(options !== undefined && { options }),
  };
}
