import { expect, test } from "bun:test";
import { TorrentCheck } from "./torrent.ts";

const data = Buffer.from(Array.from({ length: 3_000 }, (_, line) => `line ${line} ${"x".repeat(60)}\n`).join(""));
const endOf = (line: number) => data.indexOf(`line ${line + 1} `);

function check(...parts: readonly Uint8Array[]): TorrentCheck {
  const checked = new TorrentCheck(data);
  for (const part of parts) for (let at = 0; at < part.length; at += 999) checked.take(part.subarray(at, at + 999));
  return checked;
}

test("the torrent check takes what was written, round after round", () => {
  expect(check(data, data, data.subarray(0, 500))).toMatchObject({
    problem: undefined,
    repeats: [],
    arrived: 2 * data.length + 500,
  });
});

test("the torrent check takes whole lines that come twice, also from the round before", () => {
  const [ten, twenty] = [endOf(10), endOf(20)];
  expect(check(data.subarray(0, twenty), data.subarray(ten))).toMatchObject({
    problem: undefined,
    repeats: [twenty - ten],
    arrived: data.length,
  });
  expect(check(data, data.subarray(0, ten), data.subarray(endOf(2_900)), data)).toMatchObject({
    problem: undefined,
    arrived: 2 * data.length,
  });
});

test.each([
  ["a line that is missing", [data.subarray(0, endOf(5)), data.subarray(endOf(6))]],
  ["a byte that is missing", [data.subarray(0, endOf(5) + 3), data.subarray(endOf(5) + 4)]],
  ["a byte that is new", [data.subarray(0, endOf(5) + 3), Buffer.from("y"), data.subarray(endOf(5) + 3)]],
  ["a line that is torn before lines come twice", [data.subarray(0, endOf(20) + 30), data.subarray(endOf(10))]],
])("the torrent check finds %s", (_, parts) => {
  expect(check(...parts).problem).toBeString();
});
