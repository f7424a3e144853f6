import { expect, test } from "bun:test";
import { Slots } from "../../src/core/slots.ts";

const never = new AbortController().signal;

/** Notes who has had a turn. */
function taker(slots: Slots) {
  const turns: string[] = [];
  const take = async (name: string, signal: AbortSignal = never) => {
    const release = await slots.take(signal);
    turns.push(name);
    return release;
  };
  return { turns, take };
}

test("Slots lets so many in at a time, and the others in turn", async () => {
  const { turns, take } = taker(new Slots(2));
  const [first, second] = await Promise.all([take("a"), take("b")]);
  const third = take("c");
  const fourth = take("d");
  await Bun.sleep(1);
  expect(turns).toEqual(["a", "b"]);
  first();
  const release = await third;
  expect(turns).toEqual(["a", "b", "c"]);
  release();
  (await fourth)();
  second();
  await Promise.all([take("e"), take("f")]);
  expect(turns).toEqual(["a", "b", "c", "d", "e", "f"]);
});

test("Slots skips a waiter that has given up", async () => {
  const { turns, take } = taker(new Slots(1));
  const release = await take("a");
  const impatient = new AbortController();
  const left = take("b", impatient.signal);
  const next = take("c");
  impatient.abort(new Error("enough"));
  await expect(left).rejects.toThrow("enough");
  release();
  await next;
  expect(turns).toEqual(["a", "c"]);
  await expect(take("d", impatient.signal)).rejects.toThrow("enough");
});
