/** The short form of `scripts/soak --hours`. */

import { expect, setDefaultTimeout, test } from "bun:test";
import { patient } from "../lab/patience.ts";
import { type HoursRun, runHours } from "./hours.ts";

setDefaultTimeout(patient(120_000));

test("a node on which tasks come and go loses no task and no line, and is measured", async () => {
  const reports: HoursRun[] = [];
  const { problems, turnover, lines, samples } = await runHours(10 / 3_600, 3, (run) => reports.push(run));
  expect(problems).toEqual([]);
  expect(turnover).toBeGreaterThanOrEqual(2);
  expect(lines).toBeGreaterThan(0);
  expect(samples).toMatchObject([{ keepers: 3 }]);
  expect(samples[0]?.minute).toBeGreaterThan(0.1);
  expect(samples[0]?.pluginAnonymous).toBeGreaterThan(0);
  expect(samples[0]?.requests).toBeGreaterThan(0);
  expect(reports.at(-1)?.turnover).toBe(turnover);
});
