import { describe, expect, test } from "bun:test";
import { pluginOptionTable } from "../../src/config/plugin-options/plugin-options.ts";
import type { AttributeOption, MapBlockOption, OptionTable } from "../../src/config/table/option.ts";
import { taskOptionTable } from "../../src/config/task-options/task-options.ts";
import { specOf } from "../fixtures/task-input.ts";
import { bodyWith, leaves } from "./hcl-values.ts";

/** The longest that an option takes (src/config/table/check-table.ts). */
const longest = 131_072;
/** What an expression that goes back over what it has read can be made to read again and again. */
const parts = ["0", " ", "a", "/", ":", ".", "-", ",", "=", "\n", "11h", "0:", "a:/", "a.", "//a@", "${", "1-2,", "\0"];
/** Ends that none of the forms takes, so that every way to read what is before is tried. */
const ends = ["", "!\n"];

const texts = parts.flatMap((part) => [
  ...ends.map((end) => part.repeat(longest).slice(0, longest - end.length) + end),
  part.repeat(1_000_000 / part.length),
]);

function values(option: AttributeOption | MapBlockOption, text: string): readonly unknown[] {
  const maps = [{ a: text }, { [text]: "1" }];
  if (option.kind === "mapBlock") return maps;
  const type = option.readAs ?? option.type;
  if (type === "list(string)") return [[text]];
  if (type.startsWith("list(map")) return maps;
  return type === "any" ? [text, [text]] : [text];
}

function milliseconds(work: () => void): number {
  const begun = performance.now();
  work();
  return performance.now() - begun;
}

/** What it costs to read all the texts through, and room for a machine that has other work. */
const bound =
  500 +
  10 *
    milliseconds(() => {
      for (const text of texts) JSON.parse(JSON.stringify(text));
    });

/** Carries out what the option says as far as that is possible; its complaint, if there is one. */
function complaint(work: () => unknown): string {
  try {
    work();
    return "";
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** The blocks of a table that may be repeated. */
const repeated = (table: OptionTable) =>
  Object.entries(table).flatMap(([name, option]) => (option.kind === "block" && option.repeated === true ? [name] : []));

test.each([
  ...repeated(taskOptionTable).map((name) => [name, (body: object) => specOf({ options: { ...body } })] as const),
  ...repeated(pluginOptionTable).map((name) => [name, (body: object) => specOf({ plugin: { ...body } })] as const),
])("%s that is written 100,000 times is refused at once", (name, carryOut) => {
  const message = complaint(() => carryOut({ [name]: Array.from({ length: 100_000 }, (_, index) => ({ name: `n${index}` })) }));
  expect(message).toContain(`${name}: is written 100000 times: at most 1000 blocks are allowed`);
});

describe("a text of a megabyte", () => {
  const cases = [
    ["task", taskOptionTable, (body: object) => specOf({ options: { ...body } })],
    ["plugin", pluginOptionTable, (body: object) => specOf({ plugin: { ...body } })],
  ] as const;
  for (const [whose, table, carryOut] of cases) {
    test.each(leaves(table))(`is read or refused at once as the ${whose}'s %s`, (path, option) => {
      for (const text of texts) {
        for (const value of values(option, text)) {
          const body = bodyWith(path, value);
          let message = "";
          const taken = milliseconds(() => {
            message = complaint(() => carryOut(body));
          });
          expect(taken, `${JSON.stringify(text.slice(0, 10))}… of ${text.length}`).toBeLessThan(bound);
          expect(message.length).toBeLessThan(10_000);
        }
      }
    });
  }
});
