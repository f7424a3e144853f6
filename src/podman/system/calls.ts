import { jsonLines } from "../../codec/json-lines.ts";
import type { CallOptions } from "../http/call-bound.ts";
import { badReply, streamEnded } from "../http/error-map.ts";
import { checkedReply } from "../http/response.ts";
import type { Transport } from "../http/transport.ts";
import { eventSchema, infoSchema } from "./schema.ts";

export interface EventsOptions {
  readonly signal: AbortSignal;
  /** Seconds since the epoch, fractions allowed: also events from before. */
  readonly since?: number;
  readonly filters?: Readonly<Record<string, readonly string[]>>;
  /** Called when the service has answered, so that a caller can reconcile what happened before. */
  readonly onOpen?: () => void;
}

/** `/_ping`, `/info` and `/events`. */
export function systemApi(transport: Transport) {
  return {
    /** The version of Podman itself: the `Server` header, else that of its API. It decides which fields of a request are known. */
    async ping(options: CallOptions = {}) {
      const headers = await transport.head({ method: "GET", path: "/_ping", what: "ping", ...options });
      const apiVersion = headers.get("Libpod-API-Version");
      if (!apiVersion) throw badReply("ping", `no Libpod-API-Version header on ${transport.socket}: is it Podman?`);
      const version = /^Libpod\/(\S+)/i.exec(headers.get("Server") ?? "")?.[1] ?? apiVersion;
      return { version };
    },

    info: (options: CallOptions = {}) => transport.json({ method: "GET", path: "/info", what: "info", ...options }, infoSchema),

    /** Container events as they happen. Throws `podmanUnreachable` when the service ends the stream; ends quietly when aborted. */
    async *events({ signal, since, filters, onOpen }: EventsOptions) {
      const what = "read events";
      const chunks = transport.stream({
        method: "GET",
        path: "/events",
        query: { stream: true, since, filters: JSON.stringify({ type: ["container"], ...filters }) },
        what,
        signal,
        // Podman before 5.3 may send the head with the first event only: the head is not waited for.
        timeoutMilliseconds: 0,
        onHead: onOpen,
      });
      try {
        for await (const line of jsonLines(chunks, what)) yield checkedReply(eventSchema, line, what);
      } catch (error) {
        if (signal.aborted) return;
        throw error;
      }
      if (!signal.aborted) throw streamEnded(transport.socket, what);
    },
  };
}
