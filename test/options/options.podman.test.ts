import { expect, test } from "bun:test";
import { forFile } from "../lab/for-file.ts";
import { onMachine } from "../machine/guest.ts";
import { machines } from "./machines.ts";
import { openOptionsLab } from "./options-lab.ts";
import { rowTests } from "./row-tests.ts";
import { allRows } from "./rows/all.ts";

// Before the tests are named: which rows can be looked at depends on the node.
const lab = forFile(await openOptionsLab());

test.skipIf(!onMachine)("the emulated machine is what machines.ts says of it", () => {
  const { rootless, cgroupVersion, cgroupManager, ociRuntime, apparmor, selinux, journal } =
    machines[lab.node.rootless ? "debian13Rootless" : "debian13"];
  expect(lab.node).toMatchObject({ rootless, cgroupVersion, cgroupManager, ociRuntime, apparmor, selinux, journal });
});

rowTests(lab, allRows);
