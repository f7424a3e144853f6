import { expect, test } from "bun:test";
import fc from "fast-check";
import { jsonLines } from "../../src/codec/json-lines.ts";

async function* pieces(bytes: Uint8Array, length: number): AsyncGenerator<Uint8Array> {
  // One buffer for all, as a source that reuses its memory would hand on.
  const buffer = new Uint8Array(length);
  for (let offset = 0; offset < bytes.length; offset += length) {
    const piece = bytes.subarray(offset, offset + length);
    buffer.set(piece);
    yield buffer.subarray(0, piece.length);
  }
}

const encode = (text: string) => new TextEncoder().encode(text);
const all = (text: string | Uint8Array, length = 5, limit?: number) =>
  Array.fromAsync(jsonLines(pieces(typeof text === "string" ? encode(text) : text, length), "read events", limit));

test("jsonLines gives every value back, however the chunks are cut", () =>
  fc.assert(
    fc.asyncProperty(fc.array(fc.jsonValue(), { maxLength: 8 }), fc.integer({ min: 1, max: 40 }), async (values, length) => {
      const wanted = values.map((value): unknown => JSON.parse(JSON.stringify(value)));
      expect(await all(values.map((value) => `${JSON.stringify(value)}\n`).join(""), length)).toEqual(wanted);
    }),
  ));

test.each([
  ["no line at all", "", []],
  ["a last line without a line feed", '{"a":1}\n{"b":2}', [{ a: 1 }, { b: 2 }]],
  ["empty lines and carriage returns", '\n\r\n {"a":1}\r\n\n', [{ a: 1 }]],
  ["characters of several bytes across chunks", '"grün €"\n', ["grün €"]],
])("jsonLines reads %s", async (_, text, values) => {
  expect(await all(text, 1)).toEqual(values);
});

test.each([
  ["no JSON", "nonsense\n", 'Podman: read events: unexpected response: a line is no JSON: "nonsense"'],
  ["a value that ends too early", '{"a":', "no JSON"],
  ["a long wrong line in part only", `${"x".repeat(500)}\n`, `"${"x".repeat(80)}"`],
])("jsonLines rejects %s", async (_, text, message) => {
  await expect(all(text)).rejects.toMatchObject({ code: "badReply", message: expect.stringContaining(message) });
});

test("jsonLines rejects what is not UTF-8", async () => {
  await expect(all(Uint8Array.of(34, 0xc3, 0x28, 34, 10))).rejects.toMatchObject({ code: "badReply" });
});

test.each([1, 7, 1000])(
  "jsonLines rejects a line over the limit in chunks of %d bytes and accepts one at it",
  async (length) => {
    const line = JSON.stringify("x".repeat(98));
    expect(await all(`${line}\n`, length, 100)).toEqual(["x".repeat(98)]);
    await expect(all(`${line}\n`, length, 99)).rejects.toMatchObject({
      code: "badReply",
      message: expect.stringContaining("99 bytes"),
    });
  },
);
