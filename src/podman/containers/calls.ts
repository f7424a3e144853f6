import { longCall } from "../hijack/long-call.ts";
import type { Transport } from "../http/transport.ts";
import type { ContainersApi } from "./api.ts";
import { removeContainer } from "./remove.ts";
import { containerInspectSchema, containerListSchema, createdSchema } from "./schema.ts";
import { containerLogs, containerStats } from "./streams.ts";

/** `/containers/…`. */
export function containersApi(transport: Transport): ContainersApi {
  const at = (nameOrId: string, rest: string) => `/containers/${encodeURIComponent(nameOrId)}${rest}`;

  return {
    async create(spec, options = {}) {
      const { Id, Warnings } = await transport.json(
        {
          method: "POST",
          path: "/containers/create",
          json: spec,
          container: spec.name,
          what: `create container ${spec.name}`,
          ...options,
        },
        createdSchema,
      );
      transport.log.learn(Id, spec.name);
      return { id: Id, warnings: Warnings };
    },

    async init(nameOrId, options = {}) {
      const what = `set up container ${nameOrId}`;
      await transport.head({ method: "POST", path: at(nameOrId, "/init"), accept: [304], what, ...options });
    },

    async start(nameOrId, options = {}) {
      const what = `start container ${nameOrId}`;
      await transport.head({ method: "POST", path: at(nameOrId, "/start"), accept: [304], what, ...options });
    },

    async inspect(nameOrId, options = {}) {
      const what = `inspect container ${nameOrId}`;
      const request = { method: "GET", path: at(nameOrId, "/json"), what, ...options } as const;
      const inspected = await transport.json(request, containerInspectSchema);
      transport.log.learn(inspected.id, inspected.name);
      return inspected;
    },

    async list(labels, options = {}) {
      const query = { all: true, filters: JSON.stringify({ label: labels }) };
      const request = { method: "GET", path: "/containers/json", query, what: "list containers", ...options } as const;
      return await transport.json(request, containerListSchema);
    },

    async kill(nameOrId, signal, options = {}) {
      const what = `send signal ${signal} to container ${nameOrId}`;
      await transport.head({ method: "POST", path: at(nameOrId, "/kill"), query: { signal }, what, ...options });
    },

    async checkHealth(nameOrId, { signal } = {}) {
      const what = `check the health of container ${nameOrId}`;
      const request = { method: "GET", path: at(nameOrId, "/healthcheck"), what, signal } as const;
      for await (const _ of longCall(transport, request));
    },

    async unpause(nameOrId, options = {}) {
      const what = `unpause container ${nameOrId}`;
      await transport.head({ method: "POST", path: at(nameOrId, "/unpause"), what, ...options });
    },

    async rename(nameOrId, name, options = {}) {
      const what = `rename container ${nameOrId} to ${name}`;
      await transport.head({ method: "POST", path: at(nameOrId, "/rename"), query: { name }, what, ...options });
    },

    remove: (nameOrId, options = {}) => removeContainer(transport, nameOrId, options),
    statsStream: (intervalSeconds, signal) => containerStats(transport, intervalSeconds, signal),
    logs: (nameOrId, options) => containerLogs(transport, nameOrId, options),
  };
}
