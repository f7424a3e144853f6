/** What Podman reports of itself. */
import type { InferOutput } from "valibot";
import type { eventSchema, infoSchema } from "./schema.ts";

/** `GET /info`. Names are Podman's own; what a version may lack is optional. */
export type PodmanInfo = InferOutput<typeof infoSchema>;

/** One event of `GET /events`. */
export type PodmanEvent = InferOutput<typeof eventSchema>;
