import type { RegistryCredentials } from "../core/credentials.ts";
import { registryHost } from "./image-ref.ts";

/** A containers-auth.json or Docker config.json, what of it is used. */
export interface AuthFile {
  readonly auths: Readonly<Record<string, AuthEntry>>;
  readonly credHelpers: Readonly<Record<string, string>>;
  readonly credsStore: string | undefined;
}

interface AuthEntry {
  readonly auth?: unknown;
  readonly identitytoken?: unknown;
}

/** The key that Docker Hub has in old files. */
const dockerHubKey = "https://index.docker.io/v1/";
const dockerHub = "docker.io";

/** @throws SyntaxError when the text is no JSON object */
export function parseAuthFile(text: string): AuthFile {
  const file: unknown = JSON.parse(text);
  if (typeof file !== "object" || file === null) throw new SyntaxError("it is not a JSON object");
  const { auths, credHelpers, credsStore }: { auths?: unknown; credHelpers?: unknown; credsStore?: unknown } = file;
  return {
    auths: record(auths) as AuthFile["auths"],
    credHelpers: record(credHelpers) as AuthFile["credHelpers"],
    credsStore: typeof credsStore === "string" && credsStore !== "" ? credsStore : undefined,
  };
}

/** The helper that the file names for the image's registry, and what to ask it for. */
export function helperFor(file: AuthFile, reference: string): { readonly helper: string; readonly server: string } | undefined {
  const host = registryHost(reference) ?? dockerHub;
  const server = host === dockerHub ? dockerHubKey : host;
  const helper = file.credHelpers[host] ?? (host === dockerHub ? file.credHelpers[dockerHubKey] : undefined) ?? file.credsStore;
  return helper === undefined ? undefined : { helper, server };
}

/**
 * The entry that fits the image best: the longest one whose host is the image's and whose path, segment by segment, begins
 * the image's. An entry for another host never fits.
 */
export function fileEntry(file: AuthFile, reference: string): RegistryCredentials | undefined {
  let best: { readonly length: number; readonly entry: AuthEntry } | undefined;
  const wanted = segments(registryHost(reference) === undefined ? `${dockerHub}/${reference}` : reference);
  for (const [key, entry] of Object.entries(file.auths)) {
    const offered = segments(key === dockerHubKey ? dockerHub : key.replace(/^https?:\/\//, "").replace(/\/(v[12]\/?)?$/, ""));
    if (offered.length > wanted.length || !offered.every((segment, index) => segment === wanted[index])) continue;
    if (best === undefined || offered.length > best.length) best = { length: offered.length, entry };
  }
  return best === undefined ? undefined : decodeEntry(best.entry);
}

function decodeEntry({ auth, identitytoken }: AuthEntry): RegistryCredentials | undefined {
  if (typeof identitytoken === "string" && identitytoken !== "") return { identityToken: identitytoken };
  if (typeof auth !== "string" || auth === "") return undefined;
  const text = Buffer.from(auth, "base64").toString("utf8");
  const colon = text.indexOf(":");
  return colon < 0 ? undefined : { username: text.slice(0, colon), password: text.slice(colon + 1).replace(/\0+$/, "") };
}

/** Host and path, without tag and digest. */
function segments(text: string): readonly string[] {
  const parts = text.split("@", 1)[0]?.split("/") ?? [];
  return parts.map((part, index) => (index === parts.length - 1 && index > 0 ? part.replace(/:.*$/, "") : part));
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {};
}
