/** What Podman reports of containers. */

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
  readonly labels: Readonly<Record<string, string>>;
  /** `SIGTERM`, or a number as text where Podman 4.x gives one. */
  readonly stopSignal: string;
  /** Undefined without one, also where the image's is turned off. */
  readonly healthCheck: ContainerHealthCheck | undefined;
  readonly log: ContainerLog;
  readonly networkSettings: NetworkSettings;
  readonly mounts: readonly ContainerMount[];
  /** Ids of the containers whose namespaces it shares: Podman removes none of them before it. */
  readonly dependencies: readonly string[];
  readonly conmonPidFile: string;
}

export interface ContainerState {
  readonly status: ContainerStatus;
  readonly running: boolean;
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
  /** The newest of the checks that Podman remembers; undefined while none was run. */
  readonly lastCheck: HealthCheckRun | undefined;
}

/** One run of a health check. */
export interface HealthCheckRun {
  /** When it began, as Podman wrote it: RFC 3339 with nanoseconds. */
  readonly startedAt: string;
  /** The beginning of what it printed. */
  readonly output: string;
}

/** The health check that the job or the image asks for. */
export interface ContainerHealthCheck {
  /** What is run: the arguments of a program; a line for a shell is one of `/bin/sh -c`. */
  readonly command: readonly string[];
  /** Milliseconds; 0 when it is never due by itself. */
  readonly interval: number;
  /** Milliseconds that one check may take. */
  readonly timeout: number;
  /** Failures in a row that make the container unhealthy. */
  readonly retries: number;
}

export interface ContainerLog {
  readonly driver: string;
  /** File that conmon writes; empty for drivers without one. */
  readonly path: string;
}

/**
 * `NetworkSettings`, in Podman's spelling as translate/ reads it. The default bridge and a joined namespace fill the top
 * level, named networks their own entry. Empty texts where there is no address.
 */
export interface NetworkSettings extends NetworkAddresses {
  readonly Networks: Readonly<Record<string, NetworkAddresses>>;
}

export interface NetworkAddresses {
  readonly IPAddress: string;
  readonly GlobalIPv6Address: string;
}

export interface ContainerMount {
  /** `bind`, `volume`, … */
  readonly type: string;
  readonly source: string;
  readonly destination: string;
}
