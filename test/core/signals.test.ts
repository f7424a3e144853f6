import { describe, expect, test } from "bun:test";
import { isDriverError } from "../../src/core/errors.ts";
import { parseSignal, signalName } from "../../src/core/signals.ts";

describe("parseSignal()", () => {
  test.each([
    ["SIGHUP", 1],
    ["HUP", 1],
    ["hup", 1],
    ["1", 1],
    [" SIGTERM ", 15],
    ["SIGRTMIN", 34],
    ["SIGRTMIN+3", 37],
    ["RTMAX-1", 63],
    ["64", 64],
  ])("reads %p as %p", (text, number) => {
    expect(parseSignal(text)).toBe(number);
  });

  test.each(["", "SIG", "NOPE", "0", "65", "-1", "SIGRTMIN+40", "1.5"])("refuses %p and names it", (text) => {
    try {
      parseSignal(text);
      throw new Error("accepted");
    } catch (error) {
      expect(isDriverError(error, "invalidRequest")).toBe(true);
      expect(String(error)).toContain(`signal "${text}" is not known`);
    }
  });
});

describe("signalName()", () => {
  test.each([
    [15, "SIGTERM"],
    [9, "SIGKILL"],
    [50, "50"],
  ])("gives %p the name %p", (number, name) => {
    expect(signalName(number)).toBe(name);
  });
});
