/** What is fuzzed: cases, and what must hold of each. */
import { expect } from "bun:test";
import type { Arbitrary } from "fast-check";
import { isDriverError } from "../../src/core/errors.ts";

/** A reader of something that comes from outside. */
export interface Target {
  readonly name: string;
  readonly cases: Arbitrary<unknown>;
  /** Throws when the reader did not take or reject the case as it must. */
  readonly check: (value: unknown) => void | Promise<void>;
  /** How often it runs where others run once: for what is slow. 1 when unset. */
  readonly share?: number;
  /** Ends what the checks share. */
  readonly close?: () => void | Promise<void>;
}

/** A target whose cases are of one type. */
export function target<Value>(
  name: string,
  cases: Arbitrary<Value>,
  check: (value: Value) => void | Promise<void>,
  more: Pick<Target, "share" | "close"> = {},
): Target {
  return { name, cases, check: check as Target["check"], ...more };
}

/** The longest message of an error, in UTF-16 units: 20 problems with a value of 200 and a reason each, and room. */
const longestMessage = 20_000;

/** Control characters, also those of Unicode, line separators and marks that turn the direction of text. */
const control = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;

/** Fails unless the text is one line of bounded length that a terminal can be given. */
export function expectLine(text: string): void {
  const found = control.exec(text);
  if (found !== null) throw new Error(`a raw character ${JSON.stringify(found[0])} in ${JSON.stringify(text.slice(0, 500))}`);
  expect(text.length).toBeLessThan(longestMessage);
  expect(text.trim()).not.toBe("");
}

/** The message of the error that the work ends with; undefined when it ends well. Anything but a DriverError is thrown again. */
export function rejection(work: () => unknown): string | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    return messageOfRejection(error);
  }
}

/** As {@link rejection}. */
export async function laterRejection(work: () => Promise<unknown>): Promise<string | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    return messageOfRejection(error);
  }
}

function messageOfRejection(error: unknown): string {
  if (!isDriverError(error)) throw error;
  expectLine(error.message);
  return error.message;
}
