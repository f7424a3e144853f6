import { jsonLines } from "../codec/json-lines.ts";
import { DriverError, isDriverError } from "../core/errors.ts";
import type { ImagesApi, PullOptions, RegistryCredentials } from "./api.ts";
import { badReply } from "./error-map.ts";
import type { Transport } from "./transport.ts";
import type { ImageInspect } from "./types.ts";

/** A line of a pull: text while it goes on, then the id, or an error (podman-api.md, section 5). */
interface PullLine {
  readonly stream?: string;
  readonly error?: string;
  readonly id?: string;
  readonly images?: readonly string[] | null;
}

/** `/images/…`. */
export function imagesApi(transport: Transport): ImagesApi {
  const at = (nameOrId: string, rest: string) => `/images/${encodeURIComponent(nameOrId)}${rest}`;

  const inspect: ImagesApi["inspect"] = async (nameOrId, options = {}) => {
    try {
      return await transport.json<ImageInspect>({
        method: "GET",
        path: at(nameOrId, "/json"),
        what: `inspect image ${nameOrId}`,
        ...options,
      });
    } catch (error) {
      if (isDriverError(error, "notFound")) return undefined;
      throw error;
    }
  };

  return {
    inspect,
    exists: async (nameOrId, options) => (await inspect(nameOrId, options)) !== undefined,

    async *pull(reference, options) {
      const what = `pull image ${reference}`;
      const chunks = transport.stream({
        method: "POST",
        path: "/images/pull",
        query: pullQuery(reference, options),
        headers: options.credentials === undefined ? {} : { "X-Registry-Auth": authHeader(options.credentials) },
        what,
        signal: options.signal,
        timeoutMilliseconds: 0,
      });
      let id = "";
      for await (const line of jsonLines<PullLine>(chunks)) {
        if (line.error) throw new DriverError("imageFailed", line.error.replace(/\s*\n\s*/g, " ").trim());
        if (line.stream) yield { text: line.stream.trim() };
        id = line.id || line.images?.at(-1) || id;
      }
      if (id === "") throw badReply(what, "it names no image");
      return id;
    },

    async load(archive, { signal }) {
      const what = "load image archive";
      const headers = { "Content-Type": "application/x-tar" };
      const reply = await transport.json<{ Names?: readonly string[] | null }>({
        method: "POST",
        path: "/images/load",
        body: archive,
        headers,
        what,
        signal,
        timeoutMilliseconds: 0,
      });
      return reply.Names ?? [];
    },

    async remove(nameOrId, options = {}) {
      await transport.head({
        method: "DELETE",
        path: at(nameOrId, ""),
        accept: [404],
        what: `remove image ${nameOrId}`,
        ...options,
      });
    },
  };
}

function pullQuery(reference: string, options: PullOptions) {
  const { policy, tlsVerify, arch, os, variant } = options;
  return { reference, policy, tlsVerify, Arch: arch, OS: os, Variant: variant };
}

/** Podman 4.3.1 and 5.8 read base64url with padding. */
function authHeader(credentials: RegistryCredentials): string {
  const { username, password, identityToken } = credentials;
  const fields = { username, password, ...(identityToken === undefined ? {} : { identitytoken: identityToken }) };
  return Buffer.from(JSON.stringify(fields)).toString("base64").replaceAll("+", "-").replaceAll("/", "_");
}
