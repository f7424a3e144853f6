/** What Nomad says of a task: as much of the driver protocol's TaskConfig as the driver reads, with its units spelled out. */

/** The three directories that Nomad makes for each task, as it names them below the allocation. */
export const taskDirectoryNames = { alloc: "alloc", local: "local", secrets: "secrets" } as const;

/** A task as Nomad hands it to StartTask and back in RecoverTask. */
export interface TaskConfig {
  /** Nomad's task id: `<alloc id>/<task name>/<hash>`. */
  readonly id: string;
  readonly name: string;
  readonly jobName: string;
  readonly jobId: string;
  readonly taskGroupName: string;
  readonly namespace: string;
  readonly nodeName: string;
  readonly nodeId: string;
  readonly allocId: string;
  /** The task's `user`, empty when unset. */
  readonly user: string;
  readonly env: Readonly<Record<string, string>>;
  /** Environment that device plugins add. */
  readonly deviceEnv: Readonly<Record<string, string>>;
  /** The allocation's directory on the host; the task's own is `<allocDir>/<name>`. */
  readonly allocDir: string;
  /** FIFO (or /dev/null) that Nomad reads the task's output from; empty when there is none. */
  readonly stdoutPath: string;
  readonly stderrPath: string;
  readonly resources: Resources;
  /** Host and CSI volumes and the mounts of device plugins. */
  readonly mounts: readonly Mount[];
  /** The devices of Nomad `device` blocks. */
  readonly devices: readonly Device[];
  /** The group's network namespace, when Nomad or the driver made one. */
  readonly networkIsolation: NetworkIsolation | undefined;
  /** The job's `network.dns` block. */
  readonly dns: DnsConfig | undefined;
  /** The task's `config` block: go-cty msgpack by the schema that we returned. */
  readonly driverConfig: Uint8Array;
}

export interface Resources {
  /** MHz shares that the scheduler gave. */
  readonly cpuShares: number;
  /** MiB; 0 when Nomad sent none. */
  readonly memoryMb: number;
  /** MiB; 0 when unset, -1 for no limit. */
  readonly memoryMaxMb: number;
  readonly ports: readonly PortMapping[];
  readonly networks: readonly NetworkResource[];
  readonly linux: LinuxResources;
}

export interface LinuxResources {
  readonly cpuShares: number;
  readonly memoryLimitBytes: number;
  /** Linux list of CPUs (`0-1,3`), empty when the task reserves no cores. */
  readonly cpusetCpus: string;
  /** Share of the node's total compute that the task's cpu stands for, 0…1. */
  readonly percentTicks: number;
}

/** A port that Nomad allocated. */
export interface PortMapping {
  readonly label: string;
  /** Port on the host. */
  readonly value: number;
  /** Port inside the network namespace; 0 or less means the same as on the host. */
  readonly to: number;
  readonly hostIp: string;
}

/** The older form of a port allocation, in `resources.network` of the task. */
export interface NetworkResource {
  readonly ip: string;
  readonly reservedPorts: readonly { readonly label: string; readonly value: number }[];
  readonly dynamicPorts: readonly { readonly label: string; readonly value: number }[];
}

export interface Mount {
  readonly taskPath: string;
  readonly hostPath: string;
  readonly readonly: boolean;
  /** `private`, `host-to-task`, `bidirectional` or empty. */
  readonly propagationMode: string;
  readonly selinuxLabel: string;
}

export interface Device {
  readonly taskPath: string;
  readonly hostPath: string;
  /** Any of `rwm`. */
  readonly cgroupPermissions: string;
}

export type NetworkIsolationMode = "host" | "group" | "task" | "none";

export interface NetworkIsolation {
  readonly mode: NetworkIsolationMode;
  /** Path of the network namespace, empty when there is none. */
  readonly path: string;
  /** What the group's shared /etc/hosts shall say. */
  readonly hostsConfig: { readonly hostname: string; readonly address: string } | undefined;
}

/** The network namespace of a group that the driver made, as Nomad hears of it. */
export interface GroupNetwork {
  readonly path: string;
  readonly labels: Readonly<Record<string, string>>;
  /** False when it was there already, as for a restarted agent. */
  readonly created: boolean;
}

/** Whether the task's group has a network namespace, which the task then joins. */
export function hasGroupNetwork({ networkIsolation }: Pick<TaskConfig, "networkIsolation">): boolean {
  return (networkIsolation?.path ?? "") !== "";
}

export interface DnsConfig {
  readonly servers: readonly string[];
  readonly searches: readonly string[];
  readonly options: readonly string[];
}

/** A task of which nothing is known: what a made-up one begins with. */
export const emptyTask: TaskConfig = {
  id: "",
  name: "",
  jobName: "",
  jobId: "",
  taskGroupName: "",
  namespace: "",
  nodeName: "",
  nodeId: "",
  allocId: "",
  user: "",
  env: {},
  deviceEnv: {},
  allocDir: "",
  stdoutPath: "",
  stderrPath: "",
  resources: {
    cpuShares: 0,
    memoryMb: 0,
    memoryMaxMb: 0,
    ports: [],
    networks: [],
    linux: { cpuShares: 0, memoryLimitBytes: 0, cpusetCpus: "", percentTicks: 0 },
  },
  mounts: [],
  devices: [],
  networkIsolation: undefined,
  dns: undefined,
  driverConfig: new Uint8Array(),
};
