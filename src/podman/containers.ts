import { AttachFrames } from "../codec/attach-frames.ts";
import { jsonLines } from "../codec/json-lines.ts";
import { isDriverError } from "../core/errors.ts";
import type { ContainersApi, LogChunk } from "./api.ts";
import { badReply } from "./error-map.ts";
import type { Transport } from "./transport.ts";
import type { ContainerInspect, ContainerListEntry, StatsReport } from "./types.ts";

/** How long Podman may take beyond the stop timeout, in milliseconds: the kill and its own clean-up. */
const stopMargin = 30_000;

/** Pauses before a removal is tried again, in milliseconds (podman-api.md, finding 11: `device or resource busy`). */
const removePauses = [50, 200, 1_000];

/** `/containers/…`. */
export function containersApi(transport: Transport): ContainersApi {
  const at = (nameOrId: string, rest: string) => `/containers/${encodeURIComponent(nameOrId)}${rest}`;

  const removeOnce = (nameOrId: string, options = {}) =>
    transport.head({
      method: "DELETE",
      path: at(nameOrId, ""),
      query: { force: true, volumes: true, ignore: true },
      accept: [404],
      what: `remove container ${nameOrId}`,
      ...options,
    });

  return {
    async create(spec, options = {}) {
      const what = `create container ${spec.name}`;
      const reply = await transport.json<{ Id?: string; Warnings?: readonly string[] | null }>({
        method: "POST",
        path: "/containers/create",
        json: spec,
        what,
        ...options,
      });
      if (typeof reply.Id !== "string" || reply.Id === "") throw badReply(what, "no id");
      return { id: reply.Id, warnings: reply.Warnings ?? [] };
    },

    async start(nameOrId, options = {}) {
      const what = `start container ${nameOrId}`;
      await transport.head({ method: "POST", path: at(nameOrId, "/start"), accept: [304], what, ...options });
    },

    async inspect(nameOrId, options = {}) {
      const what = `inspect container ${nameOrId}`;
      const reply = await transport.json<ContainerInspect>({ method: "GET", path: at(nameOrId, "/json"), what, ...options });
      if (typeof reply.Id !== "string" || typeof reply.State?.Status !== "string") throw badReply(what, "no Id or State");
      return reply;
    },

    async list(labels, options = {}) {
      const query = { all: true, filters: JSON.stringify({ label: labels }) };
      const what = "list containers";
      const reply = await transport.json<ContainerListEntry[] | null>({
        method: "GET",
        path: "/containers/json",
        query,
        what,
        ...options,
      });
      return reply ?? [];
    },

    async kill(nameOrId, signal, options = {}) {
      const what = `send signal ${signal} to container ${nameOrId}`;
      await transport.head({ method: "POST", path: at(nameOrId, "/kill"), query: { signal }, what, ...options });
    },

    async stop(nameOrId, timeoutSeconds, options = {}) {
      await transport.head({
        method: "POST",
        path: at(nameOrId, "/stop"),
        query: { timeout: timeoutSeconds },
        accept: [304],
        timeoutMilliseconds: timeoutSeconds * 1000 + stopMargin,
        what: `stop container ${nameOrId}`,
        ...options,
      });
    },

    async unpause(nameOrId, options = {}) {
      await transport.head({
        method: "POST",
        path: at(nameOrId, "/unpause"),
        what: `unpause container ${nameOrId}`,
        ...options,
      });
    },

    async remove(nameOrId, options = {}) {
      for (const pause of removePauses) {
        try {
          await removeOnce(nameOrId, options);
          return;
        } catch (error) {
          if (isDriverError(error, "notFound")) return;
          if (!isDriverError(error, "podmanFailed") && !isDriverError(error, "conflict")) throw error;
          await Bun.sleep(pause);
        }
      }
      await removeOnce(nameOrId, options);
    },

    async *statsStream(intervalSeconds, signal) {
      const query = { stream: true, interval: intervalSeconds };
      const chunks = transport.stream({ method: "GET", path: "/containers/stats", query, what: "stats", signal });
      yield* jsonLines<StatsReport>(chunks);
    },

    async *logs(nameOrId, options) {
      const { follow, since, timestamps } = options;
      const frames = new AttachFrames();
      const chunks = transport.stream({
        method: "GET",
        path: at(nameOrId, "/logs"),
        query: { follow, stdout: true, stderr: true, since, timestamps },
        what: `follow the log of container ${nameOrId}`,
        signal: options.signal,
        timeoutMilliseconds: 0,
      });
      for await (const chunk of chunks) {
        const found: LogChunk[] = [];
        frames.push(chunk, (stream, data) => found.push({ stream, data }));
        yield* found;
      }
    },
  };
}
