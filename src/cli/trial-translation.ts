import { isRecord } from "../config/checks/values.ts";
import type { PluginOptions } from "../config/plugin-options/plugin-options.ts";
import type { TaskOptions } from "../config/task-options/task-options.ts";
import { podmanDriverName } from "../core/names.ts";
import { emptyTask, type NetworkIsolation, type Resources, type TaskConfig } from "../core/task-config.ts";
import type { HostFacts } from "../translate/input/spec-input.ts";
import { specInput, taskInput } from "../translate/input/task-input.ts";
import { buildContainerSpec } from "../translate/spec/container-spec.ts";
import type { JobTask } from "./job-file.ts";

/** A node that can do everything, so that only what is wrong on every node is found. */
const ableNode: HostFacts = {
  rootless: false,
  cgroupVersion: "v2",
  cgroupManager: "systemd",
  cgroupControllers: ["cpuset", "cpu", "io", "memory", "pids"],
  podmanVersion: "99.0.0",
  ociRuntime: "crun",
  apparmor: true,
  selinux: true,
  cores: 1,
};

const firstDynamicPort = 20_000;

/**
 * Translates a task of a job file as if Nomad had placed it on a node that can do everything; gives the warnings.
 *
 * @throws DriverError of the translation: `invalidConfig`, `notAllowed`.
 */
export function trialTranslation(task: JobTask, options: TaskOptions, plugin: PluginOptions): readonly string[] {
  const host = options.runtime === undefined ? ableNode : { ...ableNode, ociRuntime: options.runtime };
  const written = isRecord(task.config) ? task.config : {};
  const input = taskInput({ task: pretendedTask(task), options, written, plugin, host, driverName: podmanDriverName });
  const files = { hosts: { lines: [], address: undefined }, resolvConf: "" };
  const node = {
    resolvedPaths: new Map(),
    rootDirectory: { kind: undefined },
    journalIsThere: true,
    gateway: "127.0.0.1",
    ...files,
  };
  return buildContainerSpec(specInput(input, node)).warnings;
}

function pretendedTask(task: JobTask): TaskConfig {
  const hostIp = "127.0.0.1";
  const ports = task.network.ports.map((port, index) => ({ ...port, value: port.value || firstDynamicPort + index, hostIp }));
  const ownNetwork = { ip: hostIp, reservedPorts: ports, dynamicPorts: [] };
  return {
    ...emptyTask,
    id: `allocation/${task.name}/0`,
    name: task.name,
    jobName: task.job,
    jobId: task.job,
    taskGroupName: task.group,
    namespace: "default",
    allocId: "allocation",
    user: task.user,
    allocDir: "/allocation",
    stdoutPath: "/allocation/stdout",
    stderrPath: "/allocation/stderr",
    networkIsolation: isolation(task.network.mode),
    resources: { ...pretendedResources(task), ports, networks: task.network.ofTask ? [ownNetwork] : [] },
  };
}

/** The job's own resources but its ports; the rest as a node gives it. */
export function pretendedResources({ resources: { memoryMb, memoryMaxMb, cores } }: JobTask): Resources {
  const linux = { cpuShares: 100, memoryLimitBytes: 0, cpusetCpus: cores > 0 ? "0" : "", percentTicks: 1 };
  return { cpuShares: 100, memoryMb, memoryMaxMb, ports: [], networks: [], linux };
}

/** Whether Nomad makes a namespace for a group of this network mode: for bridge and cni. */
export function hasOwnNetwork(mode: string): boolean {
  return mode !== "" && mode !== "host" && mode !== "none";
}

export function isolation(mode: string): NetworkIsolation | undefined {
  if (!hasOwnNetwork(mode)) return undefined;
  return { mode: "group", path: "/run/netns/allocation", hostsConfig: undefined };
}
