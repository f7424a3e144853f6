import { afterEach, beforeEach, describe, expect, jest, test } from "bun:test";
import { after, every, sleep, timeoutSignal } from "../../src/platform/timers.ts";

const month = 720 * 3_600_000;

beforeEach(() => {
  jest.useFakeTimers();
});

afterEach(() => {
  jest.useRealTimers();
});

/** Time passes. In steps: Bun takes no more than 2^31 - 1 ms at once, and says nothing. */
function pass(milliseconds: number): void {
  for (let rest = milliseconds; rest > 0; rest -= 2 ** 30) jest.advanceTimersByTime(Math.min(rest, 2 ** 30));
}

/** How often it was called. */
function counter(): (() => void) & { calls: number } {
  const count = () => {
    count.calls += 1;
  };
  count.calls = 0;
  return count;
}

describe.each([10, 2 ** 31 - 1, 2 ** 31, month, 3 * month])("%p ms", (milliseconds) => {
  test("after() waits them out, once", () => {
    const count = counter();
    after(milliseconds, count);
    pass(milliseconds - 1);
    expect(count.calls).toBe(0);
    pass(1 + 2 * milliseconds);
    expect(count.calls).toBe(1);
  });

  test("every() waits them out each time, until it is cancelled", () => {
    const count = counter();
    const timer = every(milliseconds, count);
    pass(2 * milliseconds - 1);
    expect(count.calls).toBe(1);
    pass(1);
    expect(count.calls).toBe(2);
    timer.cancel();
    pass(2 * milliseconds);
    expect(count.calls).toBe(2);
  });

  test("after() never fires once it is cancelled", () => {
    const count = counter();
    const timer = after(milliseconds, count);
    pass(milliseconds - 1);
    timer.cancel();
    pass(2 * milliseconds);
    expect(count.calls).toBe(0);
  });

  test("sleep() sleeps them, unless it is aborted", async () => {
    const slept = counter();
    const aborted = new AbortController();
    const cut = sleep(milliseconds, aborted.signal);
    const whole = sleep(milliseconds).then(slept);
    pass(milliseconds - 1);
    await Promise.resolve();
    expect(slept.calls).toBe(0);
    aborted.abort(new Error("enough"));
    await expect(cut).rejects.toThrow("enough");
    pass(1);
    await whole;
    expect(slept.calls).toBe(1);
  });

  test("timeoutSignal() aborts after them", () => {
    const signal = timeoutSignal(milliseconds);
    pass(milliseconds - 1);
    expect(signal.aborted).toBe(false);
    pass(1);
    expect(signal.aborted).toBe(true);
  });
});

test("every() may be cancelled by what it calls", () => {
  const count = counter();
  const timer = every(10, () => {
    count();
    timer.cancel();
  });
  pass(100);
  expect(count.calls).toBe(1);
});
