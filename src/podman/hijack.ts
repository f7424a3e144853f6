import type { Socket } from "bun";
import type { ExecConnection } from "./api.ts";
import { HijackedConnection } from "./hijacked-connection.ts";
import type { Transport } from "./transport.ts";

export interface HijackRequest {
  /** Below libpod's prefix. */
  readonly path: string;
  readonly json: unknown;
  /** False when the output is raw, as a terminal's is. */
  readonly framed: boolean;
  readonly what: string;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Posts a request with `Upgrade: tcp` and takes the connection over once Podman has answered (101; 200 from a service
 * that ignores the upgrade). The only raw socket of the driver: fetch can neither half-close nor read and write at once.
 * Connecting and answering are bounded by the client's request timeout, what follows by the signal alone.
 *
 * @throws DriverError
 */
export async function hijack(transport: Transport, request: HijackRequest): Promise<ExecConnection> {
  const { path, json, framed, what, signal } = request;
  const bound = transport.bound({ signal, what });
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
  const body = JSON.stringify(json);
  const head = [
    `POST ${transport.target({ path })} HTTP/1.1`,
    `Host: ${transport.host}`,
    "Connection: Upgrade",
    "Upgrade: tcp",
    "Content-Type: application/json",
    `Content-Length: ${Buffer.byteLength(body)}`,
  ];
  await connection.upgrade(Buffer.from(`${head.join("\r\n")}\r\n\r\n${body}`));
  return connection;
}
