import { kill } from "../lab/processes.ts";
import { waitFor } from "../lab/wait-for.ts";
import { killedWithin } from "./killed-within.ts";
import { keepersOf } from "./leftovers.ts";
import type { SoakFault } from "./soak-fault.ts";
import type { SoakLab } from "./soak-lab.ts";

/** SIGKILL of each process that a task depends on. */
export const kills: readonly SoakFault[] = [
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
];

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
