import { readFileSync, rmSync } from "node:fs";
import { openFiles } from "./leftovers.ts";
import { padding } from "./line-check.ts";
import type { SoakFault } from "./soak-fault.ts";
import type { SoakLab } from "./soak-lab.ts";

/** Memory grows as code becomes hot and is compiled, for some thousands of lifecycles: from the last but one of these on it stays. */
const counts = [100, 1_000, 3_000, 4_000] as const;
const atOnce = 4;
/** How much more the plugin may hold after all lifecycles than after the last but one of {@link counts}. */
const growth = 1.05;
/** In which the plugin collects garbage at least once, in seconds. */
const settleSeconds = 45;

export const lifecycles: readonly SoakFault[] = [
  {
    name: "lifecycles",
    promise:
      "4,000 tasks start, end and are destroyed: memory within 5 % of that after 3,000, and no file more is open than after 100",
    rounds: 1,
    short: 0,
    async run(lab) {
      await lab.killPlugin();
      await lab.startPlugin();
      const problems: string[] = [];
      const after: Settled[] = [];
      for (const [index, count] of counts.entries()) {
        problems.push(...(await complete(lab, count - (counts[index - 1] ?? 0))));
        after.push(await settled(lab.plugin.pid));
      }
      const shown = after.map(({ anonymous }, index) => `${mib(anonymous)} after ${counts[index]?.toLocaleString("en-US")}`);
      lab.figures.push(`anonymous memory ${shown.join(", ")}`);
      const [warm, last] = after.slice(-2);
      if (warm === undefined || last === undefined || last.anonymous > warm.anonymous * growth) problems.push("memory grew");
      if (last?.files !== after[0]?.files) problems.push(`open files: ${after.map(({ files }) => files).join(", ")}`);
      return problems;
    },
  },
];

const script = `echo "out 1 ${padding}"; echo "err 1 ${padding}" >&2; echo 1 > /local/last; exit $NUMBER`;

/** So many lifecycles; returns what was wrong in them. */
async function complete(lab: SoakLab, count: number): Promise<string[]> {
  const problems: string[] = [];
  let left = count;
  const next = async () => {
    while (left > 0 && problems.length === 0) {
      left -= 1;
      const task = lab.newTask({ args: ["-c", script] });
      await task.start(lab.plugin);
      await lab.plugin.driver.WaitTask({ taskId: task.id });
      problems.push(...(await task.end(lab.plugin)));
      rmSync(task.allocDir, { recursive: true });
    }
  };
  await Promise.all(Array.from({ length: atOnce }, next));
  return problems;
}

interface Settled {
  /** In bytes. */
  readonly anonymous: number;
  /** What it has open besides connections, which come and go. */
  readonly files: number;
}

/** The least that a process holds for a while. */
async function settled(pid: number): Promise<Settled> {
  let anonymous = Number.POSITIVE_INFINITY;
  let files = Number.POSITIVE_INFINITY;
  for (let second = 0; second < settleSeconds; second += 1) {
    await Bun.sleep(1_000);
    anonymous = Math.min(anonymous, anonymousOf(pid));
    files = Math.min(files, openFiles(pid).filter((path) => !path.startsWith("socket:")).length);
  }
  return { anonymous, files };
}

/** Anonymous memory of a process in bytes. */
export function anonymousOf(pid: number): number {
  return 1024 * Number(/^Anonymous: +(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, "utf8"))?.[1]);
}

/** Bytes as text. */
export function mib(bytes: number): string {
  return `${(bytes / 1024 / 1024).toFixed(1)} MiB`;
}
