import type { LogChunk } from "../../core/output.ts";
import type { CallOptions } from "../http/call-bound.ts";
import type { SpecGenerator } from "./spec-generator.ts";
import type { ContainerInspect, ContainerListEntry, StatsReport } from "./types.ts";

export interface CreatedContainer {
  readonly id: string;
  readonly warnings: readonly string[];
}

export interface ContainersApi {
  create(spec: SpecGenerator, options?: CallOptions): Promise<CreatedContainer>;
  /** `POST /init`: everything of a start but running the process; the container is then `initialized`. */
  init(nameOrId: string, options?: CallOptions): Promise<void>;
  start(nameOrId: string, options?: CallOptions): Promise<void>;
  inspect(nameOrId: string, options?: CallOptions): Promise<ContainerInspect>;
  /** Containers in any state that carry all the labels (`key` or `key=value`). */
  list(labels: readonly string[], options?: CallOptions): Promise<readonly ContainerListEntry[]>;
  /** `POST /kill`: not running (409, 500 before Podman 4.6.1) is `conflict`, missing is `notFound`. */
  kill(nameOrId: string, signal: number | string, options?: CallOptions): Promise<void>;
  /**
   * Runs the container's health check once, for as long as that takes; how it went stands in inspect, whose status counts retries
   * and the start period.
   */
  checkHealth(nameOrId: string, options?: Pick<CallOptions, "signal">): Promise<void>;
  unpause(nameOrId: string, options?: CallOptions): Promise<void>;
  /** `POST /rename`, in any state, also when other containers depend on it; a name in use is `conflict`. */
  rename(nameOrId: string, name: string, options?: CallOptions): Promise<void>;
  /** `DELETE` with force and anonymous volumes; missing is success; the busy race right after an exit is retried. */
  remove(nameOrId: string, options?: CallOptions): Promise<void>;
  /** `GET /stats?stream=true` of all running containers: the fallback where cgroup files cannot be read. */
  statsStream(intervalSeconds: number, signal: AbortSignal): AsyncIterable<StatsReport>;
  /**
   * `GET /logs?follow=true`, demultiplexed. Never call it on a container whose log path is a FIFO (docs/podman-quirks.md#logs-of-fifo).
   * A chunk is a view that is valid until the next one is asked for.
   */
  logs(nameOrId: string, options: LogsOptions): AsyncIterable<LogChunk>;
}

export interface LogsOptions {
  readonly signal: AbortSignal;
  readonly follow: boolean;
  /** RFC 3339 with nanoseconds, or seconds since the epoch. */
  readonly since?: string;
  readonly timestamps?: boolean;
}
