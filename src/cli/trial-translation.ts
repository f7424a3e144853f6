import { isRecord } from "../config/checks/values.ts";
import type { PluginOptions } from "../config/plugin-options/plugin-options.ts";
import type { TaskOptions } from "../config/task-options/task-options.ts";
import type { NetworkIsolation, TaskConfig } from "../core/task-config.ts";
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
  const input = taskInput({ task: pretendedTask(task), options, written, plugin, host });
  const files = { hosts: { lines: [], address: undefined }, resolvConf: "" };
  const node = { resolvedPaths: new Map(), rootDirectory: { kind: undefined }, gateway: "127.0.0.1", ...files };
  return buildContainerSpec(specInput(input, node)).warnings;
}

function pretendedTask(task: JobTask): TaskConfig {
  const { memoryMb, memoryMaxMb, cores } = task.resources;
  const hostIp = "127.0.0.1";
  const ports = task.network.ports.map((port, index) => ({ ...port, value: port.value || firstDynamicPort + index, hostIp }));
  return {
    id: `allocation/${task.name}/0`,
    name: task.name,
    jobName: task.job,
    jobId: task.job,
    parentJobId: "",
    taskGroupName: task.group,
    namespace: "default",
    nodeName: "node",
    nodeId: "node",
    allocId: "allocation",
    user: task.user,
    env: {},
    deviceEnv: {},
    allocDir: "/allocation",
    stdoutPath: "/allocation/stdout",
    stderrPath: "/allocation/stderr",
    mounts: [],
    devices: [],
    networkIsolation: isolation(task.network.mode),
    dns: undefined,
    driverConfig: new Uint8Array(),
    resources: {
      cpuShares: 100,
      memoryMb,
      memoryMaxMb,
      ports,
      networks: task.network.ofTask
        ? [
            {
              device: "",
              cidr: "",
              ip: hostIp,
              mbits: 0,
              reservedPorts: ports.map(({ label, value }) => ({ label, value })),
              dynamicPorts: [],
            },
          ]
        : [],
      linux: {
        cpuPeriod: 0,
        cpuQuota: 0,
        cpuShares: 100,
        memoryLimitBytes: 0,
        oomScoreAdj: 0,
        cpusetCpus: cores > 0 ? "0" : "",
        percentTicks: 1,
        cpusetCgroup: "",
      },
    },
  };
}

/** Nomad makes a namespace for the modes bridge and cni. */
function isolation(mode: string): NetworkIsolation | undefined {
  if (mode === "" || mode === "host" || mode === "none") return undefined;
  return { mode: "group", path: "/run/netns/allocation", labels: {}, hostsConfig: undefined };
}
