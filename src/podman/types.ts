/** Shapes of Podman's answers, only the fields that are used; see podman-api.md for where versions differ. */
export type ContainerInspect = Record<string, unknown>;
export type ContainerListEntry = Record<string, unknown>;
export type ExecInspect = Record<string, unknown>;
export type ImageInspect = Record<string, unknown>;
export type NetworkInspect = Record<string, unknown>;
export type PodmanEvent = Record<string, unknown>;
export type PodmanInfo = Record<string, unknown>;
export type PodmanVersion = Record<string, unknown>;
export type PullProgress = Record<string, unknown>;
export type StatsReport = Record<string, unknown>;
