import type { Socket } from "bun";
import { AttachFrames } from "../codec/attach-frames.ts";
import { DriverError } from "../core/errors.ts";
import type { ExecConnection, LogChunk } from "./api.ts";
import type { CallBound } from "./call-bound.ts";
import { badReply, connectionError, statusError } from "./error-map.ts";
import { longestHead, parseHttpHead } from "./http-head.ts";
import { OutputQueue } from "./output-queue.ts";

/** What is read of the text of a refusal, in bytes. */
const longestRefusal = 64 * 1024;

export interface HijackedConnectionOptions {
  /** Socket and call, for messages. */
  readonly socket: string;
  readonly what: string;
  /** False when the output is raw. */
  readonly framed: boolean;
  readonly bound: CallBound;
}

/** A raw connection that was an HTTP request: fed by a socket's callbacks, used as an {@link ExecConnection}. */
export class HijackedConnection implements ExecConnection {
  readonly output: AsyncIterable<LogChunk>;
  readonly #options: HijackedConnectionOptions;
  readonly #queue: OutputQueue;
  readonly #frames = new AttachFrames();
  readonly #opened = Promise.withResolvers<void>();
  readonly #answered = Promise.withResolvers<void>();
  #socket: Socket | undefined;
  /** What came before the end of the head; undefined once the connection is taken over. */
  #before: Buffer | undefined = Buffer.alloc(0);
  /** Settles when everything handed to write() so far is with the kernel. */
  #written: Promise<void> = Promise.resolve();
  #writable: PromiseWithResolvers<void> | undefined;
  #ended = false;

  constructor(options: HijackedConnectionOptions) {
    this.#options = options;
    this.#queue = new OutputQueue({ full: () => this.#socket?.pause(), empty: () => this.#socket?.resume() });
    this.output = this.#queue;
    // Either may fail before anybody waits for it.
    this.#opened.promise.catch(() => {});
    this.#answered.promise.catch(() => {});
    const { signal } = options.bound;
    const onAbort = () => this.fail(signal.reason);
    signal.addEventListener("abort", onAbort, { once: true });
    if (signal.aborted) onAbort();
  }

  /** Sends the request and waits for the answer. @throws DriverError */
  async upgrade(request: Uint8Array): Promise<void> {
    await this.#opened.promise;
    await this.write(request);
    await this.#answered.promise;
    this.#options.bound.stopClock();
  }

  write(chunk: Uint8Array): Promise<void> {
    // One after the other, also when the caller does not wait: parts of two chunks must not mix.
    const written = this.#written.then(() => this.#writeAll(chunk));
    this.#written = written.catch(() => {});
    return written;
  }

  endInput(): void {
    void this.#written.then(() => this.#socket?.shutdown());
  }

  close(): void {
    this.#finish(undefined);
    this.#socket?.terminate();
  }

  onOpen(socket: Socket): void {
    this.#socket = socket;
    if (this.#ended) socket.terminate();
    else this.#opened.resolve();
  }

  onDrain(): void {
    this.#writable?.resolve();
    this.#writable = undefined;
  }

  onData(chunk: Uint8Array): void {
    try {
      if (this.#before === undefined) this.#deliver(chunk);
      else this.#readHead(Buffer.concat([this.#before, chunk]), false);
    } catch (error) {
      this.fail(error);
    }
  }

  /** The peer has said all it had to say, or the socket is closed. */
  onEnd(): void {
    if (this.#ended) return;
    try {
      if (this.#before !== undefined) this.#readHead(this.#before, true);
      if (this.#options.framed && !this.#frames.atBoundary) throw this.#nonsense("the output ends inside a frame");
      this.#finish(undefined);
      this.#socket?.end();
    } catch (error) {
      this.fail(error);
    }
  }

  /** Ends everything with the error, as a DriverError. */
  fail(error: unknown): void {
    const { socket, what } = this.#options;
    this.#finish(connectionError(socket, what, error));
    this.#socket?.terminate();
  }

  async #writeAll(chunk: Uint8Array): Promise<void> {
    for (let rest = chunk; rest.length > 0; ) {
      const written = this.#ended ? -1 : (this.#socket?.write(rest) ?? -1);
      if (written < 0) throw new DriverError("conflict", `${this.#options.what}: the connection is closed`);
      rest = rest.subarray(written);
      if (rest.length === 0) return;
      this.#writable = Promise.withResolvers<void>();
      await this.#writable.promise;
    }
  }

  #finish(error: DriverError | undefined): void {
    if (this.#ended) return;
    this.#ended = true;
    const { bound, what } = this.#options;
    bound.release();
    const reason = error ?? new DriverError("cancelled", `${what}: the connection was closed before an answer`);
    this.#opened.reject(reason);
    this.#answered.reject(reason);
    this.#queue.end(error);
    this.onDrain();
  }

  #readHead(bytes: Buffer, isAll: boolean): void {
    this.#before = bytes;
    const head = parseHttpHead(bytes);
    if (head === "broken") throw this.#nonsense(`it is not HTTP, or its head is longer than ${longestHead} bytes`);
    if (head === undefined) {
      if (isAll) throw Object.assign(new Error("the connection ended before an answer"), { code: "ECONNRESET" });
      return;
    }
    const { status, contentLength, chunked, rest } = head;
    if (status !== 101 && status !== 200) {
      const wanted = Math.min(contentLength ?? longestRefusal, longestRefusal);
      if (isAll || rest.length >= wanted) throw statusError(this.#options.what, status, new TextDecoder().decode(rest));
      return;
    }
    if (chunked) throw this.#nonsense("a connection to take over has no chunks");
    this.#before = undefined;
    this.#answered.resolve();
    if (rest.length > 0) this.#deliver(rest);
  }

  #deliver(chunk: Uint8Array): void {
    if (this.#options.framed) this.#frames.push(chunk, (stream, data) => this.#queue.push({ stream, data }));
    else this.#queue.push({ stream: "stdout", data: chunk });
  }

  #nonsense(reason: string): DriverError {
    return badReply(this.#options.what, reason);
  }
}
