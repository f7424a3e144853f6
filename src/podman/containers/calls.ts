import type { LogChunk } from "../../core/output.ts";
import { longCall } from "../hijack/open-connection.ts";
import type { CallOptions } from "../http/call-bound.ts";
import type { Request, Transport } from "../http/transport.ts";
import { inspectContainer } from "./inspect.ts";
import { removeContainer } from "./remove.ts";
import { containerListSchema, createdSchema } from "./schema.ts";
import type { SpecGenerator } from "./spec-generator.ts";
import { containerLogs, containerStats, type LogsOptions } from "./streams.ts";
import type { ContainerInspect } from "./types.ts";

export type ContainersApi = ReturnType<typeof containersApi>;

/** `/containers/…`. */
export function containersApi(transport: Transport) {
  const at = (nameOrId: string, rest: string) => `/containers/${encodeURIComponent(nameOrId)}${rest}`;
  const post = async (path: string, what: string, options: CallOptions, more: Pick<Request, "query" | "accept"> = {}) => {
    await transport.head({ method: "POST", path, what, ...more, ...options });
  };

  return {
    /** Returns the container's id, and what Podman leaves out of the request. */
    async create(spec: SpecGenerator, options: CallOptions = {}) {
      const { name } = spec;
      const what = `create container ${name}`;
      const request = { method: "POST", path: "/containers/create", json: spec, container: name, what, ...options } as const;
      const { Id, Warnings } = await transport.json(request, createdSchema);
      transport.log.learn(Id, name);
      return { id: Id, warnings: Warnings };
    },

    /** Everything of a start but running the process; the container is then `initialized`. */
    init: (nameOrId: string, options: CallOptions = {}) =>
      post(at(nameOrId, "/init"), `set up container ${nameOrId}`, options, { accept: [304] }),

    start: (nameOrId: string, options: CallOptions = {}) =>
      post(at(nameOrId, "/start"), `start container ${nameOrId}`, options, { accept: [304] }),

    async inspect(nameOrId: string, options: CallOptions = {}): Promise<ContainerInspect> {
      const inspected = await inspectContainer(transport, nameOrId, options);
      transport.log.learn(inspected.id, inspected.name);
      return inspected;
    },

    /** Containers in any state that carry all the labels (`key` or `key=value`). */
    list(labels: readonly string[], options: CallOptions = {}) {
      const query = { all: true, filters: JSON.stringify({ label: labels }) };
      const request = { method: "GET", path: "/containers/json", query, what: "list containers", ...options } as const;
      return transport.json(request, containerListSchema);
    },

    /** Not running (409, 500 before Podman 4.6.1) is `conflict`, missing is `notFound`. */
    kill: (nameOrId: string, signal: number | string, options: CallOptions = {}) =>
      post(at(nameOrId, "/kill"), `send signal ${signal} to container ${nameOrId}`, options, { query: { signal } }),

    /**
     * Runs the container's health check once, for as long as that takes; how it went stands in inspect, whose status counts
     * retries and the start period.
     */
    async checkHealth(nameOrId: string, { signal }: Pick<CallOptions, "signal"> = {}) {
      const what = `check the health of container ${nameOrId}`;
      const request = { method: "GET", path: at(nameOrId, "/healthcheck"), what, signal } as const;
      for await (const _ of longCall(transport, request));
    },

    unpause: (nameOrId: string, options: CallOptions = {}) =>
      post(at(nameOrId, "/unpause"), `unpause container ${nameOrId}`, options),

    /** In any state, also when other containers depend on it; a name in use is `conflict`. */
    rename: (nameOrId: string, name: string, options: CallOptions = {}) =>
      post(at(nameOrId, "/rename"), `rename container ${nameOrId} to ${name}`, options, { query: { name } }),

    remove: (nameOrId: string, options: CallOptions = {}) => removeContainer(transport, nameOrId, options),
    /** All running containers: for where cgroup files cannot be read. */
    statsStream: (intervalSeconds: number, signal: AbortSignal) => containerStats(transport, intervalSeconds, signal),
    /**
     * Never call it on a container whose log path is a FIFO (docs/podman-quirks.md#logs-of-fifo). A chunk is a view that is
     * valid until the next one is asked for.
     */
    logs: (nameOrId: string, options: LogsOptions): AsyncIterable<LogChunk> => containerLogs(transport, nameOrId, options),
  };
}
