import { DriverError } from "../../core/errors.ts";

/** Work that several tasks may want at once: done once, and cancelled when nobody waits for it any more. */
export class SharedPulls<Progress> {
  readonly #running = new Map<string, Shared<Progress>>();

  /**
   * Joins the work of that key, or begins it. `onProgress` gets what is reported from now on. Aborting leaves the work to the
   * others; the last one to leave cancels it.
   *
   * @throws DriverError `cancelled` when the signal is aborted first, else what the work throws
   */
  async join(
    key: string,
    begin: (signal: AbortSignal, report: (progress: Progress) => void) => Promise<string>,
    onProgress: (progress: Progress) => void,
    signal: AbortSignal,
  ): Promise<string> {
    if (signal.aborted) throw gaveUp(signal);
    let shared = this.#running.get(key);
    if (shared === undefined) {
      shared = new Shared<Progress>(begin);
      this.#running.set(key, shared);
      const mine = shared;
      const forget = () => {
        if (this.#running.get(key) === mine) this.#running.delete(key);
      };
      shared.result.then(forget, forget);
    }
    const left = Promise.withResolvers<never>();
    const leave = () => left.reject(gaveUp(signal));
    signal.addEventListener("abort", leave, { once: true });
    shared.listeners.add(onProgress);
    try {
      return await Promise.race([shared.result, left.promise]);
    } finally {
      signal.removeEventListener("abort", leave);
      shared.listeners.delete(onProgress);
      if (shared.listeners.size === 0) {
        // A newcomer must not join what is being cancelled.
        if (this.#running.get(key) === shared) this.#running.delete(key);
        shared.cancel.abort();
      }
    }
  }
}

class Shared<Progress> {
  readonly cancel = new AbortController();
  readonly listeners = new Set<(progress: Progress) => void>();
  readonly result: Promise<string>;

  constructor(begin: (signal: AbortSignal, report: (progress: Progress) => void) => Promise<string>) {
    this.result = begin(this.cancel.signal, (progress) => {
      for (const listener of this.listeners) listener(progress);
    });
    // Everybody may have left before it fails.
    this.result.catch(() => undefined);
  }
}

function gaveUp(signal: AbortSignal): DriverError {
  return new DriverError("cancelled", "nobody waits for the image any more", { cause: signal.reason });
}
