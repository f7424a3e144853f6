import { expect, test } from "bun:test";
import { forFile } from "../lab/for-file.ts";
import { onMachine } from "../machine/guest.ts";
import { machines } from "./machines.ts";
import { openOptionsLab, type RunningContainer } from "./options-lab.ts";
import type { Row } from "./row.ts";
import { allRows } from "./rows/all.ts";

// Before the tests are named: which rows can be looked at depends on the node.
const lab = forFile(await openOptionsLab());

function looked(container: RunningContainer, look: Row["look"]): Promise<string> {
  if (typeof look === "object") return container.inspect(look.inspect);
  return container.sh(`{ ${typeof look === "function" ? look(lab.host) : look}; } ; true`);
}

test.skipIf(!onMachine)("the emulated machine is what machines.ts says of it", () => {
  const { rootless, cgroupVersion, cgroupManager, ociRuntime, apparmor, selinux, journal } =
    machines[lab.node.rootless ? "debian13Rootless" : "debian13"];
  expect(lab.node).toMatchObject({ rootless, cgroupVersion, cgroupManager, ociRuntime, apparmor, selinux, journal });
});

for (const { option, what, given, look, seen, unless, warning } of allRows) {
  test.skipIf(unless?.(lab.node) === true)(`${option}: ${what}`, async () => {
    await using container = await lab.start(typeof given === "function" ? await given(lab) : given);
    expect(container.warnings).toEqual(warning === undefined ? [] : [expect.stringMatching(warning)]);
    const output = await looked(container, look);
    const expected = typeof seen === "function" ? seen(lab.host, lab) : seen;
    if (typeof expected === "string") expect(output).toBe(expected);
    else expect(output).toMatch(expected);
  });
}
