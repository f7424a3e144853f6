/**
 * Podman's REST API as the driver uses it, one interface a resource. `client.ts` implements it over a socket; tests fake what
 * is at the socket's other end (test/helpers/fake-podman.ts). Every call takes what bounds it: a `signal`, and the client's
 * own request timeout (`client_http_timeout`) unless the call is a stream, a pull or a load.
 *
 * All errors are DriverErrors (podman/error-map.ts): `podmanUnreachable` (recoverable), `timeout` (recoverable),
 * `notFound`, `conflict`, `podmanFailed`, `badReply`, `cancelled`, of a pull `imageFailed`.
 */
import type { RegistryCredentials } from "../core/credentials.ts";
import type { SpecGenerator } from "./spec-generator.ts";
import type {
  ContainerInspect,
  ContainerListEntry,
  ExecInspect,
  ImageInspect,
  NetworkInspect,
  PodmanEvent,
  PodmanInfo,
  PodmanVersion,
  PullProgress,
  StatsReport,
} from "./types.ts";

export interface CallOptions {
  readonly signal?: AbortSignal;
  /** Overrides the client's request timeout, in milliseconds. */
  readonly timeoutMilliseconds?: number;
}

export interface PodmanClient {
  /** How the operator wrote the socket, for messages. */
  readonly socket: string;
  readonly system: SystemApi;
  readonly containers: ContainersApi;
  readonly execs: ExecsApi;
  readonly images: ImagesApi;
  readonly networks: NetworksApi;
  /** Calls under way, streams and exec sessions included, and all later ones fail with `cancelled`. */
  close(): void;
}

export interface SystemApi {
  /** `GET /_ping`: the version of service and API from its headers. */
  ping(options?: CallOptions): Promise<PodmanVersion>;
  info(options?: CallOptions): Promise<PodmanInfo>;
  /**
   * `GET /events`: container events as they happen, from `since` (seconds since the epoch, fractions allowed) when given.
   * `onOpen` is called when the service has answered, so that a caller can reconcile what happened before. Ends by
   * throwing `podmanUnreachable` when the service ends the stream; ends quietly when aborted.
   */
  events(options: {
    readonly signal: AbortSignal;
    readonly since?: number;
    readonly filters?: Readonly<Record<string, readonly string[]>>;
    readonly onOpen?: () => void;
  }): AsyncIterable<PodmanEvent>;
}

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

export type OutputStream = "stdout" | "stderr";

export interface LogChunk {
  readonly stream: OutputStream;
  readonly data: Uint8Array;
}

export interface ExecSpec {
  readonly command: readonly string[];
  readonly tty: boolean;
  readonly attachStdin: boolean;
  readonly environment?: readonly string[];
}

/** A hijacked connection to an exec'd process. */
export interface ExecConnection {
  /** stdout and stderr as they come; a tty has all on stdout. Not reading is back-pressure. Ends with the process. */
  readonly output: AsyncIterable<LogChunk>;
  /** Resolves when the socket has taken the bytes: back-pressure. */
  write(chunk: Uint8Array): Promise<void>;
  /** Half-closes stdin: the process reads end of file. */
  endInput(): void;
  /** Drops the connection. */
  close(): void;
}

export interface ExecsApi {
  /** Creates an exec session in a running container and returns its id. */
  create(container: string, spec: ExecSpec, options?: CallOptions): Promise<string>;
  /** Starts it and takes over the connection (`Upgrade: tcp`). `size` only with a tty. */
  start(
    execId: string,
    options: {
      readonly tty: boolean;
      readonly size?: { readonly height: number; readonly width: number };
      readonly signal?: AbortSignal;
    },
  ): Promise<ExecConnection>;
  inspect(execId: string, options?: CallOptions): Promise<ExecInspect>;
  resize(execId: string, height: number, width: number, options?: CallOptions): Promise<void>;
  /** Removes the record of a session that has ended. `notFound` also of a Podman before 4.8, which has no such call. */
  remove(execId: string, options?: CallOptions): Promise<void>;
}

/**
 * Which of Podman's pulls is asked. They differ in what they tell and can be told, see `pullRoute` in the driver:
 * `lines` is libpod's own, `layers` the same in Docker's shape (Podman 4.8), `docker` the one for Docker's clients.
 */
export type PullRoute = "lines" | "layers" | "docker";

export interface PullOptions {
  readonly signal: AbortSignal;
  /** `lines` when unset. */
  readonly route?: PullRoute;
  readonly policy: "always" | "missing" | "newer" | "never";
  readonly credentials?: RegistryCredentials;
  readonly tlsVerify?: boolean;
  readonly arch?: string;
  readonly os?: string;
  readonly variant?: string;
}

export interface ImagesApi {
  /** Undefined when there is no such image locally. */
  inspect(nameOrId: string, options?: CallOptions): Promise<ImageInspect | undefined>;
  exists(nameOrId: string, options?: CallOptions): Promise<boolean>;
  /** Of all local images, those without a name included. */
  ids(options?: CallOptions): Promise<readonly string[]>;
  /**
   * Progress, then the id as the return value: 12 digits of it, or all 64. Throws `imageFailed` with Podman's own text in
   * one line when the stream says error; what kind of failure that is, is the caller's to judge.
   */
  pull(reference: string, options: PullOptions): AsyncGenerator<PullProgress, string, undefined>;
  /** `POST /images/load` of a docker or oci archive; returns the names that it held. */
  load(archive: ReadableStream<Uint8Array> | Blob, options: { readonly signal: AbortSignal }): Promise<readonly string[]>;
  remove(nameOrId: string, options?: CallOptions): Promise<void>;
}

export interface NetworksApi {
  /** Undefined when there is none of that name. */
  inspect(name: string, options?: CallOptions): Promise<NetworkInspect | undefined>;
  /** Names of all networks. */
  list(options?: CallOptions): Promise<readonly string[]>;
}
