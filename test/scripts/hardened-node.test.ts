import { expect, test } from "bun:test";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { repository } from "../lab/paths.ts";

const text = readFileSync(join(repository, "docs/operations.md"), "utf8");
const section = /^## A hardened node$([\s\S]*?)(?=^## |$(?![\s\S]))/m.exec(text)?.[1] ?? "";
/** `file`: "name", as the section writes what holds a claim. */
const tests = [...section.matchAll(/`(test\/[^`]+)`: "([^"]+)"/g)].map(([, file = "", name = ""]) => [file, name] as const);

test("each claim on a hardened node has a test", () => {
  const rows = section.split("\n").filter((line) => line.startsWith("| ") && !/^\| (?:a hostile job|---)/.test(line));
  expect(rows.length).toBeGreaterThan(10);
  expect(rows.filter((row) => !/`test\/[^`]+`: "/.test(row))).toEqual([]);
});

test.each(tests)("%s has %p, which the section on a hardened node names", (file, name) => {
  expect(readFileSync(join(repository, file), "utf8")).toContain(`"${name}"`);
});
