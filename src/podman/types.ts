/**
 * Shapes of Podman's answers, only the fields that are used, under Podman's own names. Versions differ in places
 * (podman-api.md, section 6); what reads a field tolerates its absence.
 */

export interface PodmanVersion {
  /** Version of the service, from the `Libpod-API-Version` header: `4.3.1`. */
  readonly apiVersion: string;
}

export interface PodmanInfo {
  readonly host?: {
    readonly cgroupVersion?: string;
    readonly cgroupManager?: string;
    readonly cgroupControllers?: readonly string[] | null;
    readonly cpus?: number;
    readonly networkBackend?: string;
    readonly ociRuntime?: { readonly name?: string; readonly path?: string } | null;
    readonly remoteSocket?: { readonly path?: string } | null;
    readonly security?: {
      readonly apparmorEnabled?: boolean;
      readonly capabilities?: string;
      readonly rootless?: boolean;
      readonly seccompEnabled?: boolean;
      readonly selinuxEnabled?: boolean;
    };
  };
  readonly store?: { readonly graphDriverName?: string; readonly graphRoot?: string; readonly runRoot?: string };
  readonly version?: { readonly Version?: string };
}

/** States that Podman names; `exited` and `stopped` are terminal. */
export type ContainerStatus =
  | "created"
  | "initialized"
  | "running"
  | "paused"
  | "stopping"
  | "stopped"
  | "exited"
  | "removing"
  | "configured"
  | "unknown";

export interface ContainerInspect {
  readonly Id: string;
  readonly Name?: string;
  readonly Created?: string;
  readonly State: {
    readonly Status: ContainerStatus | string;
    readonly Running?: boolean;
    readonly Paused?: boolean;
    readonly OOMKilled?: boolean;
    readonly Pid?: number;
    readonly ConmonPid?: number;
    readonly ExitCode?: number;
    readonly Error?: string;
    readonly StartedAt?: string;
    readonly FinishedAt?: string;
    readonly CgroupPath?: string;
    readonly Health?: { readonly Status?: string } | null;
  };
  readonly Image?: string;
  readonly ImageName?: string;
  readonly Config?: { readonly Labels?: Readonly<Record<string, string>> | null };
  readonly HostConfig?: {
    readonly CgroupParent?: string;
    readonly LogConfig?: { readonly Type?: string; readonly Path?: string; readonly Size?: string | number };
  };
  readonly NetworkSettings?: InspectedNetworkSettings;
}

export interface InspectedEndpoint {
  readonly IPAddress?: string;
  readonly GlobalIPv6Address?: string;
  readonly Gateway?: string;
}

export interface InspectedNetworkSettings extends InspectedEndpoint {
  readonly Networks?: Readonly<Record<string, InspectedEndpoint | null>> | null;
}

export interface ContainerListEntry {
  readonly Id: string;
  readonly Names?: readonly string[] | null;
  readonly State?: string;
  readonly ImageID?: string;
  readonly Labels?: Readonly<Record<string, string>> | null;
  /** RFC 3339 or seconds since the epoch, by version. */
  readonly Created?: string | number;
}

export interface ExecInspect {
  readonly ID?: string;
  readonly Running?: boolean;
  readonly ExitCode?: number;
  /** On the host. */
  readonly Pid?: number;
}

export interface ImageInspect {
  readonly Id: string;
  readonly RepoTags?: readonly string[] | null;
  readonly RepoDigests?: readonly string[] | null;
}

export interface NetworkInspect {
  readonly name?: string;
  readonly driver?: string;
}

/** One line of `GET /events`. `Action` is what to read (`Status` is deprecated). */
export interface PodmanEvent {
  readonly Type?: string;
  readonly Action?: string;
  readonly Actor?: { readonly ID?: string; readonly Attributes?: Readonly<Record<string, string>> | null };
  /** Seconds since the epoch. */
  readonly time?: number;
  readonly timeNano?: number;
  readonly HealthStatus?: string;
}

/** One line of a pull's progress: free text, such as `Copying blob sha256:…`. */
export interface PullProgress {
  readonly text: string;
}

export interface StatsReport {
  readonly Stats?: readonly ContainerStats[] | null;
}

/** One container of the multi-container stats; CPU in nanoseconds, memory in bytes. */
export interface ContainerStats {
  readonly ContainerID?: string;
  readonly CPUNano?: number;
  readonly CPUSystemNano?: number;
  readonly SystemNano?: number;
  readonly MemUsage?: number;
  readonly MemLimit?: number;
  readonly PIDs?: number;
}
