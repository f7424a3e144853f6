/**
 * Podman's answers as the driver reads them, only the fields that are used. The decoders (podman/*-decode.ts) hide where
 * Podman 4.x and 5.x differ and refuse an answer that lacks what is needed here, so nothing below has to be doubted again.
 */

/** From the headers of `GET /_ping`. */
export interface PodmanVersion {
  /** Version of Podman itself: the `Server` header, else {@link apiVersion}. */
  readonly version: string;
  /** `Libpod-API-Version`: what decides which fields of a request are known. */
  readonly apiVersion: string;
}

/** `GET /info`. Names are Podman's own; everything a version may lack is optional. */
export interface PodmanInfo {
  readonly host: HostInfo;
  readonly store: StoreInfo;
  readonly version: PodmanVersion;
  readonly plugins: PluginInfo;
}

export interface HostInfo {
  readonly arch?: string;
  readonly os?: string;
  readonly kernel?: string;
  readonly hostname?: string;
  readonly cpus?: number;
  /** Bytes. */
  readonly memTotal?: number;
  /** `v1` or `v2`. */
  readonly cgroupVersion: string;
  /** `systemd` or `cgroupfs`. */
  readonly cgroupManager: string;
  readonly cgroupControllers: readonly string[];
  /** `netavark` or `cni`. */
  readonly networkBackend?: string;
  /** `journald`, `file` or `none`. */
  readonly eventLogger?: string;
  /** Default log driver of containers. */
  readonly logDriver?: string;
  readonly ociRuntime?: RuntimeInfo;
  readonly conmon?: RuntimeInfo;
  /** The socket that the service itself listens on; a rootless one may name a path that does not exist. */
  readonly remoteSocket?: { readonly path?: string; readonly exists?: boolean };
  readonly security: SecurityInfo;
}

export interface RuntimeInfo {
  readonly name?: string;
  readonly path?: string;
  readonly version?: string;
}

export interface SecurityInfo {
  readonly rootless: boolean;
  readonly apparmorEnabled?: boolean;
  readonly seccompEnabled?: boolean;
  readonly selinuxEnabled?: boolean;
  /** Default capabilities, comma-separated. */
  readonly capabilities?: string;
}

export interface StoreInfo {
  /** `overlay`, `vfs`, … */
  readonly graphDriverName?: string;
  readonly graphRoot?: string;
  readonly runRoot?: string;
  readonly volumePath?: string;
}

/** What the service can be asked for: names of volume, network and log drivers. */
export interface PluginInfo {
  readonly volume: readonly string[];
  readonly network: readonly string[];
  readonly log: readonly string[];
}

/** Podman's container states as inspect spells them; `unknown` also stands for any that is new. */
export type ContainerStatus =
  | "created"
  | "initialized"
  | "running"
  | "paused"
  | "stopping"
  | "stopped"
  | "exited"
  | "removing"
  | "unknown";

/** `GET /containers/{name}/json`. */
export interface ContainerInspect {
  readonly id: string;
  /** Without a leading slash. */
  readonly name: string;
  readonly state: ContainerState;
  /** Id of the image, empty for a container on a root file system. */
  readonly imageId: string;
  /** The image as it was asked for. */
  readonly imageName: string;
  readonly rootfs: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly entrypoint: readonly string[];
  readonly command: readonly string[];
  readonly environment: readonly string[];
  readonly user: string;
  readonly hostname: string;
  readonly workingDirectory: string;
  readonly tty: boolean;
  /** `SIGTERM`, or a number as text where Podman 4.x gives one. */
  readonly stopSignal: string;
  /** Name of the OCI runtime. */
  readonly ociRuntime: string;
  readonly log: ContainerLog;
  readonly networkSettings: NetworkSettings;
  readonly mounts: readonly ContainerMount[];
  readonly host: ContainerHostConfig;
  /** Ids of exec sessions that Podman still knows. */
  readonly execIds: readonly string[];
  /** Directory of the container's permanent files: `ctr.log` below it with Podman's default log path. */
  readonly staticDirectory: string;
  readonly conmonPidFile: string;
  readonly pidFile: string;
  readonly restartCount: number;
  readonly createdAt: Date | undefined;
}

export interface ContainerState {
  readonly status: ContainerStatus;
  readonly running: boolean;
  readonly paused: boolean;
  readonly exitCode: number;
  readonly oomKilled: boolean;
  /** Why the container could not run; empty when there is nothing. */
  readonly error: string;
  /** Process id on the host, 0 when there is none. */
  readonly pid: number;
  /** Process id of conmon, 0 when there is none. */
  readonly conmonPid: number;
  /** Undefined while the container was never started. */
  readonly startedAt: Date | undefined;
  /** Undefined while it has not ended. */
  readonly finishedAt: Date | undefined;
  /** Path of the container's cgroup below its hierarchy's root; empty when it does not run. */
  readonly cgroupPath: string;
  /** Undefined without a health check. */
  readonly health: ContainerHealth | undefined;
}

export interface ContainerHealth {
  /** `starting`, `healthy`, `unhealthy`, … */
  readonly status: string;
  readonly failingStreak: number;
}

