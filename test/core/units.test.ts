import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import { parseByteSize } from "../../src/core/byte-size.ts";
import { parseDuration } from "../../src/core/duration.ts";
import { isDriverError } from "../../src/core/errors.ts";

describe("parseDuration()", () => {
  test.each([
    ["0", 0],
    ["30s", 30_000],
    ["1h30m", 5_400_000],
    ["1.5s", 1_500],
    [".5s", 500],
    ["250ms", 250],
    ["1us", 0.001],
    ["5m0s", 300_000],
  ])("reads %p as %p ms", (text, milliseconds) => {
    expect(parseDuration(text)).toBeCloseTo(milliseconds, 9);
  });

  test.each(["", "5", "m", "5 m", "5d", "1h-5m", "five"])("refuses %p with an example", (text) => {
    expect(() => parseDuration(text)).toThrow(`"${text}" is not a duration`);
  });

  test("refuses what is too long for Go's own durations, and shows the beginning of an endless one", () => {
    expect(parseDuration("2562047h")).toBe(2_562_047 * 3_600_000);
    expect(() => parseDuration("2562048h")).toThrow("is not a duration");
    const refused = () => parseDuration(`${"11h".repeat(300_000)}!`);
    expect(refused).toThrow(/^"(11h){33}1" is not a duration/);
  });

  test("reads what whole units add up to", () => {
    fc.assert(
      fc.property(fc.nat(500), fc.nat(59), fc.nat(59), (hours, minutes, seconds) => {
        expect(parseDuration(`${hours}h${minutes}m${seconds}s`)).toBe(((hours * 60 + minutes) * 60 + seconds) * 1000);
      }),
    );
  });
});

describe("parseByteSize()", () => {
  test.each([
    ["0", 0],
    ["512", 512],
    ["512b", 512],
    ["32m", 32 * 1024 ** 2],
    ["32M", 32 * 1024 ** 2],
    ["32mb", 32 * 1024 ** 2],
    ["32 MB", 32 * 1024 ** 2],
    ["1.5g", 1.5 * 1024 ** 3],
    ["1k", 1024],
  ])("reads %p as %p bytes", (text, bytes) => {
    expect(parseByteSize(text)).toBe(bytes);
  });

  test.each(["", "m", "-1", "1t", "9999999999g", "1 2m"])("refuses %p with an example", (text) => {
    expect(() => parseByteSize(text)).toThrow(`"${text}" is not a size`);
  });

  test("never throws anything but a DriverError", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        try {
          expect(parseByteSize(text)).toBeGreaterThanOrEqual(0);
        } catch (error) {
          expect(isDriverError(error, "invalidConfig")).toBe(true);
        }
      }),
    );
  });
});
