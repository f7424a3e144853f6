import { AttachFrames } from "../codec/attach-frames.ts";
import { jsonLines } from "../codec/json-lines.ts";
import { DriverError } from "../core/errors.ts";
import type { LogChunk, LogsOptions } from "./api.ts";
import { badReply } from "./error-map.ts";
import { checkedReply } from "./reply.ts";
import { statsLineSchema } from "./stats-schema.ts";
import type { Transport } from "./transport.ts";
import type { StatsReport } from "./types.ts";

/**
 * `GET /containers/stats` of all running containers. Without names: a named one that is removed ends the stream for all
 * (podman-api.md, finding 7).
 *
 * @throws DriverError `podmanFailed` when Podman reports an error in place of a sample.
 */
export async function* containerStats(
  transport: Transport,
  intervalSeconds: number,
  signal: AbortSignal,
): AsyncGenerator<StatsReport, void, undefined> {
  const what = "read the containers' stats";
  const query = { stream: true, interval: intervalSeconds };
  const chunks = transport.stream({ method: "GET", path: "/containers/stats", query, what, signal });
  for await (const line of jsonLines(chunks)) {
    const { fault, containers } = checkedReply(statsLineSchema, line, what);
    if (fault !== undefined) throw new DriverError("podmanFailed", `Podman: ${what}: ${fault}`);
    yield { containers };
  }
}

/** `GET /containers/{name}/logs`, demultiplexed: libpod frames it with a terminal, too. */
export async function* containerLogs(
  transport: Transport,
  nameOrId: string,
  { follow, since, timestamps, signal }: LogsOptions,
): AsyncGenerator<LogChunk, void, undefined> {
  const what = `${follow ? "follow" : "read"} the log of container ${nameOrId}`;
  const frames = new AttachFrames();
  const chunks = transport.stream({
    method: "GET",
    path: `/containers/${encodeURIComponent(nameOrId)}/logs`,
    query: { follow, stdout: true, stderr: true, since, timestamps },
    what,
    signal,
    // The head comes with the first line.
    timeoutMilliseconds: 0,
  });
  for await (const chunk of chunks) {
    const found: LogChunk[] = [];
    frames.push(chunk, (stream, data) => found.push({ stream, data }));
    yield* found;
  }
  if (!frames.atBoundary) throw badReply(what, "the output ends inside a frame");
}
