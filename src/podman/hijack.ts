import type { Socket } from "bun";
import { AttachFrames } from "../codec/attach-frames.ts";
import { DriverError } from "../core/errors.ts";
import type { ExecConnection, LogChunk } from "./api.ts";
import { badReply, connectionError, statusError } from "./error-map.ts";
import { OutputQueue } from "./output-queue.ts";
import type { Transport } from "./transport.ts";

/** The longest answer head that is read, in bytes. */
const longestHead = 16 * 1024;

export interface HijackRequest {
  /** Below libpod's prefix. */
  readonly path: string;
  readonly body: unknown;
  /** False when the output is raw, as a terminal's is. */
  readonly framed: boolean;
  readonly what: string;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Posts a request with `Upgrade: tcp` and takes the connection over once Podman has answered (101; 200 from services that
 * ignore the upgrade). The only raw socket of the driver: fetch can neither half-close nor read and write at once.
 *
 * @throws DriverError
 */
export async function hijack(transport: Transport, request: HijackRequest): Promise<ExecConnection> {
  const connection = new Hijacked(request);
  const { address } = transport;
  const handlers = {
    binaryType: "uint8array" as const,
    data: (_: Socket, chunk: Uint8Array) => connection.onData(chunk),
    drain: () => connection.onDrain(),
    end: () => connection.onEnd(),
    close: () => connection.onEnd(),
    error: (_: Socket, error: Error) => connection.onError(connectionError(transport.socket, request.what, error)),
  };
  const options = { allowHalfOpen: true, socket: handlers };
  try {
    connection.socket =
      address.kind === "unix"
        ? await Bun.connect({ ...options, unix: address.path })
        : await Bun.connect({ ...options, hostname: address.host, port: address.port });
  } catch (error) {
    throw connectionError(transport.socket, request.what, error);
  }
  return connection.upgrade(transport.target({ path: request.path }), transport.requestTimeout);
}

class Hijacked {
  socket: Socket | undefined;
  readonly #request: HijackRequest;
  readonly #frames = new AttachFrames();
  readonly #answered = Promise.withResolvers<void>();
  readonly #output: OutputQueue;
  #head: Uint8Array | undefined = new Uint8Array(0);
  #writable: PromiseWithResolvers<void> | undefined;
  #ended = false;

  constructor(request: HijackRequest) {
    this.#request = request;
    this.#output = new OutputQueue({ full: () => this.socket?.pause(), empty: () => this.socket?.resume() });
    // The caller may drop the connection before it waits for the answer.
    this.#answered.promise.catch(() => {});
  }

  async upgrade(target: string, timeoutMilliseconds: number): Promise<ExecConnection> {
    const { what, signal } = this.#request;
    const body = Buffer.from(JSON.stringify(this.#request.body));
    const head = `POST ${target} HTTP/1.1\r\nHost: podman\r\nConnection: Upgrade\r\nUpgrade: tcp\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n`;
    const timer = setTimeout(
      () =>
        this.onError(
          new DriverError("timeout", `Podman did not answer "${what}" within ${timeoutMilliseconds / 1000} s`, {
            recoverable: true,
          }),
        ),
      timeoutMilliseconds,
    );
    const onAbort = () => this.onError(new DriverError("cancelled", `${what}: cancelled`));
    signal?.addEventListener("abort", onAbort, { once: true });
    try {
      if (signal?.aborted) onAbort();
      await this.write(Buffer.concat([Buffer.from(head), body]));
      await this.#answered.promise;
    } catch (error) {
      this.socket?.terminate();
      throw error;
    } finally {
      clearTimeout(timer);
    }
    return {
      output: this.#output,
      write: (chunk) => this.write(chunk),
      endInput: () => void this.socket?.shutdown(),
      close: () => {
        signal?.removeEventListener("abort", onAbort);
        this.onEnd();
        this.socket?.terminate();
      },
    };
  }

  async write(chunk: Uint8Array): Promise<void> {
    let rest = chunk;
    while (rest.length > 0) {
      if (this.#ended) throw new DriverError("conflict", `${this.#request.what}: the connection is closed`);
      const written = this.socket?.write(rest) ?? -1;
      if (written < 0) throw new DriverError("conflict", `${this.#request.what}: the connection is closed`);
      rest = rest.subarray(written);
      if (rest.length === 0) return;
      this.#writable = Promise.withResolvers<void>();
      await this.#writable.promise;
    }
  }

  onDrain(): void {
    this.#writable?.resolve();
    this.#writable = undefined;
  }

  onData(chunk: Uint8Array): void {
    try {
      if (this.#head === undefined) this.#deliver(chunk);
      else this.#readHead(chunk);
    } catch (error) {
      this.onError(error instanceof DriverError ? error : badReply(this.#request.what, "broken", error));
    }
  }

  onEnd(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#answered.reject(badReply(this.#request.what, "the connection ended before an answer"));
    this.#output.end(this.#frames.atBoundary ? undefined : badReply(this.#request.what, "the output ends inside a frame"));
    this.onDrain();
  }

  onError(error: DriverError): void {
    this.#ended = true;
    this.#answered.reject(error);
    this.#output.end(error);
    this.onDrain();
    this.socket?.terminate();
  }

  #readHead(chunk: Uint8Array): void {
    const bytes = Buffer.concat([this.#head ?? new Uint8Array(0), chunk]);
    const end = bytes.indexOf("\r\n\r\n");
    if (end < 0) {
      if (bytes.length > longestHead) throw badReply(this.#request.what, `a head of over ${longestHead} bytes`);
      this.#head = bytes;
      return;
    }
    const status = /^HTTP\/1\.[01] (\d{3})/.exec(bytes.toString("latin1", 0, end))?.[1];
    if (status === undefined) throw badReply(this.#request.what, "no HTTP status");
    const rest = bytes.subarray(end + 4);
    if (status !== "101" && status !== "200") throw statusError(this.#request.what, Number(status), rest.toString("utf8"));
    this.#head = undefined;
    this.#answered.resolve();
    if (rest.length > 0) this.#deliver(rest);
  }

  #deliver(chunk: Uint8Array): void {
    if (this.#request.framed)
      this.#frames.push(chunk, (stream, data) => this.#output.push({ stream, data } satisfies LogChunk));
    else this.#output.push({ stream: "stdout", data: chunk });
  }
}
