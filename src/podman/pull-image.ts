import { jsonLines } from "../codec/json-lines.ts";
import { DriverError } from "../core/errors.ts";
import type { PullOptions, RegistryCredentials } from "./api.ts";
import { badReply, oneLine } from "./error-map.ts";
import { checkedReply } from "./reply.ts";
import { pullLineSchema } from "./schemas.ts";
import type { Transport } from "./transport.ts";
import type { PullProgress } from "./types.ts";

/**
 * `POST /images/pull`: Podman's own progress lines, then the id as the return value. Podman always answers 200 and says in
 * the last line how it went (podman-api.md, sections 5 and 6.7).
 *
 * @throws DriverError `imageFailed` with Podman's own text in one line, which only the caller can judge; `badReply` when the
 *   stream names no image.
 */
export async function* pullImage(
  transport: Transport,
  reference: string,
  options: PullOptions,
): AsyncGenerator<PullProgress, string, undefined> {
  const { policy, tlsVerify, arch, os, variant, credentials, signal } = options;
  const what = `pull image ${reference}`;
  const chunks = transport.stream({
    method: "POST",
    path: "/images/pull",
    query: { reference, policy, tlsVerify, Arch: arch, OS: os, Variant: variant },
    headers: credentials === undefined ? {} : { "X-Registry-Auth": registryAuth(credentials) },
    what,
    signal,
    // How long a pull may be silent is the caller's to say.
    timeoutMilliseconds: 0,
  });
  let id = "";
  let error = "";
  for await (const value of jsonLines(chunks)) {
    const line = checkedReply(pullLineSchema, value, what);
    const text = line.stream.trim();
    if (text !== "") yield { text };
    error = line.error || error;
    id = line.id || line.images?.at(-1) || id;
  }
  if (error !== "") throw new DriverError("imageFailed", oneLine(error));
  if (id === "") throw badReply(what, "it names no image");
  return id;
}

/** Credentials as Podman reads them from the header: JSON in base64url with padding, Docker's field names. */
function registryAuth({ username, password, identityToken }: RegistryCredentials): string {
  const json = JSON.stringify({ username, password, identitytoken: identityToken });
  return Buffer.from(json).toString("base64").replaceAll("+", "-").replaceAll("/", "_");
}
