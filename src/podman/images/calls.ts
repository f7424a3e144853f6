import type { CallOptions } from "../http/call-bound.ts";
import { found } from "../http/response.ts";
import type { Transport } from "../http/transport.ts";
import { type PullOptions, pullImage } from "./pull-stream.ts";
import { imageIdsSchema, imageInspectSchema, importedSchema, loadedSchema } from "./schema.ts";

export interface ImportOptions {
  readonly signal: AbortSignal;
  /** Name of the image that is made. */
  readonly reference: string;
  /** For the image's history. */
  readonly message: string;
  /** The image's CMD. */
  readonly command: readonly string[] | undefined;
}

/** `/images/…`. */
export function imagesApi(transport: Transport) {
  const at = (nameOrId: string, rest: string) => `/images/${encodeURIComponent(nameOrId)}${rest}`;

  return {
    /** Undefined when there is no such image locally. */
    inspect(nameOrId: string, options: CallOptions = {}) {
      const what = `inspect image ${nameOrId}`;
      return found(transport.json({ method: "GET", path: at(nameOrId, "/json"), what, ...options }, imageInspectSchema));
    },

    async exists(nameOrId: string, options: CallOptions = {}) {
      const what = `look for image ${nameOrId}`;
      const answer = transport.head({ method: "GET", path: at(nameOrId, "/exists"), what, ...options });
      return (await found(answer)) !== undefined;
    },

    /** Of all local images, those without a name included. */
    ids(options: CallOptions = {}) {
      const request = { method: "GET", path: "/images/json", query: { all: true }, what: "list images", ...options } as const;
      return transport.json(request, imageIdsSchema);
    },

    pull: (reference: string, options: PullOptions) => pullImage(transport, reference, options),

    /** Loads a docker or oci archive; returns the names that it held. */
    async load(archive: ReadableStream<Uint8Array> | Blob, { signal }: { readonly signal: AbortSignal }) {
      const headers = { "Content-Type": "application/x-tar" };
      const bounds = { signal, timeoutMilliseconds: 0 };
      const request = { method: "POST", path: "/images/load", body: archive, headers, what: "load image archive" } as const;
      return (await transport.json({ ...request, ...bounds }, loadedSchema)).Names;
    },

    /** Makes an image of a tar of a root file system, plain or compressed; returns its id. */
    async import(tar: ReadableStream<Uint8Array> | Blob, options: ImportOptions) {
      const { signal, reference, message, command } = options;
      // As JSON: Podman makes a plain text a line for /bin/sh.
      const changes = command === undefined || command.length === 0 ? undefined : `CMD ${JSON.stringify(command)}`;
      const query = { reference, message, changes };
      const headers = { "Content-Type": "application/x-tar" };
      const bounds = { signal, timeoutMilliseconds: 0 };
      const request = {
        method: "POST",
        path: "/images/import",
        query,
        body: tar,
        headers,
        what: "import image archive",
      } as const;
      return (await transport.json({ ...request, ...bounds }, importedSchema)).Id.replace(/^sha256:/, "");
    },

    async remove(nameOrId: string, options: CallOptions = {}) {
      const what = `remove image ${nameOrId}`;
      await transport.head({ method: "DELETE", path: at(nameOrId, ""), accept: [404], what, ...options });
    },
  };
}
