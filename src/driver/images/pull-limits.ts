import { DriverError } from "../../core/errors.ts";
import { after, type LongTimer } from "../../platform/timers.ts";

/** Ends what makes no progress. */
export class ActivityLimit {
  readonly #controller = new AbortController();
  readonly #milliseconds: number;
  #timer: LongTimer | undefined;

  /** @param milliseconds how long there may be no progress */
  constructor(milliseconds: number) {
    this.#milliseconds = milliseconds;
    this.active();
  }

  /** Aborted when there was no progress for too long. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** What happened when the limit was reached, and what to do about it. */
  get reason(): string {
    return `no progress for ${this.#milliseconds / 1000} s: check the registry, or raise pull_activity_timeout`;
  }

  /** There was progress. */
  active(): void {
    this.pause();
    this.#timer = after(this.#milliseconds, () => this.#controller.abort());
  }

  /** From now on silence is no stall, until there is progress again. */
  pause(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
  }
}

/**
 * Bounds the wait for an image by the task's own timeout; other tasks that wait for the same image have theirs. The signal
 * that the work gets is aborted then too.
 *
 * @param what that is late, for the message
 * @throws DriverError `imageFailed`, recoverable, when the time is over; else what the work throws
 */
export async function withTimeout<T>(
  what: string,
  milliseconds: number,
  signal: AbortSignal,
  work: (bound: AbortSignal) => Promise<T>,
): Promise<T> {
  const late = new AbortController();
  const timer = after(milliseconds, () => late.abort());
  try {
    return await work(AbortSignal.any([signal, late.signal]));
  } catch (cause) {
    if (signal.aborted || !late.signal.aborted) throw cause;
    const text = `${what}: it took longer than ${milliseconds / 1000} s: raise image_pull_timeout`;
    throw new DriverError("imageFailed", text, { cause, recoverable: true });
  } finally {
    timer.cancel();
  }
}
