/**
 * Runs execs in one container, four at a time, on a Podman of its own, and says what they take and leave:
 * `npx bun test/bench/execs.ts [COUNT] [--leave]`. With `--leave` nothing is cleaned up but by Podman itself.
 */
import { readdirSync, readFileSync } from "node:fs";
import { execCommand } from "../../src/driver/exec/command.ts";
import { openExecLab } from "../driver/exec/exec-lab.ts";
import { ownPodmanService } from "../lab/test-podman.ts";

const atOnce = 4;
const sample = 100;
const count = Number(process.argv[2] ?? 1000);
const podman = await ownPodmanService();
const lab = await openExecLab(podman);
const leftovers = process.argv.includes("--leave") ? { add: () => undefined } : lab.deps.leftovers;

/** Resident memory of each conmon that is there for an exec, shared pages by their share, in KiB. */
function conmons(): number[] {
  return readdirSync("/proc").flatMap((pid) => {
    try {
      const words = readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0");
      const isOurs = words[0]?.endsWith("conmon") && words.includes("--exec-attach") && words.includes(lab.deps.containerId);
      return isOurs ? [Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, "utf8"))?.[1])] : [];
    } catch {
      return [];
    }
  });
}

const mean = (values: readonly number[]) => Math.round(values.reduce((sum, value) => sum + value, 0) / values.length);
const durations: number[] = [];
let next = 0;
const begun = performance.now();
const worker = async () => {
  while (next++ < count) {
    const start = performance.now();
    await execCommand({ ...lab.deps, leftovers }, ["true"], 0, new AbortController().signal);
    durations.push(performance.now() - start);
  }
};
await Promise.all(Array.from({ length: atOnce }, worker));
const left = conmons();
const lines = [
  `${count} execs in ${Math.round((performance.now() - begun) / 1000)} s`,
  `the first ${sample}: ${mean(durations.slice(0, sample))} ms each, the last ${sample}: ${mean(durations.slice(-sample))} ms`,
  `left at the end: ${left.length} conmons with ${Math.round(left.reduce((sum, kib) => sum + kib, 0) / 1024)} MiB`,
];
const ended = performance.now();
while (leftovers === lab.deps.leftovers && conmons().length > 0) await Bun.sleep(100);
lines.push(`left ${Math.round((performance.now() - ended) / 1000)} s later: ${conmons().length} conmons`);
process.stdout.write(`${lines.join("\n")}\n`);
await lab[Symbol.asyncDispose]();
await podman[Symbol.asyncDispose]();
process.exit(0);
