/** The short form of scripts/soak: some rounds of each fault, on fewer tasks. */

import { expect, setDefaultTimeout, test } from "bun:test";
import { forFile } from "../lab/for-file.ts";
import { patient } from "../lab/patience.ts";
import { runFault } from "./run-fault.ts";
import { soakFaults } from "./soak-faults.ts";
import { SoakLab } from "./soak-lab.ts";

setDefaultTimeout(patient(120_000));

const lab = forFile(await SoakLab.open(5));
const faults = soakFaults.filter(({ short }) => short > 0).map((fault) => [fault.name, fault] as const);

test.each(faults)("no task and no line is lost, and nothing is left: %s", async (_, fault) => {
  const { problems } = await runFault(lab, fault, { rounds: fault.short, seed: 1, isShort: true });
  expect(problems).toEqual([]);
});

test("after all faults every task ends with its exit code and its last line", async () => {
  expect(await lab.endAll()).toEqual([]);
});
