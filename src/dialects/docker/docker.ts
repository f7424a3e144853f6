/** The jobs of Nomad's built-in Docker driver on Podman. */
import { basename } from "node:path";
import { type Problem, problem } from "../../config/table/problem.ts";
import { invalidOption } from "../../core/option-error.ts";
import type { Dialect, TaskContext } from "../api.ts";
import { OwnOptions } from "../own-options.ts";
import { type Task, type TranslatedTask, translatedDialect } from "../translated-dialect.ts";
import { setCapabilities } from "./capabilities.ts";
import { setAuth, setImage } from "./image.ts";
import { ownLogging } from "./log-type.ts";
import { setMounts } from "./mounts.ts";
import { dnsOf, dnsWarnings, hasOwnNetwork, setNetwork } from "./network.ts";
import { type PluginOptions, pluginWarnings, translatePlugin } from "./plugin.ts";
import { dockerPluginOptions } from "./plugin-options.ts";
import { checkPrivileges } from "./privileges.ts";
import { resourceWarnings, setResources } from "./resources.ts";
import { dockerTaskOptions, type TaskOptions } from "./task-options/task-options.ts";

export function docker(): Dialect {
  let plugin: PluginOptions | undefined;
  return translatedDialect({
    name: "docker",
    pluginTable: dockerPluginOptions,
    taskTable: dockerTaskOptions,
    makesGroupNetworks: true,
    taskRules,
    plugin: (options, written) => {
      plugin = options;
      return translatePlugin(options, written);
    },
    pluginWarnings,
    task: translateTask,
    // Docker's driver leaves out what is not enabled; driver.docker.version is Podman's, and set with the others.
    attributes: (ours) => {
      const runtime = ours("ociRuntime");
      const runs = ours("version") !== undefined;
      return {
        "driver.docker.volumes.enabled": runs && plugin?.volumes.enabled === true ? true : undefined,
        "driver.docker.privileged.enabled": runs && plugin?.allow_privileged === true ? true : undefined,
        "driver.docker.runtimes": typeof runtime === "string" ? basename(runtime) : undefined,
        "driver.docker.bridge_ip": ours("bridgeAddress"),
        "driver.docker.os_type": runs ? "linux" : undefined,
      };
    },
  });
}

function taskRules({ isolation, logging }: TaskOptions): readonly Problem[] {
  const { type, driver } = logging ?? {};
  const contradict = type !== undefined && driver !== undefined && type !== driver;
  return [
    ...(isolation === undefined ? [] : [problem("isolation", isolation, "is of Windows: remove it")]),
    ...(contradict ? [problem("logging.driver", driver, `contradicts type = "${type}"; keep one of them`)] : []),
  ];
}

function translateTask(task: Task<TaskOptions, PluginOptions>): TranslatedTask {
  const { options, written, plugin } = task;
  const own = new OwnOptions(written);
  const leavesGroupNetwork = hasOwnNetwork(options);
  const context = leavesGroupNetwork ? { ...task.context, networkIsolation: undefined } : task.context;
  checkPrivileges(options, plugin);
  setImage(own, options);
  own.keep("image_pull_timeout", "auth_soft_fail", "command", "args", "entrypoint", "labels", "tty");
  own.keep("interactive", "init", "privileged", "readonly_rootfs", "security_opt", "group_add", "healthchecks", "socket");
  own.keep("ipc_mode", "pid_mode", "uts_mode", "cgroupns");
  own.set("userns", options.userns_mode, "userns_mode");
  setAuth(own, options);
  own.set("working_dir", options.work_dir, "work_dir");
  own.set("create_working_dir", options.work_dir === undefined ? undefined : true, "work_dir", options.work_dir);
  setCapabilities(own, options, plugin, context.user);
  const resources = setResources(own, options, plugin, context.resources);
  setNetwork(own, options, context);
  const mountWarnings = setMounts(own, options, plugin);
  setRuntime(own, options, plugin, context);
  return {
    options: own,
    resources,
    dns: dnsOf(options, context),
    leavesGroupNetwork,
    warnings: [
      ...setLogging(own, options),
      ...mountWarnings,
      ...dnsWarnings(options, context),
      ...resourceWarnings(options, context.resources),
      ...unusedWarnings(options),
    ],
  };
}

/** @returns warnings */
function setLogging(own: OwnOptions, { logging }: TaskOptions): readonly string[] {
  const { type, driver = type, config } = logging ?? {};
  if (driver === undefined && config === undefined) return [];
  const { logging: block, warnings } = ownLogging(driver, config);
  own.set("logging", block);
  return warnings;
}

/** runc stands for Podman's own runtime. A GPU needs no runtime on Podman but its CDI device. */
function setRuntime(own: OwnOptions, { runtime }: TaskOptions, plugin: PluginOptions, context: TaskContext): void {
  const { nvidia_runtime, allow_runtimes } = plugin;
  const isGpu = runtime === nvidia_runtime;
  const assigned = context.deviceEnv["NVIDIA_VISIBLE_DEVICES"];
  const gpus = assigned ?? (isGpu ? (context.env["NVIDIA_VISIBLE_DEVICES"] ?? "all") : "");
  if (assigned !== undefined && runtime !== undefined && !isGpu) {
    throw invalidOption("runtime", runtime, `a task with a GPU needs "${nvidia_runtime}", or none`);
  }
  const stands = runtime === "runc" || isGpu;
  if (!stands || !allow_runtimes.includes(runtime)) own.keep("runtime");
  const names = gpus.split(",").filter((name) => !["", "none", "void"].includes(name));
  own.add(
    "devices",
    names.map((name) => `nvidia.com/gpu=${name}`),
    "runtime",
    runtime,
  );
}

function unusedWarnings({ container_exists_attempts }: TaskOptions): readonly string[] {
  if (container_exists_attempts === undefined) return [];
  return ["container_exists_attempts has no effect: what is left of an earlier container is always replaced; remove it"];
}
