/** Loaded before every test file (bunfig.toml). */
import { afterAll } from "bun:test";
import { configureGlobal } from "fast-check";
import { closeAll } from "./for-file.ts";

/**
 * Properties try the same cases in each run, so that what passes once passes again. `PROPERTY_SEED=7 PROPERTY_RUNS=20000 bun test …`
 * looks further; a failure it finds becomes a case of its own.
 */
configureGlobal({
  seed: Number(process.env["PROPERTY_SEED"] ?? 1),
  ...(process.env["PROPERTY_RUNS"] === undefined ? {} : { numRuns: Number(process.env["PROPERTY_RUNS"]) }),
});

afterAll(closeAll, 120_000);
