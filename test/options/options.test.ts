import { afterAll, expect, test } from "bun:test";
import { openOptionsLab, type RunningContainer } from "./options-lab.ts";
import type { Row } from "./row.ts";
import { allRows } from "./rows/all.ts";

// Before the tests are named: which rows can be looked at depends on the node.
const lab = await openOptionsLab();
afterAll(() => lab[Symbol.asyncDispose]());

function looked(container: RunningContainer, look: Row["look"]): Promise<string> {
  if (typeof look === "object") return container.inspect(look.inspect);
  return container.sh(`{ ${typeof look === "function" ? look(lab.host) : look}; } ; true`);
}

for (const { option, what, given, look, seen, unless, warning } of allRows) {
  test.skipIf(unless?.(lab.host) === true)(`${option}: ${what}`, async () => {
    await using container = await lab.start(typeof given === "function" ? await given(lab) : given);
    expect({ warnings: container.warnings.length }).toEqual({ warnings: warning === undefined ? 0 : 1 });
    if (warning !== undefined) expect(container.warnings[0]).toMatch(warning);
    const output = await looked(container, look);
    const expected = typeof seen === "function" ? seen(lab.host, lab) : seen;
    if (typeof expected === "string") expect(output).toBe(expected);
    else expect(output).toMatch(expected);
  });
}
