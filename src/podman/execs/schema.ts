import * as v from "valibot";
import type { ReplySchema } from "../http/response.ts";
import { id, number } from "../http/schema-parts.ts";
import type { ExecInspect } from "./types.ts";

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
