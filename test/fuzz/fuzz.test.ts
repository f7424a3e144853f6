/** The short form of scripts/fuzz: the same cases in each run, unless PROPERTY_SEED says otherwise. */
import { expect, setDefaultTimeout, test } from "bun:test";
import { fuzz } from "./run.ts";
import { allTargets } from "./targets/all.ts";

setDefaultTimeout(300_000);

const seed = Number(process.env["PROPERTY_SEED"] ?? 1);
/** 10,000 in all; PROPERTY_RUNS sets how many each target gets. */
const cases = Number(process.env["PROPERTY_RUNS"] ?? Math.ceil(10_000 / allTargets.length));

test.each(allTargets.map((target) => [target.name, target] as const))(
  "%s that are wrong in any way are taken or rejected with one clear line",
  async (_, target) => {
    const { failure } = await fuzz(target, cases, seed);
    expect(failure).toBeUndefined();
  },
);
