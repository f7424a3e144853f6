import { expect, test } from "bun:test";
import fc from "fast-check";
import { ChunkedBody } from "../../../src/podman/http/chunked-body.ts";

/** What a decoder makes of text that comes in pieces of a length. */
function decode(text: string, length = 1): { readonly body: string; readonly ended: boolean } {
  const chunked = new ChunkedBody();
  const bytes = Buffer.from(text, "latin1");
  let body = "";
  for (let offset = 0; offset < bytes.length; offset += length) {
    chunked.push(bytes.subarray(offset, offset + length), (payload) => {
      body += Buffer.from(payload).toString("latin1");
    });
  }
  return { body, ended: chunked.ended };
}

test("ChunkedBody gives the payloads back, however the bytes are cut", () => {
  const payloads = fc.array(
    fc.uint8Array({ minLength: 1, maxLength: 99 }).map((bytes) => Buffer.from(bytes).toString("latin1")),
  );
  fc.assert(
    fc.property(payloads, fc.integer({ min: 1, max: 40 }), (parts, length) => {
      const text = `${parts.map((part) => `${part.length.toString(16)}\r\n${part}\r\n`).join("")}0\r\n\r\n`;
      expect(decode(text, length)).toEqual({ body: parts.join(""), ended: true });
    }),
  );
});

test.each([
  ["extensions and trailers", "3;a=b\r\nabc\r\n0\r\nX: y\r\n\r\n", { body: "abc", ended: true }],
  ["what follows the end", "1\r\na\r\n0\r\n\r\nmore", { body: "a", ended: true }],
  ["no last chunk", "3\r\nabc\r\n", { body: "abc", ended: false }],
  ["half a chunk", "5\r\nab", { body: "ab", ended: false }],
])("ChunkedBody reads %s", (_, text, result) => {
  expect(decode(text)).toEqual(result);
});

test.each([
  ["no length", "zz\r\n"],
  ["an empty length", "\r\n"],
  ["a negative length", "-1\r\n"],
  ["a length without end", "1".repeat(13)],
  ["a line without end", `1;${"x".repeat(300)}`],
  ["a chunk that is longer than it says", "1\r\nabc\r\n"],
])("ChunkedBody refuses %s", (_, text) => {
  expect(() => decode(`${text}\r\n`)).toThrow(expect.objectContaining({ name: "BrokenChunks" }));
});
