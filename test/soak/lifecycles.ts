import { readFileSync, rmSync } from "node:fs";
import { openFiles } from "./leftovers.ts";
import { padding } from "./line-check.ts";
import type { SoakFault } from "./soak-fault.ts";
import type { SoakLab } from "./soak-lab.ts";

const counts = { first: 100, all: 1_000, atOnce: 4 } as const;
/** How much more the plugin may hold after all lifecycles than after the first ones. */
const growth = 1.05;
/** In which the plugin collects garbage at least once, in seconds. */
const settleSeconds = 45;

export const lifecycles: readonly SoakFault[] = [
  {
    name: "lifecycles",
    promise:
      "1,000 tasks start, end and are destroyed: memory within 5 % of that after the first 100, and no file more is open",
    rounds: 1,
    short: 0,
    async run(lab) {
      await lab.killPlugin();
      await lab.startPlugin();
      const problems = await complete(lab, counts.first);
      const before = await settled(lab.plugin.pid);
      problems.push(...(await complete(lab, counts.all - counts.first)));
      const after = await settled(lab.plugin.pid);
      lab.figures.push(`${mib(before.anonymous)} anonymous after 100, ${mib(after.anonymous)} after 1,000`);
      if (after.anonymous > before.anonymous * growth) problems.push(`memory grew: ${JSON.stringify({ before, after })}`);
      if (after.files !== before.files) problems.push(`open files: ${before.files} before, ${after.files} after`);
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
  await Promise.all(Array.from({ length: counts.atOnce }, next));
  return problems;
}

/** The least that a process holds for a while, in bytes, and what it has open besides connections, which come and go. */
async function settled(pid: number): Promise<{ readonly anonymous: number; readonly files: number }> {
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
