import type { Socket } from "bun";
import { AttachFrames } from "../../codec/attach-frames.ts";
import { DriverError } from "../../core/errors.ts";
import { FlowQueue } from "../../core/flow-queue.ts";
import type { LogChunk } from "../../core/output.ts";
import type { CallBound } from "../http/call-bound.ts";
import { BrokenChunks } from "../http/chunked-body.ts";
import { badReply, connectionError } from "../http/error-map.ts";
import { ResponseReader } from "../http/response-reader.ts";

/** Of output that waits for its reader, in bytes. */
const limits = { pauseAt: 512 * 1024, resumeAt: 128 * 1024 } as const;

export interface HijackedConnectionOptions {
  /** Socket and call, for messages. */
  readonly socket: string;
  readonly what: string;
  /** False when the output is raw. */
  readonly framed: boolean;
  readonly bound: CallBound;
}

/** What the user of a hijacked connection, such as that of an exec'd process, may do with it. */
export type ExecConnection = Pick<HijackedConnection, "output" | "write" | "endInput" | "close">;

/** A raw connection that was an HTTP request: fed by a socket's callbacks. */
export class HijackedConnection {
  /** stdout and stderr as they come; a tty has all on stdout. Not reading is back-pressure. Ends with the process. */
  readonly output: AsyncIterable<LogChunk>;
  readonly #options: HijackedConnectionOptions;
  readonly #queue: FlowQueue<LogChunk>;
  readonly #answer: ResponseReader;
  readonly #frames: AttachFrames;
  readonly #opened = Promise.withResolvers<void>();
  readonly #accepted = Promise.withResolvers<void>();
  readonly #onBody = (body: Uint8Array) => {
    // Whatever the first bytes are, Podman has agreed; errors in them go to the reader.
    this.#accepted.resolve();
    this.#deliver(body);
  };
  #socket: Socket | undefined;
  /** Settles when everything handed to write() so far is with the kernel. */
  #written: Promise<void> = Promise.resolve();
  #writable: PromiseWithResolvers<void> | undefined;
  #ended = false;

  constructor(options: HijackedConnectionOptions) {
    this.#options = options;
    this.#answer = new ResponseReader(options.what);
    this.#frames = new AttachFrames(options.what);
    const socket = { pause: () => this.#socket?.pause(), resume: () => this.#socket?.resume() };
    this.#queue = new FlowQueue(limits, ({ data }) => data.length, socket);
    this.output = this.#queue;
    // Either may fail before anybody waits for it.
    this.#opened.promise.catch(() => {});
    this.#accepted.promise.catch(() => {});
    const { signal } = options.bound;
    const onAbort = () => this.fail(signal.reason);
    signal.addEventListener("abort", onAbort, { once: true });
    if (signal.aborted) onAbort();
  }

  /** Sends the request and waits until Podman agrees. @throws DriverError */
  async request(bytes: Uint8Array): Promise<void> {
    await this.#opened.promise;
    await this.write(bytes);
    await this.#accepted.promise;
    this.#options.bound.stopClock();
  }

  /** Resolves when the socket has taken the bytes: back-pressure. */
  write(chunk: Uint8Array): Promise<void> {
    // One after the other, also when the caller does not wait: parts of two chunks must not mix.
    const written = this.#written.then(() => this.#writeAll(chunk));
    this.#written = written.catch(() => {});
    return written;
  }

  /** Half-closes stdin: the process reads end of file. */
  endInput(): void {
    void this.#written.then(() => this.#socket?.shutdown());
  }

  /** Drops the connection. */
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
    if (this.#ended) return;
    try {
      this.#answer.push(chunk, this.#onBody);
      if (this.#answer.accepted) this.#accepted.resolve();
      if (this.#answer.complete) this.onEnd();
    } catch (error) {
      this.fail(error);
    }
  }

  /** The peer has said all it had to say, or the socket is closed. */
  onEnd(): void {
    if (this.#ended) return;
    try {
      this.#answer.finish();
      if (this.#options.framed && !this.#frames.atBoundary) {
        throw badReply(this.#options.what, "the output ends inside a frame");
      }
      this.#finish(undefined);
      this.#socket?.end();
    } catch (error) {
      this.fail(error);
    }
  }

  /** Ends everything with the error, as a DriverError. */
  fail(error: unknown): void {
    const { socket, what } = this.#options;
    const reason = error instanceof BrokenChunks ? badReply(what, error.message, error) : connectionError(socket, what, error);
    this.#finish(reason);
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
    const reason = error ?? new DriverError("cancelled", `${what}: the connection was closed before a response`);
    this.#opened.reject(reason);
    this.#accepted.reject(reason);
    this.#queue.end(error);
    this.onDrain();
  }

  #deliver(chunk: Uint8Array): void {
    if (this.#options.framed) this.#frames.push(chunk, (stream, data) => this.#queue.push({ stream, data }));
    else this.#queue.push({ stream: "stdout", data: chunk });
  }
}
