import { expect, test } from "bun:test";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pluginOptionTable } from "../../src/config/plugin-options/plugin-options.ts";
import { taskOptionTable } from "../../src/config/task-options/task-options.ts";
import { repository } from "../lab/paths.ts";
import { pluginOptionsHeldBy, taskOptionsHeldBy } from "./held-by.ts";
import { machines } from "./machines.ts";
import { allRows } from "./rows/all.ts";

test.each([
  ["task", taskOptionTable, taskOptionsHeldBy],
  ["plugin", pluginOptionTable, pluginOptionsHeldBy],
])("every option of the %s is held by exactly one test that is named", (_, table, held) => {
  expect(Object.values(held).flat().sort()).toEqual(Object.keys(table).sort());
});

test.each([...Object.entries(taskOptionsHeldBy), ...Object.entries(pluginOptionsHeldBy)])(
  "%s names the options that it holds",
  (file, options) => {
    const text = readFileSync(join(repository, file), "utf8");
    expect(options.filter((option) => !new RegExp(`\\b${option}\\b`).test(text))).toEqual([]);
  },
);

const nodes = Object.values(machines);

test.each(allRows.filter(({ unless }) => unless !== undefined))(
  "a machine on which the suites are run can look at $option: $what",
  ({ unless }) => {
    expect(nodes.some((node) => unless?.(node) === false)).toBe(true);
  },
);

test("every option of a table of rows has a row that looks at a running container", () => {
  const looked = new Set(allRows.map(({ option }) => option.replace(/^plugin\.(\w+).*/, "plugin.$1")));
  const inRows = (held: Readonly<Record<string, readonly string[]>>) =>
    Object.entries(held).flatMap(([file, options]) => (file.includes("/rows/") ? options : []));
  const wanted = [...inRows(taskOptionsHeldBy), ...inRows(pluginOptionsHeldBy).map((option) => `plugin.${option}`)];
  expect(wanted.filter((option) => !looked.has(option))).toEqual([]);
});