export interface ContainerLog {
  readonly driver: string;
  /** File that conmon writes; empty for drivers without one. */
  readonly path: string;
  readonly tag: string;
}

/**
 * `NetworkSettings`, in Podman's spelling as translate/ reads it. The default bridge and a joined namespace fill the top
 * level, named networks their own entry. Empty texts where there is no address.
 */
export interface NetworkSettings extends NetworkAddresses {
  readonly Networks: Readonly<Record<string, NetworkAddresses>>;
  /** Path of the network namespace; empty when the container has none of its own. */
  readonly SandboxKey: string;
}

export interface NetworkAddresses {
  readonly IPAddress: string;
  readonly IPPrefixLen: number;
  readonly GlobalIPv6Address: string;
  readonly GlobalIPv6PrefixLen: number;
  readonly Gateway: string;
  readonly MacAddress: string;
}

export interface ContainerMount {
  /** `bind`, `volume`, … */
  readonly type: string;
  /** Name of the volume, empty for others. */
  readonly name: string;
  readonly source: string;
  readonly destination: string;
  readonly writable: boolean;
  readonly options: readonly string[];
}

export interface ContainerHostConfig {
  readonly networkMode: string;
  readonly cgroupParent: string;
  readonly cgroupManager: string;
  readonly autoRemove: boolean;
  readonly privileged: boolean;
  readonly readonlyRootfs: boolean;
  /** Bytes; 0 is no limit. */
  readonly memory: number;
  readonly memoryReservation: number;
  readonly memorySwap: number;
  readonly cpuShares: number;
  /** Microseconds. */
  readonly cpuPeriod: number;
  readonly cpuQuota: number;
  readonly cpusetCpus: string;
  readonly pidsLimit: number;
}

/** One row of `GET /containers/json`. */
export interface ContainerListEntry {
  readonly id: string;
  readonly names: readonly string[];
  readonly status: ContainerStatus;
  readonly labels: Readonly<Record<string, string>>;
  readonly image: string;
  readonly imageId: string;
  readonly pid: number;
  readonly exitCode: number;
  readonly createdAt: Date | undefined;
}

/** `GET /exec/{id}/json`. */
export interface ExecInspect {
  readonly id: string;
  readonly containerId: string;
  readonly running: boolean;
  /** Process id on the host, 0 when there is none. */
  readonly pid: number;
  /** Means something only when {@link running} is false. */
  readonly exitCode: number;
}

/** `GET /images/{name}/json`. */
export interface ImageInspect {
  /** 64 hexadecimal digits, without `sha256:`. */
  readonly id: string;
  readonly names: readonly string[];
  readonly digests: readonly string[];
  /** Bytes. */
  readonly size: number;
  readonly os: string;
  readonly architecture: string;
  readonly user: string;
  readonly workingDirectory: string;
  readonly entrypoint: readonly string[];
  readonly command: readonly string[];
  readonly environment: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
  /** Container paths that the image declares as volumes. */
  readonly volumes: readonly string[];
  readonly stopSignal: string;
  readonly hasHealthcheck: boolean;
}

/** `GET /networks/{name}/json`. */
export interface NetworkInspect {
  readonly name: string;
  readonly id: string;
  /** `bridge`, `macvlan`, … */
  readonly driver: string;
  readonly interfaceName: string;
  readonly subnets: readonly string[];
  readonly ipv6Enabled: boolean;
  readonly internal: boolean;
  readonly dnsEnabled: boolean;
}

/** One event of `GET /events`. */
export interface PodmanEvent {
  /** `container`, `image`, `pod`, `network`, … */
  readonly type: string;
  /** `create`, `init`, `start`, `died` (libpod says `died` where Docker says `die`), `cleanup`, `remove`, `health_status`, … */
  readonly action: string;
  /** Full id of what the event is about. */
  readonly id: string;
  readonly name: string;
  /** Of a `died` event; Podman 4.x sends it with each event and lies with 0 on `cleanup`, so it is read on `died` only. */
  readonly exitCode: number | undefined;
  /** `healthy`, `unhealthy` or `starting`, of a `health_status` event. */
  readonly healthStatus: string | undefined;
  readonly attributes: Readonly<Record<string, string>>;
  /** Milliseconds since the epoch, with a fraction. */
  readonly time: number;
}

/** A line of a pull in Podman's own words. */
export interface PullProgress {
  readonly text: string;
}

/** One sample of `GET /containers/stats`. */
export interface StatsReport {
  readonly containers: readonly ContainerStats[];
}

/** Cumulative figures of one container; Podman's own percentages are not read (the first one is bogus, podman-api.md 5). */
export interface ContainerStats {
  readonly id: string;
  readonly name: string;
  /** CPU time, user and system, in nanoseconds. */
  readonly cpuNanoseconds: number;
  /** The system part of it. */
  readonly cpuSystemNanoseconds: number;
  /** When the sample was taken, in nanoseconds since the epoch. */
  readonly sampledNanoseconds: number;
  /** Bytes. */
  readonly memoryUsage: number;
  readonly memoryLimit: number;
  readonly pids: number;
  /** Bytes, over all interfaces. */
  readonly networkInput: number;
  readonly networkOutput: number;
  readonly blockInput: number;
  readonly blockOutput: number;
}
