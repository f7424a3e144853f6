import { compareClocks } from "./clock-steps.ts";

/**
 * Every timer of the program. The runtime's own take at most 2^31 - 1 ms, some 24 days, and go off at once when they are
 * set to more: options and Nomad's calls may say more (`./scripts/check` finds a timer that is set elsewhere).
 */
const longestTimer = 2 ** 31 - 1;

/** A timer that is set. */
export interface LongTimer {
  /** Once cancelled it never goes off. May be called at any time. */
  cancel(): void;
  /** The timer alone does not keep the process alive. */
  unref(): LongTimer;
}

class ChainedTimer implements LongTimer {
  readonly #milliseconds: number;
  readonly #action: () => void;
  readonly #repeated: boolean;
  #alive = true;
  #timer: Timer | undefined;

  constructor(milliseconds: number, action: () => void, repeated: boolean) {
    this.#milliseconds = milliseconds;
    this.#action = action;
    this.#repeated = repeated;
    this.#set(milliseconds);
  }

  cancel(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  unref(): LongTimer {
    this.#alive = false;
    this.#timer?.unref();
    return this;
  }

  #set(milliseconds: number): void {
    const rest = milliseconds - longestTimer;
    this.#timer = setTimeout(() => (rest > 0 ? this.#set(rest) : this.#fire()), Math.min(milliseconds, longestTimer));
    if (!this.#alive) this.#timer.unref();
  }

  #fire(): void {
    this.#timer = undefined;
    compareClocks();
    if (this.#repeated) this.#set(this.#milliseconds);
    this.#action();
  }
}

/** Calls `action` once, after any number of milliseconds. */
export function after(milliseconds: number, action: () => void): LongTimer {
  return new ChainedTimer(milliseconds, action, false);
}

/** Calls `action` every n milliseconds. */
export function every(milliseconds: number, action: () => void): LongTimer {
  return new ChainedTimer(milliseconds, action, true);
}

/** Resolves after n milliseconds; rejects with the signal's reason when it is aborted first. */
export function sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const timer = after(milliseconds, () => {
      signal?.removeEventListener("abort", stop);
      resolve();
    });
    const stop = () => {
      timer.cancel();
      reject(signal?.reason);
    };
    signal?.addEventListener("abort", stop, { once: true });
  });
}

/** A signal that aborts after n milliseconds; its timer does not keep the process alive. */
export function timeoutSignal(milliseconds: number): AbortSignal {
  const late = new AbortController();
  after(milliseconds, () => late.abort(new DOMException("the time is up", "TimeoutError"))).unref();
  return late.signal;
}
