import { patient } from "./patience.ts";

/** Bounds of waitFor. */
export interface WaitOptions {
  /** Milliseconds until it gives up, on a machine of its own (see {@link patient}); 30 s when unset. */
  readonly timeout?: number;
  /** Milliseconds between two looks; 100 when unset. */
  readonly interval?: number;
}

/**
 * Looks again and again until `look` answers something other than undefined or false, and answers that.
 *
 * @throws Error "gave up waiting for WHAT" with the last error or look as its cause, when the time is over
 */
export async function waitFor<Found>(
  what: string,
  look: () => Promise<Found | undefined | false> | Found | undefined | false,
  options: WaitOptions = {},
): Promise<Found> {
  const timeout = patient(options.timeout ?? 30_000);
  const deadline = performance.now() + timeout;
  let cause: unknown;
  for (;;) {
    try {
      const found = await look();
      if (found !== undefined && found !== false) {
        return found;
      }
    } catch (error) {
      cause = error;
    }
    if (performance.now() > deadline) {
      const why = cause instanceof Error ? `: ${cause.message}` : "";
      throw new Error(`gave up waiting for ${what} after ${timeout / 1000} s${why}`, { cause });
    }
    await Bun.sleep(options.interval ?? 100);
  }
}
