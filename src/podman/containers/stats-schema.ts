import * as v from "valibot";
import type { ReplySchema } from "../http/response.ts";
import { id, number } from "../http/schema-parts.ts";
import type { ContainerStats } from "./stats-types.ts";

/** One line of the stream of stats. */
export interface StatsLine {
  /** Why there is no sample; undefined when there is one. */
  readonly fault: string | undefined;
  readonly containers: readonly ContainerStats[];
}

const container = v.pipe(
  v.object({
    ContainerID: id,
    CPUNano: number,
    CPUSystemNano: number,
    SystemNano: number,
    MemUsage: number,
  }),
  v.transform((raw) => ({
    id: raw.ContainerID,
    cpuNanoseconds: raw.CPUNano,
    cpuSystemNanoseconds: raw.CPUSystemNano,
    sampledNanoseconds: raw.SystemNano,
    memoryUsage: raw.MemUsage,
  })),
);

/**
 * A line of `GET /containers/stats`, or with the same status 200 what says that there is none: `{"Error":{},"Stats":null}`
 * when a container went away, `{"cause":…,"response":500}` after a panic of the handler (docs/podman-quirks.md#stats-without-limit, docs/podman-quirks.md#stats-of-named).
 */
export const statsLineSchema: ReplySchema<StatsLine> = v.pipe(
  v.object({ Error: v.nullish(v.unknown()), cause: v.nullish(v.string()), Stats: v.nullish(v.array(container), []) }),
  v.transform(({ Error: fault, cause, Stats }) => ({
    fault: cause ?? (fault === undefined || fault === null ? undefined : "it gave up without a reason"),
    containers: Stats,
  })),
);
