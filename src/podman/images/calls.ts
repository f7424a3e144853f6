import { found } from "../http/response.ts";
import type { Transport } from "../http/transport.ts";
import type { ImagesApi } from "./api.ts";
import { pullImage } from "./pull-stream.ts";
import { imageIdsSchema, imageInspectSchema, loadedSchema } from "./schema.ts";

/** `/images/…`. */
export function imagesApi(transport: Transport): ImagesApi {
  const at = (nameOrId: string, rest: string) => `/images/${encodeURIComponent(nameOrId)}${rest}`;

  return {
    inspect(nameOrId, options = {}) {
      const what = `inspect image ${nameOrId}`;
      return found(transport.json({ method: "GET", path: at(nameOrId, "/json"), what, ...options }, imageInspectSchema));
    },

    async exists(nameOrId, options = {}) {
      const what = `look for image ${nameOrId}`;
      const answer = transport.head({ method: "GET", path: at(nameOrId, "/exists"), what, ...options });
      return (await found(answer)) !== undefined;
    },

    ids: (options = {}) =>
      transport.json(
        { method: "GET", path: "/images/json", query: { all: true }, what: "list images", ...options },
        imageIdsSchema,
      ),

    pull: (reference, options) => pullImage(transport, reference, options),

    async load(archive, { signal }) {
      const { Names } = await transport.json(
        {
          method: "POST",
          path: "/images/load",
          body: archive,
          headers: { "Content-Type": "application/x-tar" },
          what: "load image archive",
          signal,
          timeoutMilliseconds: 0,
        },
        loadedSchema,
      );
      return Names;
    },

    async remove(nameOrId, options = {}) {
      const what = `remove image ${nameOrId}`;
      await transport.head({ method: "DELETE", path: at(nameOrId, ""), accept: [404], what, ...options });
    },
  };
}
