/** Checks of Podman's shorter answers. */
import * as v from "valibot";
import type { ReplySchema } from "./reply.ts";
import { id, map, number, text, texts } from "./schema-parts.ts";
import type { ExecInspect, ImageInspect, NetworkInspect, PodmanEvent } from "./types.ts";

/** `POST /containers/{name}/exec`. */
export const execCreatedSchema = v.object({ Id: id });

/** `GET /exec/{id}/json`. */
export const execInspectSchema: ReplySchema<ExecInspect> = v.pipe(
  v.object({ Running: v.boolean(), Pid: number, ExitCode: number }),
  v.transform((raw) => ({
    running: raw.Running,
    pid: raw.Pid,
    exitCode: raw.ExitCode,
  })),
);

/** `GET /images/{name}/json`. */
export const imageInspectSchema: ReplySchema<ImageInspect> = v.pipe(
  v.object({ Id: id, Os: text, Architecture: text }),
  v.transform(({ Id, Os, Architecture }) => ({ id: Id.replace(/^sha256:/, ""), os: Os, architecture: Architecture })),
);

/** `GET /images/json`. */
export const imageIdsSchema: ReplySchema<readonly string[]> = v.pipe(
  v.nullish(v.array(v.object({ Id: id })), []),
  v.transform((images) => images.map(({ Id }) => Id.replace(/^sha256:/, ""))),
);

/** `POST /images/load`. */
export const loadedSchema = v.object({ Names: texts });

/**
 * A line of a pull: libpod's `stream` while it goes on, then the id, or an error. In Docker's shape `status` and
 * `progressDetail` of the layer `id` while it goes on, and the image's `id` in the last line.
 */
export const pullLineSchema = v.object({
  stream: text,
  error: text,
  id: text,
  images: texts,
  status: text,
  progressDetail: v.nullish(v.object({ current: v.nullish(v.number()), total: v.nullish(v.number()) }), {}),
});

/** `GET /networks/{name}/json`. */
export const networkInspectSchema: ReplySchema<NetworkInspect> = v.object({
  subnets: v.nullish(v.array(v.object({ subnet: text, gateway: text })), []),
});

/** `GET /networks/json`. */
export const networkNamesSchema: ReplySchema<readonly string[]> = v.pipe(
  v.nullish(v.array(v.object({ name: v.string() })), []),
  v.transform((all) => all.map(({ name }) => name)),
);

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
