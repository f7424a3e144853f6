import type { Request, Transport } from "../http/transport.ts";
import { hijack } from "./open-connection.ts";

/** A call that may take as long as a task wants: its path, and what else there is to say. */
export type LongRequest = Pick<Request, "method" | "path" | "api" | "query" | "headers" | "what" | "signal">;

/**
 * The answer, as it comes, of a call without a bound in time. It has a connection of its own: Bun runs 256 fetches at a time
 * and lets the others wait without a word, so that hanging health checks of 256 tasks would keep the stop of another from
 * Podman (test/podman/many-calls.test.ts; BUN_CONFIG_MAX_HTTP_REQUESTS is read before any code of ours runs).
 *
 * @throws DriverError; an abort of the signal is `cancelled`.
 */
export async function* longCall(transport: Transport, request: LongRequest): AsyncGenerator<Uint8Array, void, undefined> {
  const connection = await hijack(transport, { ...request, upgrade: false, framed: false, timeoutMilliseconds: 0 });
  try {
    for await (const { data } of connection.output) yield data;
  } finally {
    connection.close();
  }
}
