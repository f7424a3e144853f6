import { jsonLines } from "../codec/json-lines.ts";
import type { SystemApi } from "./api.ts";
import { badReply } from "./error-map.ts";
import type { Transport } from "./transport.ts";
import type { PodmanEvent, PodmanInfo } from "./types.ts";

/** `/_ping`, `/info` and `/events`. */
export function systemApi(transport: Transport): SystemApi {
  return {
    async ping(options = {}) {
      const response = await transport.head({ method: "GET", path: "/_ping", what: "ping", ...options });
      const apiVersion = response.headers.get("Libpod-API-Version");
      if (apiVersion === null) throw badReply("ping", `no Libpod-API-Version header on ${transport.socket}: is it Podman?`);
      return { apiVersion };
    },

    info: (options = {}) => transport.json<PodmanInfo>({ method: "GET", path: "/info", what: "info", ...options }),

    async *events({ signal, since, filters, onOpen }) {
      const chunks = transport.stream({
        method: "GET",
        path: "/events",
        query: { stream: true, since, filters: JSON.stringify({ type: ["container"], ...filters }) },
        what: "events",
        signal,
        // Podman before 5.3 may send the head with the first event only: the head is not waited for.
        timeoutMilliseconds: 0,
        onHead: onOpen,
      });
      try {
        yield* jsonLines<PodmanEvent>(chunks);
      } catch (error) {
        if (signal.aborted) return;
        throw error;
      }
      if (!signal.aborted) throw badReply("events", "the stream ended");
    },
  };
}
