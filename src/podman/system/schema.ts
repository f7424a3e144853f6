import * as v from "valibot";
import type { ReplySchema } from "../http/response.ts";
import { map, text } from "../http/schema-parts.ts";
import type { PodmanEvent } from "./types.ts";

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
