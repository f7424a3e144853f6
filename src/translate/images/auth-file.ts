import type { RegistryCredentials } from "../../core/credentials.ts";
import { registryHost } from "./image-ref.ts";

/** A containers-auth.json or Docker config.json, what of it is used. */
export interface AuthFile {
  readonly auths: ReadonlyMap<string, Fields>;
  readonly credHelpers: ReadonlyMap<string, string>;
  readonly credsStore: string | undefined;
}

type Fields = Readonly<Record<string, unknown>>;

const dockerHub = "docker.io";
/** Docker Hub's names in files of Docker and Podman; each may stand with a scheme and `/v1/`. */
const dockerHubNames: ReadonlySet<string> = new Set([dockerHub, "index.docker.io", "registry-1.docker.io"]);
/** What Docker's helpers know Docker Hub by. */
const dockerHubServer = "https://index.docker.io/v1/";

/**
 * Reads an auth file; anything but credentials is ignored.
 *
 * @throws SyntaxError that says what is wrong, never with a value of the file
 */
export function parseAuthFile(text: string): AuthFile {
  let file: unknown;
  try {
    file = JSON.parse(text);
  } catch {
    throw new SyntaxError("it is not JSON");
  }
  const { auths, credHelpers, credsStore } = fields(file, "it");
  if (credsStore !== undefined && typeof credsStore !== "string") throw new SyntaxError("credsStore is not a text");
  return {
    auths: members("auths", auths, (entry, at) => fields(entry, at)),
    credHelpers: members("credHelpers", credHelpers, (helper, at) => {
      if (typeof helper === "string") return helper;
      throw new SyntaxError(`${at} is not the name of a helper`);
    }),
    credsStore: credsStore === "" ? undefined : credsStore,
  };
}

/** Host of the registry that an image comes from, as credentials are kept for it; a short name is Docker Hub's. */
export function registryOf(reference: string): string {
  const host = registryHost(reference) ?? dockerHub;
  return dockerHubNames.has(host) ? dockerHub : host;
}

/** The image's name without tag and digest. */
export function repositoryOf(reference: string): string {
  const [tagged = ""] = reference.split("@", 1);
  const colon = tagged.lastIndexOf(":");
  return colon > tagged.lastIndexOf("/") ? tagged.slice(0, colon) : tagged;
}

/** What helpers know a host of {@link registryOf} by. */
export function helperServers(registry: string): readonly string[] {
  return registry === dockerHub ? [dockerHubServer, dockerHub] : [registry];
}

/** The helper that the file names for the image's registry; an empty name in credHelpers says that there is none. */
export function helperFor(file: AuthFile, reference: string): string | undefined {
  const registry = registryOf(reference);
  for (const [key, helper] of file.credHelpers) {
    if (segments(key)[0] === registry) return helper === "" ? undefined : helper;
  }
  return file.credsStore;
}

/**
 * The entry that fits the image best: the longest one whose host is the image's and whose path, segment by segment, begins
 * the image's. An entry for another host never fits.
 *
 * @throws SyntaxError when that entry cannot be read
 */
export function fileEntry(file: AuthFile, reference: string): RegistryCredentials | undefined {
  let best: { readonly length: number; readonly key: string; readonly entry: Fields } | undefined;
  for (const [key, entry] of file.auths) {
    const { length } = segments(key);
    if (isForImage(key, reference) && (best === undefined || length > best.length)) best = { length, key, entry };
  }
  return best === undefined ? undefined : credentialsOf(best.entry, best.key);
}

/** Whether a registry's address, as auth files write it (a URL or a host, with or without a path), has the image below it. */
export function isForImage(address: string, reference: string): boolean {
  const wanted = imageSegments(reference);
  const offered = segments(address);
  return offered.length <= wanted.length && offered.every((segment, index) => segment === wanted[index]);
}

function credentialsOf(entry: Fields, key: string): RegistryCredentials | undefined {
  const { auth, identitytoken, username, password } = entry;
  if (typeof identitytoken === "string" && identitytoken !== "") return { identityToken: identitytoken };
  if (auth === undefined || auth === "") {
    const plain = typeof username === "string" && typeof password === "string" && username !== "";
    return plain ? { username, password } : undefined;
  }
  const text = typeof auth === "string" ? Buffer.from(auth, "base64").toString("utf8") : "";
  const colon = text.indexOf(":");
  if (colon < 0) throw new SyntaxError(`auths["${key}"].auth is not the base64 of user:password`);
  // Docker fills up with zeros.
  const [secret = ""] = text.slice(colon + 1).split("\0", 1);
  return { username: text.slice(0, colon), password: secret };
}

/** Host and path of a key, which may be a URL as Docker writes it. */
function segments(key: string): readonly string[] {
  const [host = "", ...path] = key
    .replace(/^https?:\/\//, "")
    .replace(/\/(v[12]\/?)?$/, "")
    .split("/");
  return [dockerHubNames.has(host) ? dockerHub : host, ...path];
}

/** Host and path of an image, without tag and digest; Docker Hub's own images are below `library`. */
function imageSegments(reference: string): readonly string[] {
  const registry = registryOf(reference);
  const name = repositoryOf(reference);
  const path = registryHost(reference) === undefined ? name.split("/") : name.split("/").slice(1);
  return [registry, ...(registry === dockerHub && path.length === 1 ? ["library"] : []), ...path];
}

function fields(value: unknown, at: string): Fields {
  if (value === null || value === undefined) return {};
  if (typeof value !== "object" || Array.isArray(value)) throw new SyntaxError(`${at} is not a JSON object`);
  return { ...value };
}

function members<T>(name: string, value: unknown, read: (member: unknown, at: string) => T): ReadonlyMap<string, T> {
  const entries = Object.entries(fields(value, name));
  return new Map(entries.map(([key, member]) => [key, read(member, `${name}["${key}"]`)]));
}
