import * as v from "valibot";
import { map, text, texts } from "../http/schema-parts.ts";

const optionalText = v.exactOptional(v.string());
const optionalFlag = v.exactOptional(v.boolean());
const optionalNumber = v.exactOptional(v.number());

const host = v.object({
  cpus: optionalNumber,
  /** `v1` or `v2`. */
  cgroupVersion: v.string(),
  /** `systemd` or `cgroupfs`. */
  cgroupManager: v.string(),
  cgroupControllers: texts,
  /** `netavark` or `cni`. */
  networkBackend: optionalText,
  ociRuntime: v.exactOptional(v.object({ name: optionalText, path: optionalText })),
  /** The socket that the service itself listens on; a rootless one may name a path that does not exist. */
  remoteSocket: v.exactOptional(v.object({ path: optionalText })),
  security: v.object({
    rootless: v.boolean(),
    apparmorEnabled: optionalFlag,
    seccompEnabled: optionalFlag,
    selinuxEnabled: optionalFlag,
    /** Default capabilities, comma-separated. */
    capabilities: optionalText,
  }),
});

/** `GET /info`. A runtime or socket that Podman does not know is null there and absent here. */
export const infoSchema = v.pipe(
  v.object({
    host: v.pipe(v.record(v.string(), v.unknown()), v.transform(withoutNull), host),
    /** The driver is `overlay`, `vfs`, … */
    store: v.nullish(v.object({ graphDriverName: optionalText, graphRoot: optionalText }), {}),
    registries: v.nullish(v.record(v.string(), v.unknown()), {}),
  }),
  v.transform(({ registries, ...info }) => ({
    ...info,
    /** Whether the node's registries.conf lets any registry or mirror go without a verified certificate. */
    insecureRegistries: Object.values(registries).some(isInsecure),
  })),
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
export const eventSchema = v.pipe(
  v.object({ Action: v.string(), Actor: v.object({ ID: text, Attributes: map }), HealthStatus: text }),
  v.transform(({ Action, Actor, HealthStatus }) => ({
    /** `create`, `init`, `start`, `died` (libpod says `died` where Docker says `die`), `cleanup`, `remove`, `health_status`, … */
    action: Action,
    /** Full id of what the event is about. */
    id: Actor.ID,
    // Podman 4.x sends it with each event and lies with 0 on `cleanup`.
    exitCode: Action === "died" ? exitCode(Actor.Attributes["containerExitCode"]) : undefined,
    /** `healthy`, `unhealthy` or `starting`, of a `health_status` event. */
    healthStatus: HealthStatus === "" ? undefined : HealthStatus,
  })),
);

function exitCode(digits: string | undefined): number | undefined {
  return digits !== undefined && /^-?\d+$/.test(digits) ? Number(digits) : undefined;
}
