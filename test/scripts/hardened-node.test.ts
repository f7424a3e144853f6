import { expect, test } from "bun:test";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pluginPolicyOptions } from "../../src/config/plugin-options/policy-options.ts";
import { validatePluginOptions } from "../../src/config/validate.ts";
import { hardenedNode } from "../fixtures/hardened-node.ts";
import { repository } from "../lab/paths.ts";

const text = readFileSync(join(repository, "docs/operations.md"), "utf8");
const section = /^## A hardened node$([\s\S]*?)(?=^## |$(?![\s\S]))/m.exec(text)?.[1] ?? "";
/** `file`: "name", as the section writes what holds a claim. */
const tests = [...section.matchAll(/`(test\/[^`]+)`: "([^"]+)"/g)].map(([, file = "", name = ""]) => [file, name] as const);

/** The options of the section's HCL, a nested block as an object. */
function documentedOptions(): unknown {
  const config = /^ {2}config \{\n([\s\S]*?)^ {2}\}$/m.exec(section)?.[1] ?? "";
  const members = config
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .map((line) => line.replace(/^(\w+) \{ (\w+) = (\w+) \}$/, '"$1": { "$2": $3 }').replace(/^(\w+)\s+= (.*)$/, '"$1": $2'));
  return JSON.parse(`{${members.join(",")}}`);
}

test("the configuration of a hardened node is the one that is tested, valid, and closes every policy switch", () => {
  expect(documentedOptions()).toEqual(hardenedNode);
  expect(() => validatePluginOptions(hardenedNode)).not.toThrow();
  const switches = Object.keys(pluginPolicyOptions).filter((name) => name.startsWith("allow_"));
  expect(switches.length).toBeGreaterThan(3);
  expect(Object.keys(hardenedNode)).toEqual(expect.arrayContaining(switches));
});

test("each claim on a hardened node has a test", () => {
  const rows = section.split("\n").filter((line) => line.startsWith("| ") && !/^\| (?:a hostile job|---)/.test(line));
  expect(rows.length).toBeGreaterThan(10);
  expect(rows.filter((row) => !/`test\/[^`]+`: "/.test(row))).toEqual([]);
});

test.each(tests)("%s has %p, which the section on a hardened node names", (file, name) => {
  expect(readFileSync(join(repository, file), "utf8")).toContain(`"${name}"`);
});
