/** Fuzzes every reader of what comes from outside: see scripts/fuzz. */
import { parseArgs } from "node:util";
import { fuzz, type Outcome } from "./run.ts";
import { allTargets } from "./targets/all.ts";

const { values } = parseArgs({
  options: {
    cases: { type: "string", default: "10000" },
    seed: { type: "string", default: String(Math.floor(Math.random() * 2 ** 31)) },
    only: { type: "string" },
    json: { type: "boolean", default: false },
  },
});

function whole(name: "cases" | "seed"): number {
  const number = Number(values[name]);
  if (Number.isSafeInteger(number) && number >= 0) return number;
  process.stderr.write(`--${name} ${values[name]}: must be a whole number\n`);
  process.exit(2);
}

const [cases, seed] = [whole("cases"), whole("seed")];
const chosen = allTargets.filter(({ name }) => values.only === undefined || name.includes(values.only));
if (chosen.length === 0) {
  process.stderr.write(`no target has ${values.only} in its name: ${allTargets.map(({ name }) => name).join(", ")}\n`);
  process.exit(2);
}

const shares = chosen.reduce((sum, { share = 1 }) => sum + share, 0);
const outcomes: Outcome[] = [];
process.stderr.write(`seed ${seed}\n`);
for (const target of chosen) {
  // Before it runs: what hangs is named by the last line.
  process.stderr.write(`${target.name} … `);
  const outcome = await fuzz(target, cases / shares, seed);
  outcomes.push(outcome);
  const { seconds, slowest, slowestCase, failure } = outcome;
  process.stderr.write(`${outcome.cases} cases, ${seconds.toFixed(1)} s, slowest ${slowest.toFixed(1)} ms: ${slowestCase}\n`);
  if (failure !== undefined) process.stderr.write(`FAILED ${target.name}: ${failure}\n`);
}

const failed = outcomes.filter(({ failure }) => failure !== undefined).length;
const total = outcomes.reduce((sum, each) => sum + each.cases, 0);
const took = outcomes.reduce((sum, each) => sum + each.seconds, 0);
const slowest = Math.max(...outcomes.map((each) => each.slowest));
const date = new Date().toISOString().slice(0, 10);
const targets = outcomes.map(({ slowestCase: _, ...outcome }) => outcome);
const figures = { date, seed, requested: cases, cases: total, seconds: took, slowest, targets };
const line = `${total} cases, ${took.toFixed(0)} s, slowest ${slowest.toFixed(1)} ms, ${failed} of ${outcomes.length} targets failed (seed ${seed})`;
// The server of the gRPC targets would keep the process: a plugin's ends with its process only.
process.stdout.write(`${values.json ? JSON.stringify(figures, undefined, 2) : line}\n`, () =>
  process.exit(failed === 0 ? 0 : 1),
);
