import { existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { check } from "../lab/run.ts";
import { waitFor } from "../lab/wait-for.ts";
import { wordingProblems } from "./one-more.ts";
import type { SoakFault } from "./soak-fault.ts";
import type { SoakLab } from "./soak-lab.ts";

/** What the kernel grants the plugin, used up. */
export const limits: readonly SoakFault[] = [
  {
    name: "no file descriptors",
    promise:
      "the plugin may open no more files: tasks and logs go on, a call that fails says why, and what was started is whole",
    rounds: 10,
    short: 2,
    run: noDescriptors,
  },
  {
    name: "no processes",
    promise:
      "the plugin may start no more processes and threads: its runtime may end it, and then the next one takes up every task",
    rounds: 5,
    short: 0,
    run: noProcesses,
  },
];

async function noDescriptors(lab: SoakLab, random: () => number): Promise<readonly string[]> {
  const { pid } = lab.plugin;
  const [, soft = "", hard = ""] = /^Max open files +(\d+) +(\d+)/m.exec(readFileSync(`/proc/${pid}/limits`, "utf8")) ?? [];
  const limit = (text: string) => check(["prlimit", `--pid=${pid}`, `--nofile=${text}`]);
  return limited(lab, {
    set: () => limit(`${freeDescriptor(pid, Math.floor(random() * 12))}:${hard}`),
    lift: () => limit(`${soft}:${hard}`),
  });
}

/** The number that is free after so many lower ones: a limit to it leaves so many, and a call fails at some step within. */
function freeDescriptor(pid: number, skipped: number): number {
  const open = new Set(readdirSync(`/proc/${pid}/fd`).map(Number));
  let left = skipped;
  for (let number = 0; ; number += 1) {
    if (open.has(number)) continue;
    if (left === 0) return number;
    left -= 1;
  }
}

/** Of cgroup v1 and v2, where root of this machine may make one. */
const cgroups = ["/sys/fs/cgroup/pids", "/sys/fs/cgroup"].find((path) => existsSync(join(path, "cgroup.procs"))) ?? "";

async function noProcesses(lab: SoakLab, random: () => number): Promise<readonly string[]> {
  const directory = join(cgroups, basename(lab.directory));
  mkdirSync(directory);
  try {
    return await limited(lab, {
      async set() {
        writeFileSync(join(directory, "cgroup.procs"), String(lab.plugin.pid));
        const used = Number(readFileSync(join(directory, "pids.current"), "utf8"));
        writeFileSync(join(directory, "pids.max"), String(used + Math.floor(random() * 3)));
      },
      lift: async () => writeFileSync(join(directory, "pids.max"), "max"),
    });
  } finally {
    for (const pid of readFileSync(join(directory, "cgroup.procs"), "utf8").split("\n").filter(Boolean)) {
      writeFileSync(join(cgroups, "cgroup.procs"), pid);
    }
    rmdirSync(directory);
  }
}

/**
 * Calls under a limit, while the tasks' output goes on. Each succeeds or fails in one line, and once the limit is gone all work.
 * Bun aborts where it gets no thread: the next plugin then goes on.
 */
async function limited(
  lab: SoakLab,
  { set, lift }: { set(): Promise<unknown>; lift(): Promise<unknown> },
): Promise<readonly string[]> {
  const [task] = lab.tasks;
  if (task === undefined) throw new Error("it needs a task");
  const another = lab.newTask();
  let ended = false;
  void lab.plugin.exited.then(() => {
    ended = true;
  });
  await set();
  const before = lab.tasks.map((each) => each.checks.map(({ last }) => last));
  const start = another.start(lab.plugin);
  const calls = [start, task.execs(lab.plugin), lab.plugin.driver.InspectTask({ taskId: task.id })];
  const outcomes = Promise.allSettled(calls);
  try {
    const wentOn = (index: number) =>
      lab.tasks[index]?.checks.every(({ last }, stream) => last > (before[index]?.[stream] ?? 0));
    await waitFor("lines of every task", () => ended || lab.tasks.every((_, index) => wentOn(index)));
    await Bun.sleep(2_000);
  } finally {
    await lift();
  }
  if (ended) {
    await lab.killPlugin();
    await lab.startPlugin();
  }
  const failures = (await outcomes).flatMap((outcome) => (outcome.status === "rejected" ? [String(outcome.reason)] : []));
  const problems = failures.flatMap((text) => (text.includes("gave up") ? [text] : wordingProblems("a call", text)));
  const isStarted = await start.then(
    () => true,
    () => false,
  );
  // As Nomad tries again.
  if (!isStarted) await waitFor("a start without the limit", () => another.start(lab.plugin).then(() => true));
  // Whenever it was started, it has its exit code and all of its lines.
  problems.push(...(await another.end(lab.plugin)));
  await lab.reopenSessions();
  return problems;
}
