import { describe, expect, test } from "bun:test";
import { AsyncQueue } from "../../src/core/async-queue.ts";

async function collect<T>(queue: AsyncQueue<T>): Promise<T[]> {
  const values: T[] = [];
  for await (const value of queue) values.push(value);
  return values;
}

describe("AsyncQueue", () => {
  test("hands over what was pushed before and while it is read, in order", async () => {
    const queue = new AsyncQueue<number>(10);
    queue.push(1);
    const collected = collect(queue);
    await Promise.resolve();
    queue.push(2);
    queue.push(3);
    queue.end();
    expect(await collected).toEqual([1, 2, 3]);
  });

  test("drops the oldest when the consumer lags", async () => {
    const queue = new AsyncQueue<number>(2);
    for (const value of [1, 2, 3, 4]) queue.push(value);
    queue.end();
    expect(await collect(queue)).toEqual([3, 4]);
  });

  test("takes nothing after its end", async () => {
    const queue = new AsyncQueue<number>(2);
    queue.end();
    queue.push(1);
    expect(await collect(queue)).toEqual([]);
  });
});
