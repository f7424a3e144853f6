/**
 * Podman's answers as the driver reads them, only the fields that are used. The checks (podman/*schema*.ts) hide where
 * Podman 4.x and 5.x differ and refuse an answer that lacks what is needed here, so nothing below has to be doubted again.
 */

export type {
  ContainerHealth,
  ContainerHealthCheck,
  ContainerInspect,
  ContainerListEntry,
  ContainerStatus,
} from "./container-types.ts";

/** From the headers of `GET /_ping`. */
export interface PodmanVersion {
  /** Version of Podman itself: the `Server` header, else that of its API. It decides which fields of a request are known. */
  readonly version: string;
}

/** `GET /info`. Names are Podman's own; everything a version may lack is optional. */
export interface PodmanInfo {
  readonly host: HostInfo;
  readonly store: StoreInfo;
  /** Whether the node's registries.conf lets any registry or mirror go without a verified certificate. */
  readonly insecureRegistries: boolean;
}

export interface HostInfo {
  readonly cpus?: number;
  /** `v1` or `v2`. */
  readonly cgroupVersion: string;
  /** `systemd` or `cgroupfs`. */
  readonly cgroupManager: string;
  readonly cgroupControllers: readonly string[];
  /** `netavark` or `cni`. */
  readonly networkBackend?: string;
  readonly ociRuntime?: RuntimeInfo;
  /** The socket that the service itself listens on; a rootless one may name a path that does not exist. */
  readonly remoteSocket?: { readonly path?: string; readonly exists?: boolean };
  readonly security: SecurityInfo;
}

export interface RuntimeInfo {
  readonly name?: string;
  readonly path?: string;
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
}

/** `GET /exec/{id}/json`. */
export interface ExecInspect {
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
  readonly os: string;
  readonly architecture: string;
}

/** `GET /networks/{name}/json`. */
export interface NetworkInspect {
  /** With their prefix length, and the node's address in each; empty without one. */
  readonly subnets: readonly { readonly subnet: string; readonly gateway: string }[];
}

/** One event of `GET /events`. */
export interface PodmanEvent {
  /** `create`, `init`, `start`, `died` (libpod says `died` where Docker says `die`), `cleanup`, `remove`, `health_status`, … */
  readonly action: string;
  /** Full id of what the event is about. */
  readonly id: string;
  /** Of a `died` event; Podman 4.x sends it with each event and lies with 0 on `cleanup`, so it is read on `died` only. */
  readonly exitCode: number | undefined;
  /** `healthy`, `unhealthy` or `starting`, of a `health_status` event. */
  readonly healthStatus: string | undefined;
}

/** What a line of a pull says. */
export interface PullProgress {
  /** Podman's own words, empty where it says only how a layer fares. */
  readonly text: string;
  readonly layer?: PullLayer;
}

/** How a layer of an image that is being pulled fares. */
export interface PullLayer {
  /** The first 12 digits of its digest. */
  readonly id: string;
  /** `unmeasured` has begun, and no line will say how it goes on. */
  readonly state: "unmeasured" | "downloading" | "done";
  /** Bytes that have come so far; undefined where the line does not say. */
  readonly bytes: number | undefined;
  /** Bytes of the whole layer; undefined where Podman does not know. */
  readonly total: number | undefined;
}

/** One sample of `GET /containers/stats`. */
export interface StatsReport {
  readonly containers: readonly ContainerStats[];
}

/** Cumulative figures of one container; Podman's own percentages are not read (the first one is bogus: docs/podman-quirks.md#stats-without-limit). */
export interface ContainerStats {
  readonly id: string;
  /** CPU time, user and system, in nanoseconds. */
  readonly cpuNanoseconds: number;
  /** The system part of it. */
  readonly cpuSystemNanoseconds: number;
  /** When the sample was taken, in nanoseconds since the epoch. */
  readonly sampledNanoseconds: number;
  /** Bytes. */
  readonly memoryUsage: number;
}
