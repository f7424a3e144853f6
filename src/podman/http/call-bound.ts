import type { DriverError } from "../../core/errors.ts";
import { after, type LongTimer } from "../../platform/timers.ts";
import { cancelled, connectionError, timedOut } from "./error-map.ts";

/** What a {@link CallBound} is made of. */
export interface CallBoundOptions {
  /** Socket and call, for messages. */
  readonly socket: string;
  readonly what: string;
  /** Aborted when the client is closed. */
  readonly closed: AbortSignal;
  readonly signal?: AbortSignal | undefined;
  /** 0 for no bound in time. */
  readonly timeoutMilliseconds: number;
}

/**
 * What ends a call early: its caller, the end of the client, or its time. One signal for fetch, and the reason for the
 * error. Unlike AbortSignal.any and AbortSignal.timeout it leaves no listener and no timer behind once released.
 */
export class CallBound {
  readonly #abort = new AbortController();
  readonly #options: CallBoundOptions;
  readonly #onAbort = (event: Event) => this.#cancel(event.target);
  #timer: LongTimer | undefined;
  #reason: DriverError | undefined;

  constructor(options: CallBoundOptions) {
    this.#options = options;
    const { socket, what, timeoutMilliseconds } = options;
    for (const source of this.#sources()) {
      if (source.aborted) this.#cancel(source);
      else source.addEventListener("abort", this.#onAbort, { once: true });
    }
    if (timeoutMilliseconds > 0 && this.#reason === undefined) {
      this.#timer = after(timeoutMilliseconds, () => this.#end(timedOut(socket, what, timeoutMilliseconds)));
    }
  }

  /** Aborted when the call has to end; its reason is the DriverError. */
  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  /** Ends the bound in time; the signals still count. */
  stopClock(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
  }

  /** Forgets timer and signals; to be called when the call is over. */
  release(): void {
    this.stopClock();
    for (const source of this.#sources()) source.removeEventListener("abort", this.#onAbort);
  }

  /** Drops the connection without an error: the consumer has enough. */
  abandon(): void {
    this.release();
    this.#abort.abort();
  }

  /** What an error of the call really means: the bound's own reason where that came first. */
  explain(error: unknown): DriverError {
    return this.#reason ?? connectionError(this.#options.socket, this.#options.what, error);
  }

  #sources(): readonly AbortSignal[] {
    const { closed, signal } = this.#options;
    return signal === undefined ? [closed] : [closed, signal];
  }

  #cancel(source: unknown): void {
    this.#end(cancelled(this.#options.what, source instanceof AbortSignal ? source.reason : undefined));
  }

  #end(reason: DriverError): void {
    this.#reason ??= reason;
    this.#abort.abort(this.#reason);
  }
}

export interface CallOptions {
  readonly signal?: AbortSignal;
  /** Overrides the client's request timeout, in milliseconds. */
  readonly timeoutMilliseconds?: number;
}
