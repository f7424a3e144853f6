import { renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { patient } from "../lab/patience.ts";
import { kill } from "../lab/processes.ts";
import { run } from "../lab/run.ts";
import { waitFor } from "../lab/wait-for.ts";
import { killedWithin } from "./killed-within.ts";
import { keepersOf } from "./leftovers.ts";
import type { SoakLab } from "./soak-lab.ts";

/** Something that happens to a node, and what must be true afterwards. */
export interface SoakFault {
  readonly name: string;
  /** For the document: what is promised. */
  readonly promise: string;
  /** In the long form, and in the one of every test run. */
  readonly rounds: number;
  readonly short: number;
  /** One round of it, undone at its end. Throws, or returns what was wrong; afterwards the lab verifies every task. */
  run(lab: SoakLab, random: () => number, isShort: boolean): Promise<readonly string[]>;
}

/** Every promise of the soak that concerns the plugin and its Podman. */
export const soakFaults: readonly SoakFault[] = [
  {
    name: "plugin killed",
    promise: "SIGKILL of the plugin at any time: the next one takes up every task",
    rounds: 50,
    short: 2,
    async run(lab, random) {
      await Bun.sleep(random() * 500);
      await lab.killPlugin();
      await Bun.sleep(random() * 1_000);
      await lab.startPlugin();
      return [];
    },
  },
  {
    name: "Podman killed",
    promise: "SIGKILL of the Podman service: tasks, logs and stats go on without it",
    rounds: 20,
    short: 1,
    async run(lab, random) {
      await Bun.sleep(random() * 500);
      await lab.podman.stop("SIGKILL");
      await Promise.all(lab.tasks.map((task) => task.goesOn()));
      await lab.podman.start();
      await lab.reopenSessions();
      return [];
    },
  },
  ...(["create", "start", "pull", "exec", "stop", "delete"] as const).map(
    (operation): SoakFault => ({
      name: `Podman killed in ${operation}`,
      promise: `SIGKILL of the Podman service within ${operation}: an error or success, and no second container`,
      rounds: 4,
      short: operation === "create" || operation === "start" || operation === "delete" ? 1 : 0,
      run: (lab, random) => killedWithin(lab, operation, random),
    }),
  ),
  {
    name: "conmon killed",
    promise: "SIGKILL of a task's conmon: its end is reported, with its exit code or that this is unknown",
    rounds: 5,
    short: 1,
    run: conmonKilled,
  },
  {
    name: "keeper killed",
    promise: "SIGKILL of the processes that hold the tasks' FIFOs, and of the plugin after it: no line is lost",
    rounds: 5,
    short: 1,
    async run(lab) {
      const killed = keepersOf(lab.directory);
      for (const pid of killed) kill(pid);
      const areNew = (pids: readonly number[]) => pids.length === killed.length && !pids.some((pid) => killed.includes(pid));
      await waitFor("other keepers", () => areNew(keepersOf(lab.directory)));
      await lab.killPlugin();
      await lab.startPlugin();
      return [];
    },
  },
  {
    name: "Podman stopped",
    promise: "SIGSTOP of the Podman service for 60 s: tasks, logs and stats go on",
    rounds: 1,
    short: 1,
    async run(lab, _, isShort) {
      process.kill(lab.podman.pid(), "SIGSTOP");
      await Bun.sleep(isShort ? 3_000 : 60_000);
      await Promise.all(lab.tasks.map((task) => task.goesOn())).finally(() => process.kill(lab.podman.pid(), "SIGCONT"));
      return [];
    },
  },
  {
    name: "plugin stopped",
    promise: "SIGSTOP of the plugin for 30 s: nothing is lost",
    rounds: 1,
    short: 1,
    async run(lab, _, isShort) {
      lab.plugin.signal("SIGSTOP");
      await Bun.sleep(isShort ? 3_000 : 30_000);
      lab.plugin.signal("SIGCONT");
      return [];
    },
  },
  {
    name: "socket removed",
    promise: "Podman's socket file goes and is made again: the driver finds it",
    rounds: 5,
    short: 1,
    async run(lab) {
      const { socketPath } = lab.proxy;
      renameSync(socketPath, `${socketPath}-away`);
      const failed = await startsOneMore(lab).catch(String);
      renameSync(`${socketPath}-away`, socketPath);
      return failed.includes("no Podman socket") ? startsOneMore(lab).then(() => []) : [`a start without a socket: ${failed}`];
    },
  },
  {
    name: "storage full",
    promise: "Podman's storage full: tasks go on, no line is torn, and the driver works again once there is room",
    rounds: 3,
    short: 1,
    run: storageFull,
  },
];

/** A task runs from its start to its removal. Throws what the driver says. */
async function startsOneMore(lab: SoakLab): Promise<string> {
  const task = lab.newTask();
  try {
    await task.start(lab.plugin);
  } catch (error) {
    await task.close();
    throw error;
  }
  const problems = await task.end(lab.plugin);
  if (problems.length > 0) throw new Error(problems.join("; "));
  return "";
}

async function conmonKilled(lab: SoakLab): Promise<readonly string[]> {
  const task = lab.newTask();
  await task.start(lab.plugin);
  await waitFor("its first lines", () => task.checks[0].last > 0);
  const [found] = await lab.direct.containers.list([`com.hashicorp.nomad.alloc_id=${task.allocId}`]);
  const { state } = await lab.direct.containers.inspect(found?.id ?? "");
  kill(state.conmonPid);
  const problems = await task.end(lab.plugin);
  // Without conmon nobody reads the pipe and the exit code: only these may be wrong.
  return problems.filter((text) => !/exit code -1 |of \d+ lines|of NaN lines|exit code 1(37|41)/.test(text));
}

async function storageFull(lab: SoakLab): Promise<readonly string[]> {
  const path = join(lab.directory, "p/root/filler");
  for (const task of lab.tasks) for (const each of task.checks) each.mayLose = true;
  await run(["dd", "if=/dev/zero", `of=${path}`, "bs=64k"]);
  const failed = await startsOneMore(lab).then(() => "", String);
  await Bun.sleep(patient(1_000));
  rmSync(path);
  await waitFor("a start once there is room", () => startsOneMore(lab).then(() => true));
  return failed.includes("\n") ? [`an error of several lines: ${failed}`] : [];
}
