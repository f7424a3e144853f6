import { expect, test } from "bun:test";
import { pluginOptionTable } from "../../src/config/plugin-options/plugin-options.ts";
import type { OptionTable } from "../../src/config/table/option.ts";
import { taskOptionTable } from "../../src/config/task-options/task-options.ts";
import { goDriverOptions } from "./go-driver-options.ts";

/** The options that docs/options.md says the Go driver has: those without an origin, in blocks without one. */
function notNew(table: OptionTable, path = ""): string[] {
  return Object.entries(table).flatMap(([name, option]) => {
    if (option.origin !== undefined) return [];
    return [`${path}${name}`, ...(option.kind === "block" ? notNew(option.options, `${path}${name}.`) : [])];
  });
}

test.each([
  ["plugin", pluginOptionTable],
  ["task", taskOptionTable],
] as const)("the options of the %s that are not marked as new are those of the Go driver", (kind, table) => {
  expect(notNew(table).sort()).toEqual([...goDriverOptions[kind]].sort());
});
