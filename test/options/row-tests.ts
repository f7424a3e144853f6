import { expect, test } from "bun:test";
import type { DriverName } from "../../src/dialects/names.ts";
import type { RowNode } from "./machines.ts";
import type { OptionsLab, RunningContainer } from "./options-lab.ts";
import type { Row } from "./row.ts";

/** A test for each row. @param driverName whose options the rows set */
export function rowTests(lab: OptionsLab, rows: readonly Row[], driverName: DriverName = "podman"): void {
  const looked = (container: RunningContainer, look: Row["look"]): Promise<string> => {
    if (typeof look === "object") return container.inspect(look.inspect);
    return container.sh(`{ ${typeof look === "function" ? look(lab.host) : look}; } ; true`);
  };
  for (const { option, what, given, look, seen, unless, warning } of rows) {
    const facts = unless && preventing(unless, lab.node);
    const why = facts === undefined || facts === "" ? "" : ` (not where ${facts})`;
    test.skipIf(facts !== undefined)(`${option}: ${what}${why}`, async () => {
      const overrides = typeof given === "function" ? await given(lab) : given;
      await using container = await lab.start({ ...overrides, driverName });
      expect(container.warnings).toEqual(warning === undefined ? [] : [expect.stringMatching(warning)]);
      const output = await looked(container, look);
      const expected = typeof seen === "function" ? seen(lab.host, lab) : seen;
      if (typeof expected === "string") expect(output).toBe(expected);
      else expect(output).toMatch(expected);
    });
  }
}

/** The facts that a row's `unless` read on a node where it holds, such as "rootless = false"; undefined where it does not hold. */
function preventing(unless: NonNullable<Row["unless"]>, node: RowNode): string | undefined {
  const read: string[] = [];
  const watched = new Proxy(node, {
    get: (of, name) => {
      const value: unknown = Reflect.get(of, name);
      read.push(`${String(name)} = ${Array.isArray(value) ? `[${value}]` : value}`);
      return value;
    },
  });
  return unless(watched) ? read.join(", ") : undefined;
}
