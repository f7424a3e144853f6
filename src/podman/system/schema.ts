import * as v from "valibot";
import type { ReplySchema } from "../http/response.ts";
import { map, text, texts } from "../http/schema-parts.ts";
import type { PodmanEvent, PodmanInfo } from "./types.ts";

const optionalText = v.exactOptional(v.string());
const optionalFlag = v.exactOptional(v.boolean());
const optionalNumber = v.exactOptional(v.number());
const runtime = v.exactOptional(v.object({ name: optionalText, path: optionalText }));

const host = v.object({
  cpus: optionalNumber,
  cgroupVersion: v.string(),
  cgroupManager: v.string(),
  cgroupControllers: texts,
  networkBackend: optionalText,
  ociRuntime: runtime,
  remoteSocket: v.exactOptional(v.object({ path: optionalText, exists: optionalFlag })),
  security: v.object({
    rootless: v.boolean(),
    apparmorEnabled: optionalFlag,
    seccompEnabled: optionalFlag,
    selinuxEnabled: optionalFlag,
    capabilities: optionalText,
  }),
});

/** `GET /info`. A runtime or socket that Podman does not know is null there and absent here. */
export const infoSchema: ReplySchema<PodmanInfo> = v.pipe(
  v.object({
    host: v.pipe(v.record(v.string(), v.unknown()), v.transform(withoutNull), host),
    store: v.nullish(v.object({ graphDriverName: optionalText, graphRoot: optionalText }), {}),
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

/** A line of `GET /events`. `status` is deprecated, so `Action` is read; some 5.x send the exit code only where there is one
 * (docs/podman-quirks.md#events). */
export const eventSchema: ReplySchema<PodmanEvent> = v.pipe(
  v.object({ Action: v.string(), Actor: v.object({ ID: text, Attributes: map }), HealthStatus: text }),
  v.transform(({ Action, Actor, HealthStatus }) => ({
    action: Action,
    id: Actor.ID,
    exitCode: Action === "died" ? exitCode(Actor.Attributes["containerExitCode"]) : undefined,
    healthStatus: HealthStatus === "" ? undefined : HealthStatus,
  })),
);

function exitCode(digits: string | undefined): number | undefined {
  return digits !== undefined && /^-?\d+$/.test(digits) ? Number(digits) : undefined;
}
