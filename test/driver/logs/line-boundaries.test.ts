import { expect, test } from "bun:test";
import { endOfWrite } from "../../../src/driver/logs/line-boundaries.ts";

const unlimited = Number.POSITIVE_INFINITY;

test.each([
  ["all of it, where there is room", "one\ntwo", 0, unlimited, unlimited, "one\ntwo"],
  ["whole lines, where there is less", "one\ntwo\nthree\n", 0, 10, 16, "one\ntwo\n"],
  ["a line that just fits", "one\ntwo\nthree\n", 0, 8, 16, "one\ntwo\n"],
  ["nothing yet of a line that will fit", "a longer line\n", 0, 10, 16, ""],
  ["nothing without room", "one\n", 0, 0, 16, ""],
  ["as much as a pipe holds of a line that is longer", "a very, very long line\n", 0, 16, 16, "a very, very lon"],
  ["the rest of a line alone", "one\ntwo\n", 1, unlimited, unlimited, "ne\n"],
  ["a part of that rest, when there is no more room", "long line\ntwo\n", 1, 3, 16, "ong"],
  ["none of that rest, when there is none", "long line\ntwo\n", 1, 0, 16, ""],
])("endOfWrite() lets through %s", (_, text, from, room, capacity, wanted) => {
  const payload = Buffer.from(text);
  const to = endOfWrite(payload, from, payload.length, room, capacity);
  expect(payload.subarray(from, to).toString()).toBe(wanted);
});

test("endOfWrite() goes no further than the given end", () => {
  const payload = Buffer.from("one\ntwo\nthr");
  expect(endOfWrite(payload, 0, 8, unlimited, unlimited)).toBe(8);
  expect(endOfWrite(payload, 5, 6, unlimited, unlimited)).toBe(6);
});
