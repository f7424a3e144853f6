import { type DriverError, errorCode } from "../../core/errors.ts";
import { CallBound } from "./call-bound.ts";
import { badReply, statusError } from "./error-map.ts";
import type { RequestLog } from "./request-log.ts";
import { bodyText, checkedReply, type ReplySchema } from "./response.ts";
import type { SocketAddress } from "./socket-address.ts";

/** Routes do not depend on the version in the prefix; inspect's shapes do (docs/podman-quirks.md#inspect-prefix). */
const dockerPrefix = "/v4.0.0";
const libpodPrefix = `${dockerPrefix}/libpod`;

/** What is read of the text of an error, in bytes. */
const largestErrorBody = 256 * 1024;

/** One request. */
export interface Request {
  readonly method: "GET" | "POST" | "DELETE";
  /** Below the prefix: `/containers/create`. */
  readonly path: string;
  /** Whose routes: libpod's own, unless those are asked that Podman keeps for Docker's clients. */
  readonly api?: "libpod" | "docker";
  readonly query?: Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>;
  readonly json?: unknown;
  readonly body?: ReadableStream<Uint8Array> | Blob;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds until the response's head (a stream) or its end (all others) must be there; 0 for no bound. */
  readonly timeoutMilliseconds?: number | undefined;
  /** Statuses of 300 and more that are a success for this call. */
  readonly accept?: readonly number[];
  /** Called when the response's head has come. */
  readonly onHead?: (() => void) | undefined;
  /** The container's name where the path does not have it, for the log. */
  readonly container?: string;
  /** What the call does, for messages: `create container web-1`. */
  readonly what: string;
}

/**
 * The only fetch of the driver: requests to one Podman service, with bounds, and errors mapped once. Bun keeps
 * connections of reading calls open for the next and reads a streamed body only as fast as it is consumed.
 */
export class Transport {
  readonly socket: string;
  readonly address: SocketAddress;
  /** The client's own bound of one request, in milliseconds. */
  readonly requestTimeout: number;
  readonly log: RequestLog;
  readonly #closed = new AbortController();

  constructor(socket: string, address: SocketAddress, requestTimeoutMilliseconds: number, log: RequestLog) {
    this.socket = socket;
    this.address = address;
    this.requestTimeout = requestTimeoutMilliseconds;
    this.log = log;
  }

  /** Ends every call under way with `cancelled`, and every later one. */
  close(): void {
    this.#closed.abort();
  }

  /** The decoded and checked JSON response. @throws DriverError */
  async json<T>(request: Request, schema: ReplySchema<T>): Promise<T> {
    const text = await this.text(request);
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch (error) {
      throw badReply(request.what, text === "" ? "it is empty" : "it is not JSON", error);
    }
    return checkedReply(schema, value, request.what);
  }

  /** The response's text, whole. @throws DriverError */
  text(request: Request): Promise<string> {
    return this.#whole(request, (response) => bodyText(response, request.what));
  }

  /** The response's headers; the body is read and dropped, so that the connection can be used again. @throws DriverError */
  head(request: Request): Promise<Headers> {
    return this.#whole(request, async (response) => {
      await bodyText(response, request.what);
      return response.headers;
    });
  }

  /**
   * The response as it comes; the bound covers only its head. The connection is dropped when the consumer stops early.
   *
   * @throws DriverError; an abort of the signal is `cancelled`.
   */
  async *stream(request: Request): AsyncGenerator<Uint8Array, void, undefined> {
    const bound = this.bound(request);
    let ended = false;
    try {
      const response = await this.#send(request, bound);
      bound.stopClock();
      request.onHead?.();
      for await (const chunk of response.body ?? []) yield chunk;
      ended = true;
    } catch (error) {
      throw bound.explain(error);
    } finally {
      if (ended) bound.release();
      else bound.abandon();
    }
  }

  /** The request's target as HTTP names it: path and query. */
  target(request: Pick<Request, "path" | "query" | "api">): string {
    const parameters = new URLSearchParams();
    for (const [name, value] of Object.entries(request.query ?? {})) {
      if (value === undefined) continue;
      for (const one of typeof value === "object" ? value : [value]) parameters.append(name, String(one));
    }
    const query = parameters.toString();
    const prefix = request.api === "docker" ? dockerPrefix : libpodPrefix;
    return `${prefix}${request.path}${query === "" ? "" : `?${query}`}`;
  }

  /** The `Host` header; Podman ignores it on a unix socket. */
  get host(): string {
    const { address } = this;
    if (address.kind === "unix") return "podman";
    return `${address.host.includes(":") ? `[${address.host}]` : address.host}:${address.port}`;
  }

  /** What ends the request early. */
  bound(request: Pick<Request, "signal" | "timeoutMilliseconds" | "what">): CallBound {
    return new CallBound({
      socket: this.socket,
      what: request.what,
      closed: this.#closed.signal,
      signal: request.signal,
      timeoutMilliseconds: request.timeoutMilliseconds ?? this.requestTimeout,
    });
  }

  async #whole<T>(request: Request, read: (response: Response) => Promise<T>): Promise<T> {
    const bound = this.bound(request);
    try {
      return await read(await this.#send(request, bound));
    } catch (error) {
      throw this.#dropped(bound, error);
    } finally {
      bound.release();
    }
  }

  /** The error of a call whose response is not read to its end. */
  #dropped(bound: CallBound, error: unknown): DriverError {
    const reason = bound.explain(error);
    bound.abandon();
    return reason;
  }

  async #send(request: Request, bound: CallBound): Promise<Response> {
    const ended = this.log.begin(request);
    const response = await this.#fetch(request, bound.signal).catch((error: unknown) => {
      ended({ error });
      throw error;
    });
    ended(response);
    if (response.status < 300 || request.accept?.includes(response.status)) return response;
    throw statusError(request.what, response.status, await bodyText(response, request.what, largestErrorBody));
  }

  async #fetch(request: Request, signal: AbortSignal): Promise<Response> {
    const { address } = this;
    const body = request.json === undefined ? request.body : JSON.stringify(request.json);
    const url = `http://${this.host}${this.target(request)}`;
    const init: BunFetchRequestInit = {
      method: request.method,
      headers: { ...(request.json === undefined ? {} : { "Content-Type": "application/json" }), ...request.headers },
      signal,
      redirect: "manual",
      // What changes something cannot be sent twice, so it never goes over a connection that may have died meanwhile.
      keepalive: request.method === "GET",
      // Bun ends a request on which nothing came for five minutes, an event stream of a quiet node included.
      timeout: false,
      ...(body === undefined ? {} : { body }),
      ...(address.kind === "unix" ? { unix: address.path } : {}),
    };
    try {
      return await fetch(url, init);
    } catch (error) {
      // A connection kept from an earlier call dies with the service that it led to: what only reads is sent once more.
      if (request.method !== "GET" || errorCode(error) !== "ECONNRESET" || signal.aborted) throw error;
      return await fetch(url, init);
    }
  }
}
