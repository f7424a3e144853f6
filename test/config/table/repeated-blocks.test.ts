import { expect, test } from "bun:test";
import type { OptionTable } from "../../../src/config/table/option.ts";
import { taskOptionTable } from "../../../src/config/task-options/task-options.ts";
import { loadDialect } from "../../../src/dialects/load.ts";
import { driverNames } from "../../../src/dialects/names.ts";

/** Options of repeated blocks whose type Nomad's decoder takes from the value. */
function open(table: OptionTable, repeated: boolean, path = ""): readonly string[] {
  return Object.entries(table).flatMap(([name, option]) => {
    if (option.kind === "block") return open(option.options, repeated || option.repeated === true, `${path}${name}.`);
    return repeated && option.kind === undefined && option.type === "any" ? [`${path}${name}`] : [];
  });
}

// The elements of a list have one type in go-cty: two blocks that differ make Nomad's agent panic.
test.each(driverNames)("no option of %s in a repeated block is of any type", async (name) => {
  const { pluginTable, taskTable } = await loadDialect(name, "/opt/nomad/plugins");
  expect([...open(pluginTable, false), ...open(taskTable, false), ...open(taskOptionTable, false)]).toEqual([]);
});
