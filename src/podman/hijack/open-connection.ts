import type { Socket } from "bun";
import type { Request, Transport } from "../http/transport.ts";
import { type ExecConnection, HijackedConnection } from "./connection.ts";

export interface HijackRequest
  extends Pick<Request, "method" | "path" | "api" | "query" | "json" | "headers" | "what" | "signal"> {
  /** Whether the connection is to speak in both directions (`Upgrade: tcp`), or only carries the response. */
  readonly upgrade: boolean;
  /** False when the output is raw, as a terminal's is. */
  readonly framed: boolean;
  /** Milliseconds until Podman must have agreed, the client's own bound when unset; 0 for no bound. */
  readonly timeoutMilliseconds?: number;
}

/**
 * Sends a request over a connection of its own and takes that over once Podman has agreed: 101, or 200 from a service that
 * ignores the upgrade. The only raw socket of the driver. fetch can neither half-close nor read and write at once, and
 * Bun runs no more than 256 of them at a time: streams that last as long as a task must not use those up.
 *
 * @throws DriverError
 */
export async function hijack(transport: Transport, request: HijackRequest): Promise<ExecConnection> {
  const { framed, what } = request;
  const bound = transport.bound(request);
  const connection = new HijackedConnection({ socket: transport.socket, what, framed, bound });
  const { address } = transport;
  const options = {
    // The process may still write when we have nothing more to say, and the other way round.
    allowHalfOpen: true,
    socket: {
      binaryType: "uint8array" as const,
      open: (socket: Socket) => connection.onOpen(socket),
      data: (_: Socket, chunk: Uint8Array) => connection.onData(chunk),
      drain: () => connection.onDrain(),
      end: () => connection.onEnd(),
      close: () => connection.onEnd(),
      error: (_: Socket, error: Error) => connection.fail(error),
      connectError: (_: Socket, error: Error) => connection.fail(error),
    },
  };
  const connecting =
    address.kind === "unix"
      ? Bun.connect({ ...options, unix: address.path })
      : Bun.connect({ ...options, hostname: address.host, port: address.port });
  // Its failure also comes through connectError; one that is never awaited would end the process.
  connecting.catch((error: unknown) => connection.fail(error));
  const ended = transport.log.begin(request);
  try {
    await connection.request(bytesOf(transport, request));
  } catch (error) {
    ended({ error });
    throw error;
  }
  ended({ status: request.upgrade ? 101 : 200 });
  return connection;
}

function bytesOf(transport: Transport, request: HijackRequest): Uint8Array {
  const body = request.json === undefined ? "" : JSON.stringify(request.json);
  const head = [
    `${request.method} ${transport.target(request)} HTTP/1.1`,
    `Host: ${transport.host}`,
    ...(request.upgrade ? ["Connection: Upgrade", "Upgrade: tcp"] : ["Connection: close"]),
    ...Object.entries(request.headers ?? {}).map(([name, value]) => `${name}: ${value}`),
    ...(request.json === undefined ? [] : ["Content-Type: application/json", `Content-Length: ${Buffer.byteLength(body)}`]),
  ];
  return Buffer.from(`${head.join("\r\n")}\r\n\r\n${body}`);
}

/** A call that may take as long as a task wants: its path, and what else there is to say. */
export type LongRequest = Pick<Request, "method" | "path" | "api" | "query" | "headers" | "what" | "signal">;

/**
 * The response, as it comes, of a call without a bound in time. It has a connection of its own: Bun runs 256 fetches at a time
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
