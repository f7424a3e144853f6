import * as v from "valibot";
import { jsonLines } from "../../codec/json-lines.ts";
import { DriverError } from "../../core/errors.ts";
import type { LogChunk } from "../../core/output.ts";
import { hijack } from "../hijack/open-connection.ts";
import { checkedReply } from "../http/response.ts";
import { id, number } from "../http/schema-parts.ts";
import type { Transport } from "../http/transport.ts";

/**
 * Cumulative figures of one container; Podman's own percentages are not read (the first one is bogus:
 * docs/podman-quirks.md#stats-without-limit).
 */
export type ContainerStats = v.InferOutput<typeof container>;

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
    /** CPU time, user and system. */
    cpuNanoseconds: raw.CPUNano,
    cpuSystemNanoseconds: raw.CPUSystemNano,
    /** When the sample was taken, since the epoch. */
    sampledNanoseconds: raw.SystemNano,
    /** Bytes. */
    memoryUsage: raw.MemUsage,
  })),
);

/**
 * A line of `GET /containers/stats`, or with the same status 200 what says that there is none: `{"Error":{},"Stats":null}`
 * when a container went away, `{"cause":…,"response":500}` after a panic of the handler (docs/podman-quirks.md#stats-without-limit, docs/podman-quirks.md#stats-of-named).
 */
const statsLineSchema = v.pipe(
  v.object({ Error: v.nullish(v.unknown()), cause: v.nullish(v.string()), Stats: v.nullish(v.array(container), []) }),
  v.transform(({ Error: fault, cause, Stats }) => ({
    /** Why there is no sample; undefined when there is one. */
    fault: cause ?? (fault === undefined || fault === null ? undefined : "it gave up without a reason"),
    containers: Stats,
  })),
);

/**
 * `GET /containers/stats` of all running containers. Without names: a named one that is removed ends the stream for all
 * (docs/podman-quirks.md#stats-of-named).
 *
 * @throws DriverError `podmanFailed` when Podman reports an error in place of a sample.
 */
export async function* containerStats(
  transport: Transport,
  intervalSeconds: number,
  signal: AbortSignal,
): AsyncGenerator<{ readonly containers: readonly ContainerStats[] }, void, undefined> {
  const what = "read the containers' stats";
  const query = { stream: true, interval: intervalSeconds };
  const chunks = transport.stream({ method: "GET", path: "/containers/stats", query, what, signal });
  for await (const line of jsonLines(chunks, what)) {
    const { fault, containers } = checkedReply(statsLineSchema, line, what);
    if (fault !== undefined) throw new DriverError("podmanFailed", `Podman: ${what}: ${fault}`);
    yield { containers };
  }
}

export interface LogsOptions {
  readonly signal: AbortSignal;
  readonly follow: boolean;
  /** RFC 3339 with nanoseconds, or seconds since the epoch. */
  readonly since?: string;
  readonly timestamps?: boolean;
}

/**
 * `GET /containers/{name}/logs`, demultiplexed: libpod frames it with a terminal, too. Over a connection of its own, since
 * there may be one for each task.
 */
export async function* containerLogs(
  transport: Transport,
  nameOrId: string,
  { follow, since, timestamps, signal }: LogsOptions,
): AsyncGenerator<LogChunk, void, undefined> {
  const connection = await hijack(transport, {
    method: "GET",
    path: `/containers/${encodeURIComponent(nameOrId)}/logs`,
    query: { follow, stdout: true, stderr: true, since, timestamps },
    upgrade: false,
    framed: true,
    what: `${follow ? "follow" : "read"} the log of container ${nameOrId}`,
    signal,
    // The head comes with the first line.
    timeoutMilliseconds: 0,
  });
  try {
    yield* connection.output;
  } finally {
    connection.close();
  }
}
