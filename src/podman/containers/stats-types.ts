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
