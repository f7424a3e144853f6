import * as v from "valibot";
import type { ReplySchema } from "../http/response.ts";
import { texts } from "../http/schema-parts.ts";
import type { PodmanInfo } from "./types.ts";

const text = v.exactOptional(v.string());
const flag = v.exactOptional(v.boolean());
const number = v.exactOptional(v.number());
const runtime = v.exactOptional(v.object({ name: text, path: text }));

const host = v.object({
  cpus: number,
  cgroupVersion: v.string(),
  cgroupManager: v.string(),
  cgroupControllers: texts,
  networkBackend: text,
  ociRuntime: runtime,
  remoteSocket: v.exactOptional(v.object({ path: text, exists: flag })),
  security: v.object({
    rootless: v.boolean(),
    apparmorEnabled: flag,
    seccompEnabled: flag,
    selinuxEnabled: flag,
    capabilities: text,
  }),
});

/** `GET /info`. A runtime or socket that Podman does not know is null there and absent here. */
export const infoSchema: ReplySchema<PodmanInfo> = v.pipe(
  v.object({
    host: v.pipe(v.record(v.string(), v.unknown()), v.transform(withoutNull), host),
    store: v.nullish(v.object({ graphDriverName: text, graphRoot: text }), {}),
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
