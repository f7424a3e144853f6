import { expect, test } from "bun:test";
import { DriverError, messageOf } from "../../src/core/errors.ts";
import { optionMessage } from "../../src/core/option-error.ts";
import { printable } from "../../src/core/printable.ts";

test.each([
  ["a plain text — with “quotes” and 🐘", "a plain text — with “quotes” and 🐘"],
  ["two\n\n  lines\r\n", "two lines"],
  ["a\u2028b\u0085c", "a b c"],
  ["a\tb", "a b"],
  ["\x1b]0;title\x07", "\\u001b]0;title\\u0007"],
  ["a\0b\x7f\x9b", "a\\u0000b\\u007f\\u009b"],
  ["abc\u202etxt.exe", "abc\\u202etxt.exe"],
])("printable(%j) is %j", (text, line) => {
  expect(printable(text)).toBe(line);
});

test("a text of a megabyte is printable at once", () => {
  for (const part of ["\n", " ", "\t\n", "\x1b", "a"]) {
    expect(printable(part.repeat(1_000_000 / part.length)).length).toBeLessThanOrEqual(6_000_000);
  }
});

test.each([
  ["a DriverError", () => new DriverError("imageFailed", "no\x1b[31m image\nthere").message],
  ["a foreign error", () => messageOf(new Error("no\x1b[31m image\nthere"))],
])("%s has no control characters in its message", (_, message) => {
  expect(message()).toBe("no\\u001b[31m image there");
});

test("a message about an option has no control characters of its name", () => {
  expect(optionMessage("labels.\x1b[31m", 1, "must not\nbe")).toBe("labels.\\u001b[31m = 1: must not be");
});
