import * as v from "valibot";
import type { ReplySchema } from "./reply.ts";
import { texts } from "./schema-parts.ts";
import type { PodmanInfo } from "./types.ts";

const text = v.exactOptional(v.string());
const flag = v.exactOptional(v.boolean());
const number = v.exactOptional(v.number());
const runtime = v.exactOptional(v.object({ name: text, path: text, version: text }));

const host = v.object({
  arch: text,
  os: text,
  kernel: text,
  hostname: text,
  cpus: number,
  memTotal: number,
  cgroupVersion: v.string(),
  cgroupManager: v.string(),
  cgroupControllers: texts,
  networkBackend: text,
  eventLogger: text,
  logDriver: text,
  ociRuntime: runtime,
  conmon: runtime,
  remoteSocket: v.exactOptional(v.object({ path: text, exists: flag })),
  security: v.object({
    rootless: v.boolean(),
    apparmorEnabled: flag,
    seccompEnabled: flag,
    selinuxEnabled: flag,
    capabilities: text,
  }),
});

const version = v.pipe(
  v.object({ Version: v.string(), APIVersion: v.string() }),
  v.transform(({ Version, APIVersion }) => ({ version: Version, apiVersion: APIVersion })),
);

/** `GET /info`. A runtime or socket that Podman does not know is null there and absent here. */
export const infoSchema: ReplySchema<PodmanInfo> = v.pipe(
  v.object({
    host: v.pipe(v.record(v.string(), v.unknown()), v.transform(withoutNull), host),
    store: v.nullish(v.object({ graphDriverName: text, graphRoot: text, runRoot: text, volumePath: text }), {}),
    version,
    plugins: v.nullish(v.object({ volume: texts, network: texts, log: texts }), {}),
    registries: v.nullish(v.record(v.string(), v.unknown()), {}),
  }),
  v.transform(({ registries, ...info }) => ({ ...info, insecureRegistries: Object.values(registries).some(isInsecure) })),
);

/** An entry of registries.conf: a registry with its mirrors, or the list of those to search. */
function isInsecure(entry: unknown): boolean {
  if (typeof entry !== "object" || entry === null) return false;
  const { Insecure, Mirrors }: { Insecure?: unknown; Mirrors?: unknown } = entry;
  return Insecure === true || (Array.isArray(Mirrors) && Mirrors.some(isInsecure));
}

function withoutNull(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));
}
