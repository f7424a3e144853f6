import type { Fingerprint } from "../../../src/core/task-status.ts";
import type { Driver } from "../../../src/driver/api.ts";

/** The fingerprints of a driver, one by one. */
export function openFingerprints(driver: Driver) {
  const ended = new AbortController();
  const stream = driver.fingerprint(ended.signal)[Symbol.asyncIterator]();
  return {
    /** The next one that is wanted. */
    async next(wanted: (fingerprint: Fingerprint) => boolean): Promise<Fingerprint> {
      for (;;) {
        const { value, done } = await stream.next();
        if (done === true) throw new Error("the stream ended");
        if (wanted(value)) return value;
      }
    },
    [Symbol.dispose]: () => ended.abort(),
  };
}
