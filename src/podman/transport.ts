import { DriverError } from "../core/errors.ts";
import { badReply, connectionError, statusError } from "./error-map.ts";
import type { SocketAddress } from "./socket-address.ts";

/** Libpod's own API. Routes do not depend on the version in the prefix; inspect's shapes do (podman-api.md, section 6.1). */
const prefix = "/v4.0.0/libpod";

/** The largest JSON answer that is read, in bytes: the list of thousands of containers stays far below. */
const largestAnswer = 64 * 1024 * 1024;

/** One request. */
export interface Request {
  readonly method: "GET" | "POST" | "DELETE";
  /** Below libpod's prefix: `/containers/create`. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>;
  readonly json?: unknown;
  readonly body?: ReadableStream<Uint8Array> | Blob;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds until the answer's head (a stream) or its end (JSON) must be there; 0 for no bound. */
  readonly timeoutMilliseconds?: number | undefined;
  /** Statuses of 300 and more that are a success for this call. */
  readonly accept?: readonly number[];
  /** Called when the answer's head has come. */
  readonly onHead?: (() => void) | undefined;
  /** What the call does, for messages: `create container web-1`. */
  readonly what: string;
}

/** The only fetch of the driver: requests to one Podman service, with bounds, and errors mapped once. */
export class Transport {
  readonly socket: string;
  readonly address: SocketAddress;
  readonly #timeout: number;
  readonly #closed = new AbortController();

  constructor(socket: string, address: SocketAddress, requestTimeoutMilliseconds: number) {
    this.socket = socket;
    this.address = address;
    this.#timeout = requestTimeoutMilliseconds;
  }

  /** Ends every call under way with `cancelled`. */
  close(): void {
    this.#closed.abort();
  }

  /** The client's own bound of one request, in milliseconds. */
  get requestTimeout(): number {
    return this.#timeout;
  }

  /** Aborted when the client is closed. */
  get closed(): AbortSignal {
    return this.#closed.signal;
  }

  /** The decoded JSON answer. @throws DriverError */
  async json<T>(request: Request): Promise<T> {
    const text = await this.text(request);
    try {
      return JSON.parse(text) as T;
    } catch (error) {
      throw badReply(request.what, `not JSON: ${text.slice(0, 80)}`, error);
    }
  }

  /** The answer's text, whole. @throws DriverError */
  text(request: Request): Promise<string> {
    return this.#bounded(request, request.timeoutMilliseconds ?? this.#timeout, async (signal) =>
      readText(await this.#send(request, signal), request.what),
    );
  }

  /** Status and headers; the body is dropped. @throws DriverError */
  head(request: Request): Promise<Response> {
    return this.#bounded(request, request.timeoutMilliseconds ?? this.#timeout, async (signal) => {
      const response = await this.#send(request, signal);
      await readText(response, request.what);
      return response;
    });
  }

  /** The answer as it comes; the bound covers only its head. Ends when the signal is aborted. @throws DriverError */
  async *stream(request: Request): AsyncGenerator<Uint8Array, void, undefined> {
    const ending = new AbortController();
    const signal = AbortSignal.any([ending.signal, this.#closed.signal, ...(request.signal ? [request.signal] : [])]);
    try {
      const response = await this.#bounded({ ...request, signal }, request.timeoutMilliseconds ?? this.#timeout, (bound) =>
        this.#send(request, bound, signal),
      );
      request.onHead?.();
      if (response.body === null) return;
      for await (const chunk of response.body) yield chunk;
    } catch (error) {
      throw this.#mapped(request, signal, error);
    } finally {
      ending.abort();
    }
  }

  /** The request's target as HTTP names it: path and query. */
  target(request: Pick<Request, "path" | "query">): string {
    const parameters = new URLSearchParams();
    for (const [name, value] of Object.entries(request.query ?? {})) {
      if (value === undefined) continue;
      for (const one of Array.isArray(value) ? value : [value]) parameters.append(name, String(one));
    }
    const query = parameters.toString();
    return `${prefix}${request.path}${query === "" ? "" : `?${query}`}`;
  }

  async #send(request: Request, bound: AbortSignal, whole?: AbortSignal): Promise<Response> {
    const { address } = this;
    const host =
      address.kind === "unix" ? "podman" : `${address.host.includes(":") ? `[${address.host}]` : address.host}:${address.port}`;
    const headers: Record<string, string> = { ...request.headers };
    if (request.json !== undefined) headers["Content-Type"] = "application/json";
    const response = await fetch(`http://${host}${this.target(request)}`, {
      method: request.method,
      headers,
      signal: whole ?? bound,
      ...(request.json === undefined ? {} : { body: JSON.stringify(request.json) }),
      ...(request.body === undefined ? {} : { body: request.body }),
      ...(address.kind === "unix" ? { unix: address.path } : {}),
    });
    if (response.status < 300 || request.accept?.includes(response.status)) return response;
    throw statusError(request.what, response.status, await readText(response, request.what));
  }

  async #bounded<T>(request: Request, milliseconds: number, run: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const timer = new AbortController();
    const signal = AbortSignal.any([timer.signal, this.#closed.signal, ...(request.signal ? [request.signal] : [])]);
    const timeout = milliseconds > 0 ? setTimeout(() => timer.abort(), milliseconds) : undefined;
    const late = Promise.withResolvers<never>();
    const onAbort = () => late.reject(signal.reason);
    signal.addEventListener("abort", onAbort, { once: true });
    try {
      signal.throwIfAborted();
      return await Promise.race([run(signal), late.promise]);
    } catch (error) {
      if (timer.signal.aborted) throw this.#timedOut(request, milliseconds);
      throw this.#mapped(request, signal, error);
    } finally {
      clearTimeout(timeout);
      signal.removeEventListener("abort", onAbort);
    }
  }

  #mapped(request: Request, signal: AbortSignal, error: unknown): DriverError {
    if (error instanceof DriverError) return error;
    if (signal.aborted) return new DriverError("cancelled", `${request.what}: cancelled`, { cause: error });
    return connectionError(this.socket, request.what, error);
  }

  #timedOut(request: Request, milliseconds: number): DriverError {
    const text = `Podman did not answer "${request.what}" within ${milliseconds / 1000} s on ${this.socket}: look at the Podman service, or raise client_http_timeout`;
    return new DriverError("timeout", text, { recoverable: true });
  }
}

async function readText(response: Response, what: string): Promise<string> {
  if (response.body === null) return "";
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of response.body) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length > largestAnswer) throw badReply(what, `it is longer than ${largestAnswer} bytes`);
  }
  return text + decoder.decode();
}
