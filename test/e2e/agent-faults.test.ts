/** The short form of what scripts/soak does to a real agent: one round of each fault, on fewer tasks. */

import { expect, setDefaultTimeout, test } from "bun:test";
import { forFile } from "../lab/for-file.ts";
import { patient } from "../lab/patience.ts";
import { agentFaults } from "../soak/agent-faults.ts";
import { AgentLab } from "../soak/agent-lab.ts";
import { runFault } from "../soak/run-fault.ts";

setDefaultTimeout(patient(120_000));

const lab = forFile(await AgentLab.open(3));
const faults = agentFaults.filter(({ short }) => short > 0).map((fault) => [fault.name, fault] as const);

test.each(faults)("no task and no line is lost, and nothing is left: %s", async (_, fault) => {
  const { problems } = await runFault(lab, fault, { rounds: fault.short, seed: 1, isShort: true });
  expect(problems).toEqual([]);
});

test("after all faults every task ends with its exit code and its last line, and the agent leaves nothing", async () => {
  expect(await lab.endAll()).toEqual([]);
});
