import { writeFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { guardedCleanup } from "../lab/cleanup.ts";
import { cache, nomadBinary } from "../lab/paths.ts";
import { type Progress, progress } from "../lab/progress.ts";
import { check } from "../lab/run.ts";
import { type Cluster, openCluster } from "./cluster.ts";
import { type Figures, stopwatch } from "./scenario.ts";
import { scenarios } from "./scenarios.ts";

/** What a scenario came to. */
interface Result {
  readonly name: string;
  readonly title: string;
  readonly holds: string;
  readonly figures: Figures;
  readonly error: string | undefined;
}

const size = { servers: 3, clients: 5 };

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      allocations: { type: "string", default: "60" },
      only: { type: "string" },
      json: { type: "string", default: join(cache, "cluster.json") },
      keep: { type: "boolean", default: false },
    },
  });
  const allocations = Number(values.allocations);
  const chosen = scenarios.filter(({ name }) => values.only === undefined || values.only.split(",").includes(name));
  if (!(Number.isInteger(allocations) && allocations >= 10) || chosen.length === 0) {
    const names = scenarios.map(({ name }) => name).join(", ");
    process.stderr.write(`allowed are --allocations with a number from 10, and --only with one of: ${names}\n`);
    return 2;
  }
  const out = progress();
  const cleanup = guardedCleanup();
  const time = stopwatch();
  try {
    const cluster = await out.step(
      `Starting ${size.servers} Nomad servers and ${size.clients} clients, each on a machine of its own`,
      () => openCluster(size, cleanup),
      ({ address }) => `${size.servers} servers and ${size.clients} clients are up: NOMAD_ADDR=${address}`,
    );
    if (positionals[0] === "start") return await keepRunning(cluster, out);
    const results: Result[] = [];
    for (const { name, title, holds, run } of chosen) {
      results.push({ name, title, holds, ...(await attempt(out, title, () => run(cluster, allocations))) });
    }
    table(results, out);
    const date = new Date().toISOString().slice(0, 10);
    const facts = {
      date,
      ...size,
      allocations,
      cores: cpus().length,
      memory: totalmem(),
      seconds: time(),
      ...(await versions()),
    };
    writeFileSync(values.json, `${JSON.stringify({ ...facts, scenarios: results }, undefined, 2)}\n`);
    out.say(`\nAll of it is in ${values.json}`);
    if (values.keep) await keepRunning(cluster, out);
    return results.some(({ error }) => error !== undefined) ? 1 : 0;
  } finally {
    await out.step(
      "Removing everything",
      () => cleanup.run(),
      () => "Removed: machines, containers, networks, files",
    );
  }
}

/** A scenario that fails does not keep the others from running. */
async function attempt(out: Progress, title: string, work: () => Promise<Figures>): Promise<Pick<Result, "figures" | "error">> {
  try {
    return { figures: await out.step(title, work), error: undefined };
  } catch (failure) {
    const error = failure instanceof Error ? failure.message : String(failure);
    out.show(error);
    return { figures: {}, error };
  }
}

async function versions(): Promise<Readonly<Record<string, string>>> {
  const [nomad, podman] = await Promise.all([check([nomadBinary(), "version"]), check(["podman", "--version"])]);
  return { nomad: nomad.split("\n")[0]?.replace("Nomad v", "") ?? "", podman: podman.trim().replace("podman version ", "") };
}

function table(results: readonly Result[], out: Progress): void {
  out.heading("Figures");
  for (const { title, figures, error } of results) {
    out.say(`${title}${error === undefined ? "" : `: FAILED: ${error}`}`);
    for (const [text, figure] of Object.entries(figures)) out.say(`  ${String(figure).padStart(8)}  ${text}`);
  }
}

function keepRunning(cluster: Cluster, out: Progress): Promise<never> {
  out.heading("The cluster keeps running. In another terminal:");
  const path = Bun.which("nomad") === null ? ` PATH=${join(nomadBinary(), "..")}:$PATH` : "";
  out.show(`export NOMAD_ADDR=${cluster.address}${path}\nnomad node status`);
  for (const { name, machine } of cluster.nodes) out.show(`${machine.inside(["bash"]).join(" ")}    # on ${name}`);
  out.say("\nCtrl-C stops and removes everything.");
  return new Promise<never>(() => setInterval(() => undefined, 3_600_000));
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  },
);
