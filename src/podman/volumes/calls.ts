import * as v from "valibot";
import type { CallOptions } from "../http/call-bound.ts";
import { found } from "../http/response.ts";
import { map, text } from "../http/schema-parts.ts";
import type { Transport } from "../http/transport.ts";
import type { VolumeBody } from "./types.ts";

/** `GET /volumes/{name}/json`. */
const volumeInspectSchema = v.object({ Driver: text, Options: map });

export type VolumeInspect = v.InferOutput<typeof volumeInspectSchema>;

/** `/volumes/…`. */
export function volumesApi(transport: Transport) {
  return {
    /** Undefined when there is none of that name. */
    inspect(name: string, options: CallOptions = {}) {
      const path = `/volumes/${encodeURIComponent(name)}/json`;
      return found(transport.json({ method: "GET", path, what: `inspect volume ${name}`, ...options }, volumeInspectSchema));
    },

    /** Fails when there is one of that name. */
    async create(body: VolumeBody, options: CallOptions = {}) {
      const request = { method: "POST", path: "/volumes/create", json: body } as const;
      await transport.head({ ...request, what: `create volume ${body.Name}`, ...options });
    },
  };
}
