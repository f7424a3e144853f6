/** What scripts/soak runs: every fault in turn, or hours of a busy node; a line for each fault or minute, and a result in JSON. */
import { writeFileSync } from "node:fs";
import { loadavg } from "node:os";
import { parseArgs } from "node:util";
import { agentFaults } from "./agent-faults.ts";
import { AgentLab } from "./agent-lab.ts";
import { type HoursRun, runHours } from "./hours.ts";
import { runFault, type SoakResult } from "./run-fault.ts";
import type { SoakFault, SoakPlace } from "./soak-fault.ts";
import { soakFaults } from "./soak-faults.ts";
import { SoakLab } from "./soak-lab.ts";

const { values } = parseArgs({
  options: {
    rounds: { type: "string" },
    only: { type: "string" },
    seed: { type: "string", default: "1" },
    tasks: { type: "string" },
    times: { type: "string", default: "1" },
    hours: { type: "string" },
    agent: { type: "boolean", default: false },
    json: { type: "string" },
  },
});

const only = values.only?.split(",");
const wanted = (name: string) => only === undefined || only.some((part) => name.includes(part));
const rounds = (usual: number) => (values.rounds === undefined ? usual : Math.min(usual, Number(values.rounds)));

/** Of the faults, and of the hours. */
const tasks = Number(values.tasks ?? (values.hours !== undefined ? 200 : values.agent ? 10 : 20));

function write(run: object): void {
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(run, undefined, 2)}\n`);
}

async function hours(count: number): Promise<number> {
  const report = (run: HoursRun) => {
    write(run);
    const last = run.samples.at(-1);
    process.stdout.write(`${JSON.stringify({ turnover: run.turnover, ...last, problems: run.problems.length })}\n`);
  };
  const { problems } = await runHours(count, tasks, report);
  for (const problem of problems) process.stdout.write(`         ${problem}\n`);
  return problems.length === 0 ? 0 : 1;
}

/** A place with tasks, which can be ended. */
interface Place extends SoakPlace, AsyncDisposable {
  readonly tasks: readonly unknown[];
  endAll(): Promise<readonly string[]>;
}

async function faults<Where extends Place>(all: readonly SoakFault<Where>[], open: (count: number) => Promise<Where>) {
  const seed = Number(values.seed);
  const runs: SoakResult[][] = [];
  let load = 0;
  const report = (result: SoakResult) => {
    runs.at(-1)?.push(result);
    load = Math.max(load, Math.round(loadavg()[0] ?? 0));
    // Each time: what an interrupted run has found is kept.
    write({ date: new Date().toISOString().slice(0, 10), seed, tasks, load, runs });
    const { name, rounds: count, seconds, problems, figures } = result;
    const measured = figures === undefined ? "" : `: ${figures}`;
    process.stdout.write(`${problems.length === 0 ? "ok    " : "FAILED"} ${name} ×${count} (${seconds} s)${measured}\n`);
    for (const problem of problems) process.stdout.write(`         ${problem}\n`);
  };
  const chosen = all.filter(({ name }) => wanted(name));
  for (let time = 0; time < Number(values.times) && chosen.length > 0; time += 1) {
    runs.push([]);
    await using lab = await open(tasks);
    const options = { seed: seed + time, isShort: false };
    for (const fault of chosen) report(await runFault(lab, fault, { rounds: rounds(fault.rounds), ...options }));
    const end = { name: "end", promise: "every task ends with its exit code and its last line, and nothing is left" };
    report(await timed({ ...end, rounds: lab.tasks.length }, () => lab.endAll()));
  }
  const results = runs.flat();
  const failed = results.filter(({ problems }) => problems.length > 0).length;
  process.stdout.write(`${results.length - failed} promises held, ${failed} broken\n`);
  return failed === 0 ? 0 : 1;
}

async function timed(
  about: Pick<SoakResult, "name" | "promise" | "rounds">,
  act: () => Promise<readonly string[]>,
): Promise<SoakResult> {
  const began = performance.now();
  const problems = await act().catch((error: unknown) => [String(error)]);
  return { ...about, seconds: Math.round((performance.now() - began) / 1000), problems };
}

function run(): Promise<number> {
  if (values.hours !== undefined) return hours(Number(values.hours));
  return values.agent ? faults(agentFaults, AgentLab.open) : faults(soakFaults, SoakLab.open);
}

process.exitCode = await run();
