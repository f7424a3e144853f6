import type { Clock } from "../core/clock.ts";
import { sleep } from "../platform/timers.ts";

/** The machine's clocks. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  sleep,
};
