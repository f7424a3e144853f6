import { describe, expect, test } from "bun:test";
import { encode } from "@msgpack/msgpack";
import fc from "fast-check";
import { decodeMsgpack } from "../../src/codec/msgpack.ts";
import { encodeRawMsgpack, type RawValue } from "../../src/codec/msgpack-raw.ts";
import { isDriverError } from "../../src/core/errors.ts";

const hex = (text: string): Uint8Array => new Uint8Array(Buffer.from(text.replaceAll(" ", ""), "hex"));

/** The error that decoding ends with. */
function failure(bytes: Uint8Array, limits?: { bytes: number; depth: number }): unknown {
  try {
    return decodeMsgpack(bytes, limits);
  } catch (error) {
    return error;
  }
}

describe("decodeMsgpack()", () => {
  test.each([
    ["nil", "c0", null],
    ["true", "c3", true],
    ["a small number", "2a", 42],
    ["a negative number", "ff", -1],
    ["a 64-bit number that a number holds", "cf 00 00 00 01 00 00 00 00", 2 ** 32],
    ["a 64-bit number that a number does not hold", "cf ff ff ff ff ff ff ff ff", 2n ** 64n - 1n],
    ["a double", "cb 3f e0 00 00 00 00 00 00", 0.5],
    ["a short text", "a2 68 69", "hi"],
    ["a text of the newer family", "d9 02 68 69", "hi"],
    ["bytes that are text", "c4 02 68 69", "hi"],
    ["text that is not UTF-8", "a2 ff fe", new Uint8Array([0xff, 0xfe])],
    ["text with a byte order mark", "a4 ef bb bf 61", "\ufeffa"],
    ["a list", "92 01 c0", [1, null]],
    ["an empty map", "80", {}],
    ["a map", "81 a1 61 91 a1 62", { a: ["b"] }],
    ["a list with a long length", "dc 00 01 01", [1]],
  ])("decodes %s", (_, bytes, value) => {
    expect(decodeMsgpack(hex(bytes))).toEqual(value as never);
  });

  test.each([
    ["nothing", "", "it ends early, at byte 0"],
    ["a text that is cut", "a5 68 69", "it ends early"],
    ["a length that is cut", "dd 00 00", "it ends early"],
    ["a list that claims four thousand million items", "dd ff ff ff ff", "it ends early"],
    ["a map that claims more than is there", "df ff ff ff ff 01", "it ends early"],
    ["bytes after the end", "01 02", "1 bytes follow its end"],
    ["an unknown value of go-cty", "d4 00 00", "extension type"],
    ["a timestamp", "d6 ff 00 00 00 00", "extension type"],
    ["the byte that msgpack never uses", "c1", "extension type"],
    ["a map with a list as key", "81 90 01", "key"],
    ["a map with the key __proto__", "81 a9 5f 5f 70 72 6f 74 6f 5f 5f 01", "__proto__"],
  ])("refuses %s", (_, bytes, message) => {
    const error = failure(hex(bytes));
    expect(isDriverError(error, "invalidRequest")).toBe(true);
    expect(String(error)).toContain(message);
  });

  test("keeps to its limits", () => {
    expect(decodeMsgpack(hex("91 91 01"), { bytes: 3, depth: 2 })).toEqual([[1]]);
    expect(String(failure(hex("91 91 01"), { bytes: 2, depth: 2 }))).toContain("more than the 2 allowed");
    expect(String(failure(hex("91 91 01"), { bytes: 3, depth: 1 }))).toContain("more than 1 deep");
    expect(String(failure(new Uint8Array(1_000_000).fill(0x91)))).toContain("more than 64 deep");
  });

  test("returns a value or throws a DriverError for any bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const result = failure(bytes);
        return !(result instanceof Error) || isDriverError(result, "invalidRequest");
      }),
      { numRuns: 5_000 },
    );
  });

  test("returns a value or throws a DriverError for a damaged document", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.nat(), fc.nat(255), (value, at, byte) => {
        const bytes = encode(value);
        bytes[at % bytes.byteLength] = byte;
        const result = failure(bytes);
        return !(result instanceof Error) || isDriverError(result, "invalidRequest");
      }),
      { numRuns: 2_000 },
    );
  });

  test("gives back what any JSON value was encoded from", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
        if (JSON.stringify(value).includes("__proto__")) return;
        expect(decodeMsgpack(encode(value))).toEqual(JSON.parse(JSON.stringify(value)) as never);
      }),
    );
  });
});

describe("encodeRawMsgpack()", () => {
  test.each<[string, RawValue, string]>([
    ["nil", null, "c0"],
    ["flags", [false, true], "92 c2 c3"],
    [
      "whole numbers in their shortest form",
      [0, 127, 128, 256, 65536, 2 ** 32],
      "96 00 7f cc80 cd0100 ce00010000 cf0000000100000000",
    ],
    ["negative numbers", [-1, -32, -33, -129, -32769, -(2 ** 31) - 1], "96 ff e0 d0df d1ff7f d2ffff7fff d3ffffffff7fffffff"],
    ["a fraction", 0.5, "cb 3fe0000000000000"],
    ["a text of 31 bytes", "a".repeat(31), `bf ${"61".repeat(31)}`],
    ["a text of 32 bytes without str 8", "a".repeat(32), `da0020 ${"61".repeat(32)}`],
    ["bytes as text", new Uint8Array([0xff, 0x00]), "a2 ff00"],
    ["map keys in order", { b: 1, a: 2, B: 3 }, "83 a142 03 a161 02 a162 01"],
    ["no member that is undefined", { a: undefined, b: null }, "81 a162 c0"],
    ["sixteen items", Array.from({ length: 16 }, () => 1), `dc0010 ${"01".repeat(16)}`],
  ])("writes %s", (_, value, bytes) => {
    expect(Buffer.from(encodeRawMsgpack(value)).toString("hex")).toBe(bytes.replaceAll(" ", ""));
  });

  test("writes long texts with four bytes of length", () => {
    const bytes = encodeRawMsgpack("a".repeat(70_000));
    expect(Buffer.from(bytes.subarray(0, 5)).toString("hex")).toBe("db00011170");
    expect(decodeMsgpack(bytes)).toBe("a".repeat(70_000));
  });

  test("is undone by decodeMsgpack()", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
        if (JSON.stringify(value).includes("__proto__")) return;
        const written = JSON.parse(JSON.stringify(value)) as RawValue;
        expect(decodeMsgpack(encodeRawMsgpack(written))).toEqual(written as never);
      }),
    );
  });
});
