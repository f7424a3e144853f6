import { jsonLines } from "../../codec/json-lines.ts";
import type { RegistryCredentials } from "../../core/credentials.ts";
import { DriverError, isDriverError } from "../../core/errors.ts";
import { longCall } from "../hijack/open-connection.ts";
import { badReply, oneLine } from "../http/error-map.ts";
import { checkedReply } from "../http/response.ts";
import type { Request, Transport } from "../http/transport.ts";
import { pullLineSchema } from "./schema.ts";

/** What a line of a pull says. */
export interface PullProgress {
  /** Podman's own words, empty where it says only how a layer fares. */
  readonly text: string;
  readonly layer?: PullLayer;
}

/** How a layer of an image that is being pulled fares. */
export interface PullLayer {
  /** The first 12 digits of its digest. */
  readonly id: string;
  /** `unmeasured` has begun, and no line will say how it goes on. */
  readonly state: "unmeasured" | "downloading" | "done";
  /** Bytes that have come so far; undefined where the line does not say. */
  readonly bytes: number | undefined;
  /** Bytes of the whole layer; undefined where Podman does not know. */
  readonly total: number | undefined;
}

/**
 * Which of Podman's pulls is asked. They differ in what they report and take, see `pullRoute` in the driver:
 * `lines` is libpod's own, `layers` the same in Docker's shape (Podman 4.8), `docker` the one for Docker's clients.
 */
export type PullRoute = "lines" | "layers" | "docker";

export interface PullOptions {
  readonly signal: AbortSignal;
  /** `lines` when unset. */
  readonly route?: PullRoute;
  readonly policy: "always" | "missing" | "newer" | "never";
  readonly credentials?: RegistryCredentials;
  readonly tlsVerify?: boolean;
  readonly arch?: string;
  readonly os?: string;
  readonly variant?: string;
}

/**
 * Pulls an image: the progress, then the id as the return value. Podman answers 200 and says in the last line how it went
 * (docs/podman-quirks.md#pull-status); Podman 5 in Docker's shape answers with an error status when nothing has begun.
 *
 * @throws DriverError `imageFailed` with Podman's own text in one line, which only the caller can judge; `badReply` when the
 *   stream names no image.
 */
export async function* pullImage(
  transport: Transport,
  reference: string,
  options: PullOptions,
): AsyncGenerator<PullProgress, string, undefined> {
  const what = `pull image ${reference}`;
  // How long a pull may be silent is the caller's to say.
  const chunks = longCall(transport, {
    ...target(reference, options),
    method: "POST",
    headers: registryHeaders(options.credentials),
    what,
    signal: options.signal,
  });
  let id = "";
  let error = "";
  try {
    for await (const value of jsonLines(chunks, what)) {
      const line = checkedReply(pullLineSchema, value, what);
      error = line.error || error;
      id = line.images?.at(-1) || line.id || id;
      const text = line.stream.trim();
      const layer = line.status === "" ? silentLayer(text) : measuredLayer(line);
      if (text !== "" || layer !== undefined) yield { text, ...(layer === undefined ? {} : { layer }) };
    }
  } catch (cause) {
    if (!isDriverError(cause) || !["podmanFailed", "notFound", "conflict"].includes(cause.code)) throw cause;
    throw new DriverError("imageFailed", cause.message.replace(`Podman: ${what}: `, ""), { cause });
  }
  if (error !== "") throw new DriverError("imageFailed", oneLine(error));
  if (id === "") throw badReply(what, "it names no image");
  return id;
}

function target(reference: string, { route, policy, tlsVerify, arch, os, variant }: PullOptions) {
  if (route === "docker") {
    const platform = [os, arch, variant].map((part) => part ?? "").join("/");
    const query = { fromImage: reference, platform: platform === "//" ? undefined : platform };
    return { api: "docker", path: "/images/create", query } satisfies Partial<Request>;
  }
  const compatMode = route === "layers" ? true : undefined;
  const query = { reference, policy, tlsVerify, Arch: arch, OS: os, Variant: variant, compatMode };
  return { path: "/images/pull", query } satisfies Partial<Request>;
}

/** libpod reports the beginning of each layer, and then nothing until the last one is complete. */
function silentLayer(text: string): PullLayer | undefined {
  const id = /^Copying blob (?:sha256:)?([0-9a-f]{12})/.exec(text)?.[1];
  return id === undefined ? undefined : { id, state: "unmeasured", bytes: undefined, total: undefined };
}

interface MeasuredLine {
  readonly id: string;
  readonly status: string;
  readonly progressDetail: { readonly current?: number | null | undefined; readonly total?: number | null | undefined } | null;
}

/** The last line is the image's own and looks like that of a layer; it comes when all is done. */
function measuredLayer({ id, status, progressDetail }: MeasuredLine): PullLayer | undefined {
  if (id === "") return undefined;
  const { current, total } = progressDetail ?? {};
  return {
    id,
    state: status === "Downloading" || status === "Pulling fs layer" ? "downloading" : "done",
    bytes: current ?? undefined,
    // -1 where the registry did not say.
    total: total === undefined || total === null || total <= 0 ? undefined : total,
  };
}

/**
 * Credentials as Podman takes them: JSON in base64url with padding, Docker's field names. Those for one registry go as a
 * map by its host: Podman sends a bare pair to every registry that it tries for a short name
 * (test/driver/images/short-names.podman.test.ts).
 */
function registryHeaders(credentials: RegistryCredentials | undefined): Readonly<Record<string, string>> {
  if (credentials === undefined) return {};
  const { registry, username, password, identityToken } = credentials;
  const pair = { username, password, identitytoken: identityToken };
  // Podman drops identity tokens from such a map, so the caller binds a token by the host in the image's name.
  const json = JSON.stringify(registry === undefined || identityToken !== undefined ? pair : { [registry]: pair });
  return { "X-Registry-Auth": Buffer.from(json).toString("base64").replaceAll("+", "-").replaceAll("/", "_") };
}
