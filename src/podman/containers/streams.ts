import { jsonLines } from "../../codec/json-lines.ts";
import { DriverError } from "../../core/errors.ts";
import type { LogChunk } from "../../core/output.ts";
import { hijack } from "../hijack/open-connection.ts";
import { checkedReply } from "../http/response.ts";
import type { Transport } from "../http/transport.ts";
import type { LogsOptions } from "./api.ts";
import { statsLineSchema } from "./stats-schema.ts";
import type { StatsReport } from "./stats-types.ts";

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
