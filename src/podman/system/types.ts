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
