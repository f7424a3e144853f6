import { kill } from "../lab/processes.ts";
import { waitFor } from "../lab/wait-for.ts";
import type { AgentLab } from "./agent-lab.ts";
import { keepersOf } from "./leftovers.ts";
import type { SoakFault } from "./soak-fault.ts";

/** Every promise of the soak that needs a real agent. */
export const agentFaults: readonly SoakFault<AgentLab>[] = [
  {
    name: "agent killed",
    promise: "SIGKILL of Nomad's agent: the plugin and the tasks stay, and the next agent takes up both",
    rounds: 10,
    short: 1,
    async run(lab, random) {
      const before = [lab.pluginPid(), ...lab.logCollectors()];
      return withoutAgent(lab, random, async (away) => {
        await lab.lab.agent.stop("SIGKILL");
        await away();
        await lab.startAgent();
        const after = [lab.pluginPid(), ...lab.logCollectors()];
        const gone = before.filter((pid) => !after.includes(pid));
        return gone.length === 0 ? [] : [`${gone.length} of the plugin and the log collectors did not outlive the agent`];
      });
    },
  },
  {
    name: "agent, plugin and keepers killed",
    promise:
      "SIGKILL of the agent, the plugin and the processes that hold the tasks' FIFOs at once: the next agent takes up every task",
    rounds: 10,
    short: 1,
    run: (lab, random) =>
      withoutAgent(lab, random, async (away) => {
        // Stopped first, so that none of them sees another one go.
        const all = [lab.lab.agent.pid(), lab.pluginPid(), ...keepersOf(lab.lab.directory)];
        for (const pid of all) process.kill(pid, "SIGSTOP");
        for (const pid of all.slice(1)) kill(pid);
        await lab.lab.agent.stop("SIGKILL");
        await away();
        await lab.startAgent();
        return [];
      }),
  },
  {
    name: "plugin killed below its agent",
    promise: "SIGKILL of the plugin: Nomad starts another one, which takes up every task",
    rounds: 10,
    short: 1,
    async run(lab, random) {
      await Bun.sleep(random() * 1_000);
      const killed = lab.pluginPid();
      kill(killed);
      await waitFor("another plugin", () => lab.pluginPid() !== killed);
      await lab.lab.nomad.driver((driver) => driver.Healthy, 60_000);
      await lab.reopenSessions();
      return [];
    },
  },
  {
    name: "agent restarted",
    promise:
      "SIGTERM of the agent, as of `systemctl restart nomad`: the plugin ends with it, and the next ones take up every task",
    rounds: 3,
    // test/e2e/agent-restart.test.ts does it, with every log driver.
    short: 0,
    run: (lab, random) =>
      withoutAgent(lab, random, async (away) => {
        await lab.lab.agent.stop("SIGTERM");
        const left = lab.lab.agent.pluginPids().length;
        await away();
        await lab.startAgent();
        return left === 0 ? [] : [`${left} plugins outlived the agent`];
      }),
  },
];

/** A round in which the agent goes at a random moment, for a random time, in which a task ends by itself. */
async function withoutAgent(
  lab: AgentLab,
  random: () => number,
  act: (away: () => Promise<void>) => Promise<readonly string[]>,
): Promise<readonly string[]> {
  const leaver = await lab.leaver();
  await Bun.sleep(random() * 1_000);
  const problems = await act(async () => {
    await Bun.sleep(random() * 1_000);
    leaver.end();
    await Bun.sleep(random() * 2_000);
  });
  await lab.reopenSessions();
  return [...problems, ...(await leaver.problems())];
}
