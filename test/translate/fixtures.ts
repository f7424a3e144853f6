import type { PluginOptions } from "../../src/config/plugin-options.ts";
import type { TaskOptions } from "../../src/config/task-options.ts";
import { validatePluginOptions, validateTaskOptions } from "../../src/config/validate.ts";
import type { LinuxResources, Resources, TaskConfig } from "../../src/core/task-config.ts";
import type { SpecGenerator } from "../../src/podman/spec-generator.ts";
import { buildContainerSpec, type ContainerSpec } from "../../src/translate/container-spec.ts";
import type { HostFacts, SpecInput } from "../../src/translate/spec-input.ts";

export const allocId = "b640480f-4b93-65fd-7bba-c15722886395";

/** Options as a jobspec writes them, by HCL name, through the real checks. */
export function taskOptions(body: Readonly<Record<string, unknown>> = {}): TaskOptions {
  return validateTaskOptions({ image: "localhost/busybox:1", ...body });
}

export function pluginOptions(body: Readonly<Record<string, unknown>> = {}): PluginOptions {
  return validatePluginOptions(body);
}

const linux: LinuxResources = {
  cpuPeriod: 0,
  cpuQuota: 0,
  cpuShares: 500,
  memoryLimitBytes: 256 * 1024 ** 2,
  oomScoreAdj: 0,
  cpusetCpus: "",
  percentTicks: 0.25,
  cpusetCgroup: "",
};

export interface ResourceOverrides extends Partial<Omit<Resources, "linux">> {
  readonly linux?: Partial<LinuxResources>;
}

export function resources(overrides: ResourceOverrides = {}): Resources {
  const rest = { cpuShares: 500, memoryMb: 256, memoryMaxMb: 0, ports: [], networks: [] };
  return { ...rest, ...overrides, linux: { ...linux, ...overrides.linux } };
}

export function taskConfig(overrides: Partial<TaskConfig> = {}): TaskConfig {
  return {
    id: `${allocId}/web/12345678`,
    name: "web",
    jobName: "shop",
    jobId: "shop",
    parentJobId: "",
    taskGroupName: "front",
    namespace: "default",
    nodeName: "node-1",
    nodeId: "2b3d8f0e-0000-4000-8000-000000000001",
    allocId,
    user: "",
    env: { NOMAD_ALLOC_DIR: "/alloc", NOMAD_TASK_DIR: "/local", NOMAD_SECRETS_DIR: "/secrets" },
    deviceEnv: {},
    allocDir: "/var/nomad/alloc/b640480f",
    stdoutPath: "/var/nomad/alloc/b640480f/alloc/logs/.web.stdout.fifo",
    stderrPath: "/var/nomad/alloc/b640480f/alloc/logs/.web.stderr.fifo",
    resources: resources(),
    mounts: [],
    devices: [],
    networkIsolation: undefined,
    dns: undefined,
    driverConfig: new Uint8Array(),
    ...overrides,
  };
}

export function hostFacts(overrides: Partial<HostFacts> = {}): HostFacts {
  return {
    rootless: false,
    cgroupVersion: "v2",
    cgroupManager: "systemd",
    cgroupControllers: ["cpuset", "cpu", "io", "memory", "pids"],
    podmanVersion: "5.4.2",
    ociRuntime: "crun",
    apparmor: true,
    selinux: true,
    cores: 4,
    ...overrides,
  };
}

export interface InputOverrides extends Partial<Omit<SpecInput, "options" | "task" | "plugin" | "host">> {
  /** The task's `config` block. */
  readonly options?: Readonly<Record<string, unknown>>;
  readonly task?: Partial<TaskConfig>;
  /** The plugin's `config` block. */
  readonly plugin?: Readonly<Record<string, unknown>>;
  readonly host?: Partial<HostFacts>;
}

export function specInput(overrides: InputOverrides = {}): SpecInput {
  return {
    image: "sha256:abc",
    written: overrides.options ?? {},
    resolvedPaths: new Map(),
    ...overrides,
    options: taskOptions(overrides.options),
    task: taskConfig(overrides.task),
    plugin: pluginOptions(overrides.plugin),
    host: hostFacts(overrides.host),
  };
}

export function build(overrides: InputOverrides = {}): ContainerSpec {
  return buildContainerSpec(specInput(overrides));
}

export function specOf(overrides: InputOverrides = {}): SpecGenerator {
  return build(overrides).spec;
}
