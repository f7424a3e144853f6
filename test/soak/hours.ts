/** What `scripts/soak --hours` runs: a busy node for a long time, measured once a minute. */
import { type HoursSample, hoursSample, ProcessTime } from "./hours-sample.ts";
import { SoakLab } from "./soak-lab.ts";
import type { SoakTask } from "./soak-task.ts";

/** What became of the hours; docs/hours.json is one. */
export interface HoursRun {
  readonly date: string;
  readonly hours: number;
  readonly tasks: number;
  /** Tasks that were ended, each with a new one in its place. */
  readonly turnover: number;
  /** Lines that were read, of all tasks and both streams. */
  readonly lines: number;
  readonly samples: readonly HoursSample[];
  readonly problems: readonly string[];
}

/** Disks as many times larger as the logs of two hours need. */
const diskTimes = 8;
/** Ten starts and ends a minute. */
const turnMilliseconds = 6_000;
/** Of each task, five lines on each stream in that time. */
const pauseSeconds = 2;
const options = { healthcheck: { command: "true", interval: "120s", timeout: "60s" } } as const;
/** More of them only wait for each other. */
const endsTogether = 8;
const mostProblems = 20;

/** Runs `tasks` tasks for `hours` and calls `report` with what there is so far, once a minute and at the end. */
export async function runHours(hours: number, tasks: number, report: (run: HoursRun) => void): Promise<HoursRun> {
  await using lab = await SoakLab.open(0, diskTimes);
  const node = new BusyNode(lab, tasks);
  const samples: HoursSample[] = [];
  const run = (): HoursRun => ({
    date: new Date().toISOString().slice(0, 10),
    hours,
    tasks,
    turnover: node.turnover,
    lines: node.lines,
    samples,
    problems: node.problems.slice(0, mostProblems),
  });
  await node.fill();
  const [plugin, podman] = [new ProcessTime(lab.plugin.pid), new ProcessTime(lab.podman.pid())];
  const began = performance.now();
  const ends = began + hours * 3_600_000;
  const turning = node.turnUntil(ends);
  let last = began;
  while (performance.now() < ends) {
    await Bun.sleep(Math.min(60_000, Math.max(0, ends - performance.now())));
    await node.goesOn();
    const now = performance.now();
    const span = { minute: (now - began) / 60_000, minutes: (now - last) / 60_000 };
    samples.push(hoursSample({ ...span, plugin, podman, directory: lab.directory, ...node.takeCounts() }));
    last = now;
    report(run());
  }
  await turning;
  await node.endAll();
  report(run());
  return run();
}

/** The tasks of a node, of which the oldest gives way to a new one again and again. */
class BusyNode {
  readonly problems: string[] = [];
  turnover = 0;
  #ended = 0;
  #startMilliseconds: number[] = [];
  #requests = 0;
  readonly #lab: SoakLab;
  readonly #most: number;

  constructor(lab: SoakLab, most: number) {
    this.#lab = lab;
    this.#most = most;
    lab.proxy.onRequest = () => {
      this.#requests += 1;
      lab.proxy.requests.length = 0;
    };
  }

  get lines(): number {
    return this.#lab.tasks.reduce((sum, task) => sum + lineCount(task), this.#ended);
  }

  async fill(): Promise<void> {
    while (this.#lab.tasks.length < this.#most) await this.#add();
    this.takeCounts();
  }

  async turnUntil(end: number): Promise<void> {
    let next = performance.now();
    while (performance.now() < end) {
      await this.#turn().catch((error: unknown) => this.#problem(error));
      next += turnMilliseconds;
      await Bun.sleep(Math.max(0, Math.min(next, end) - performance.now()));
    }
  }

  /** Notes each task whose lines or stats have stopped, and what was wrong with its lines. */
  async goesOn(): Promise<void> {
    // Without the oldest, which are about to be ended.
    const running = this.#lab.tasks.slice(Math.ceil(this.#lab.tasks.length / 20));
    const outcomes = await Promise.allSettled(running.map((task) => task.goesOn()));
    for (const [index, outcome] of outcomes.entries()) {
      const task = running[index];
      const isThere = task !== undefined && this.#lab.tasks.includes(task);
      if (outcome.status === "rejected" && isThere) this.#problem(outcome.reason);
    }
  }

  /** What happened since the last call. */
  takeCounts(): { readonly requests: number; readonly startMilliseconds: readonly number[] } {
    const taken = { requests: this.#requests, startMilliseconds: this.#startMilliseconds };
    this.#requests = 0;
    this.#startMilliseconds = [];
    return taken;
  }

  /** Ends every task and the plugin, and notes what is left over. */
  async endAll(): Promise<void> {
    const all = this.#lab.tasks.splice(0);
    const end = async (): Promise<void> => {
      for (let task = all.shift(); task !== undefined; task = all.shift()) await this.#end(task);
    };
    await Promise.all(Array.from({ length: endsTogether }, end));
    for (const problem of await this.#lab.endAll()) this.#problem(problem);
  }

  async #turn(): Promise<void> {
    const oldest = this.#lab.tasks.shift();
    if (oldest !== undefined) await this.#end(oldest);
    this.turnover += 1;
    await this.#add();
  }

  async #add(): Promise<void> {
    const task = this.#lab.newTask(options, pauseSeconds);
    const began = performance.now();
    await task.start(this.#lab.plugin);
    this.#startMilliseconds.push(performance.now() - began);
    task.watch(this.#lab.plugin);
    this.#lab.tasks.push(task);
  }

  async #end(task: SoakTask): Promise<void> {
    const problems = [...task.problems(), ...(await task.end(this.#lab.plugin).catch((error: unknown) => [String(error)]))];
    this.#ended += lineCount(task);
    for (const problem of problems) this.#problem(problem);
  }

  #problem(error: unknown): void {
    this.problems.push(error instanceof Error ? error.message : String(error));
  }
}

function lineCount(task: SoakTask): number {
  return task.checks.reduce((sum, { last }) => sum + last, 0);
}
