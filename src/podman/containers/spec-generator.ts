/**
 * Body of `POST /libpod/containers/create`: libpod's SpecGenerator, only the fields that are sent. Names and units are
 * Podman's (pkg/specgen/specgen.go); a field that a Podman version does not know is silently ignored by it
 * (docs/podman-quirks.md#unknown-fields), so translate/ checks the version and rejects the option instead of sending.
 */
export interface SpecGenerator {
  readonly name: string;
  /** Image id or reference; absent until the image is there. */
  readonly image?: string;
  /** Directory of the node in place of an image: docs/podman-quirks.md#rootfs. */
  readonly rootfs?: string;
  /** What is written goes into a layer of the container. */
  readonly rootfs_overlay?: boolean;
  /** `idmap`: the files of {@link rootfs} are seen through {@link idmappings}. Podman ≥ 4.5. */
  readonly rootfs_mapping?: string;

  readonly entrypoint?: readonly string[];
  readonly command?: readonly string[];
  readonly env?: StringMap;
  readonly work_dir?: string;
  readonly create_working_dir?: boolean;
  readonly user?: string;
  readonly groups?: readonly string[];
  readonly hostname?: string;
  readonly terminal?: boolean;
  /** Keeps the process's standard input open. */
  readonly stdin?: boolean;
  readonly init?: boolean;
  readonly init_path?: string;
  /** `always`, `true` or `false`. */
  readonly systemd?: string;
  readonly timezone?: string;
  readonly umask?: string;
  /** Signal number. */
  readonly stop_signal?: number;
  readonly labels?: StringMap;
  readonly annotations?: StringMap;
  /** Ignored before Podman 6: docs/podman-quirks.md#oci-runtime. */
  readonly oci_runtime?: string;
  readonly log_configuration?: LogConfiguration;
  readonly secrets?: readonly SecretMount[];
  /** Variable → secret. */
  readonly secret_env?: StringMap;
  readonly healthconfig?: HealthConfiguration;

  readonly mounts?: readonly BindMount[];
  readonly volumes?: readonly NamedVolume[];
  readonly overlay_volumes?: readonly OverlayVolume[];
  readonly image_volumes?: readonly ImageVolume[];
  /** Bytes. */
  readonly shm_size?: number;
  readonly storage_opts?: StringMap;
  readonly devices?: readonly DevicePath[];

  readonly privileged?: boolean;
  readonly read_only_filesystem?: boolean;
  readonly cap_add?: readonly string[];
  readonly cap_drop?: readonly string[];
  readonly selinux_opts?: readonly string[];
  readonly apparmor_profile?: string;
  readonly seccomp_profile_path?: string;
  readonly no_new_privileges?: boolean;
  /** Podman ≥ 4.5. */
  readonly label_nested?: boolean;
  readonly procfs_opts?: readonly string[];
  readonly mask?: readonly string[];
  readonly unmask?: readonly string[];
  readonly userns?: Namespace;
  readonly idmappings?: IdMappings;

  readonly netns?: Namespace;
  readonly ipcns?: Namespace;
  readonly pidns?: Namespace;
  readonly utsns?: Namespace;
  readonly cgroupns?: Namespace;
  readonly cgroup_parent?: string;
  /** By network name; `default` is Podman's own bridge. Only with a bridge {@link netns}. */
  readonly Networks?: Readonly<Record<string, NetworkOptions>>;
  /** Options of slirp4netns and pasta, by the mode's name. */
  readonly network_options?: Readonly<Record<string, readonly string[]>>;
  readonly portmappings?: readonly PublishedPort[];
  readonly dns_server?: readonly string[];
  readonly dns_search?: readonly string[];
  readonly dns_option?: readonly string[];
  /** Podman then mounts no /etc/resolv.conf of its own. */
  readonly use_image_resolve_conf?: boolean;
  /** Podman then mounts no /etc/hosts of its own. */
  readonly use_image_hosts?: boolean;
  /** `name:address`. */
  readonly hostadd?: readonly string[];

  readonly sysctl?: StringMap;
  readonly resource_limits?: ResourceLimits;
  readonly r_limits?: readonly ProcessLimit[];
  readonly oom_score_adj?: number;
}

