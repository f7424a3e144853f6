import { afterAll, beforeAll, expect, test } from "bun:test";
import type { HostFacts } from "../../src/translate/spec-input.ts";
import { type OptionsLab, openOptionsLab, type RunningContainer } from "./options-lab.ts";
import type { Row } from "./row.ts";
import { allRows } from "./rows/all.ts";

function looked(container: RunningContainer, look: Row["look"], host: HostFacts): Promise<string> {
  if (typeof look === "object") return container.inspect(look.inspect);
  return container.sh(`{ ${typeof look === "function" ? look(host) : look}; } ; true`);
}

let lab: OptionsLab;
beforeAll(async () => {
  lab = await openOptionsLab();
});
afterAll(() => lab?.[Symbol.asyncDispose]());

test.each(allRows.map((row) => ({ ...row })))("$option: $what", async ({ given, look, seen, unless, warning }) => {
  const { host } = lab;
  if (unless?.(host) === true) return;
  await using container = await lab.start(typeof given === "function" ? await given(lab) : given);
  expect({ warnings: container.warnings.length }).toEqual({ warnings: warning === undefined ? 0 : 1 });
  if (warning !== undefined) expect(container.warnings[0]).toMatch(warning);
  const output = await looked(container, look, host);
  const expected = typeof seen === "function" ? seen(host, lab) : seen;
  if (typeof expected === "string") expect(output).toBe(expected);
  else expect(output).toMatch(expected);
});
