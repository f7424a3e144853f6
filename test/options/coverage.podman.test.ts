import { expect, test } from "bun:test";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pluginOptionTable } from "../../src/config/plugin-options/plugin-options.ts";
import { taskOptionTable } from "../../src/config/task-options/task-options.ts";
import { repository } from "../lab/paths.ts";
import { pluginOptionsCoveredBy, taskOptionsCoveredBy } from "./covered-by.ts";
import { machines } from "./machines.ts";
import { allRows } from "./rows/all.ts";

test.each([
  ["task", taskOptionTable, taskOptionsCoveredBy],
  ["plugin", pluginOptionTable, pluginOptionsCoveredBy],
])("every option of the %s is covered by exactly one named test", (_, table, covered) => {
  expect(Object.values(covered).flat().sort()).toEqual(Object.keys(table).sort());
});

test.each([...Object.entries(taskOptionsCoveredBy), ...Object.entries(pluginOptionsCoveredBy)])(
  "%s names the options that it covers",
  (file, options) => {
    const text = readFileSync(join(repository, file), "utf8");
    expect(options.filter((option) => !new RegExp(`\\b${option}\\b`).test(text))).toEqual([]);
  },
);

const nodes = Object.values(machines);

test.each(allRows.filter(({ unless }) => unless !== undefined))(
  "a machine of the suites can check $option: $what",
  ({ unless }) => {
    expect(nodes.some((node) => unless?.(node) === false)).toBe(true);
  },
);

test("every option of a table of rows has a row that checks a running container", () => {
  const checked = new Set(allRows.map(({ option }) => option.replace(/^plugin\.(\w+).*/, "plugin.$1")));
  const inRows = (covered: Readonly<Record<string, readonly string[]>>) =>
    Object.entries(covered).flatMap(([file, options]) => (file.includes("/rows/") ? options : []));
  const wanted = [...inRows(taskOptionsCoveredBy), ...inRows(pluginOptionsCoveredBy).map((option) => `plugin.${option}`)];
  expect(wanted.filter((option) => !checked.has(option))).toEqual([]);
});