export type StringMap = Readonly<Record<string, string>>;

/** `nsmode` is one of Podman's NamespaceMode values (`private`, `host`, `path`, `container`, `bridge`, …). */
export interface Namespace {
  readonly nsmode: string;
  readonly value?: string;
}

export interface LogConfiguration {
  /** Podman's default (containers.conf) when absent. */
  readonly driver?: string;
  /** Bytes at which conmon rotates. */
  readonly size?: number;
  readonly options?: StringMap;
}

/** A mount of the OCI runtime specification, `bind` or `tmpfs`. */
export interface BindMount {
  readonly destination: string;
  readonly type: "bind" | "tmpfs";
  readonly source: string;
  readonly options: readonly string[];
}

/** A volume of Podman's own; an empty name is an anonymous one. */
export interface NamedVolume {
  readonly Name: string;
  readonly Dest: string;
  readonly Options: readonly string[];
}

/** A host directory below a writable layer of its own (`:O`). */
export interface OverlayVolume {
  readonly destination: string;
  readonly source: string;
  readonly options?: readonly string[];
}

/** The file system of another image as a mount. */
export interface ImageVolume {
  readonly Source: string;
  readonly Destination: string;
  readonly ReadWrite: boolean;
}

/** `host[:container[:permissions]]`, or a CDI name. */
export interface DevicePath {
  readonly path: string;
}

export interface SecretMount {
  readonly Source: string;
  readonly Target?: string;
  /** Decimal value of the octal mode. */
  readonly Mode?: number;
}

/** Durations in nanoseconds. */
export interface HealthConfiguration {
  /** `["NONE"]`, `["CMD", …]` or `["CMD-SHELL", text]`. */
  readonly Test: readonly string[];
  readonly Interval?: number;
  readonly Timeout?: number;
  readonly StartPeriod?: number;
  readonly Retries?: number;
}

/** storage's IDMappingOptions: Go field names, no JSON tags. */
export interface IdMappings {
  readonly HostUIDMapping: boolean;
  readonly HostGIDMapping: boolean;
  readonly UIDMap: readonly IdMap[];
  readonly GIDMap: readonly IdMap[];
  readonly AutoUserNs: boolean;
  readonly AutoUserNsOpts: AutoUserNamespace;
}

export interface AutoUserNamespace {
  readonly Size?: number;
  readonly AdditionalUIDMappings?: readonly IdMap[];
  readonly AdditionalGIDMappings?: readonly IdMap[];
}

export interface IdMap {
  readonly container_id: number;
  readonly host_id: number;
  readonly size: number;
}

export interface NetworkOptions {
  readonly aliases?: readonly string[];
  readonly static_ips?: readonly string[];
  readonly static_mac?: string;
  readonly interface_name?: string;
}

export interface PublishedPort {
  readonly host_ip?: string;
  readonly host_port: number;
  readonly container_port: number;
  /** `tcp`, `udp` or both with a comma. */
  readonly protocol: string;
}

export interface ResourceLimits {
  readonly memory?: MemoryLimits;
  readonly cpu?: CpuLimits;
  readonly pids?: { readonly limit: number };
}

/** Bytes, but for `swappiness` (0…100). `swap` is memory plus swap; -1 is unlimited on cgroup v2. */
export interface MemoryLimits {
  readonly limit?: number;
  readonly reservation?: number;
  readonly swap?: number | UnlimitedNumber;
  readonly swappiness?: number;
}

/** `period` and `quota` in microseconds. */
export interface CpuLimits {
  readonly shares?: number;
  readonly quota?: number;
  readonly period?: number;
  readonly cpus?: string;
}

/** `type` without RLIMIT_, in lower case. A limit is a uint64: see translate/limits/process-limits.ts for unlimited. */
export interface ProcessLimit {
  readonly type: string;
  readonly soft: number | UnlimitedNumber;
  readonly hard: number | UnlimitedNumber;
}

/** A number that no JavaScript number holds, such as RLIM_INFINITY (2^64 - 1): it writes itself into JSON digit by digit. */
export interface UnlimitedNumber {
  toJSON(): unknown;
}
