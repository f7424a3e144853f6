import { expect, test } from "bun:test";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type ErrorCode, type ErrorEntry, errorCodes } from "../../src/core/error-codes.ts";
import { repository } from "../lab/paths.ts";

const entries = Object.entries(errorCodes) as [ErrorCode, ErrorEntry][];

/** All code but the catalogue, with each run of white space as one blank. */
const code = [...new Bun.Glob("src/**/*.ts").scanSync(repository)]
  .filter((file) => file !== "src/core/error-codes.ts")
  .map((file) => readFileSync(join(repository, file), "utf8").replaceAll(/\s+/g, " "))
  .join(" ");

test.each(entries.filter(([name]) => name !== "taskNotFound"))(
  "the code has the words of each message of %s",
  (_, { texts }) => {
    // core/option-error.ts writes what stands before the reason.
    const words = texts.flatMap((text) => text.replace(/^.* = …/, "").split(/…|:/)).filter((part) => /\w/.test(part));
    expect(words.filter((part) => !code.includes(part.trim()))).toEqual([]);
  },
);

test.each(entries)("%s is the code of some error", (name) => {
  expect(code).toContain(`"${name}"`);
});

test.each(entries)("%s is never recoverable where the catalogue says so", (name, { recoverable }) => {
  const thrown = code.match(new RegExp(`DriverError\\( ?"${name}".*?\\);`, "g")) ?? [];
  expect(recoverable === false ? thrown.filter((call) => call.includes("recoverable: true")) : []).toEqual([]);
});
