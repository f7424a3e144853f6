import { existsSync, linkSync, mkdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { nomadBinary } from "../lab/paths.ts";
import { layOutPodman } from "../lab/podman-service.ts";
import { check } from "../lab/run.ts";
import { waitFor } from "../lab/wait-for.ts";
import { clientConfig } from "./agent-config.ts";
import type { Daemon, Machine } from "./machine.ts";

/** A container as Podman lists it. */
export interface Container {
  readonly Id: string;
  readonly Names: readonly string[];
  readonly State: string;
  readonly StartedAt: number;
  readonly Command: readonly string[] | null;
}

/** A Nomad client with a Podman of its own, on a machine of its own. */
export interface ClusterNode {
  readonly name: string;
  readonly machine: Machine;
  /** Starts what does not run of machine, Podman and agent; resolves when the servers hear the agent. */
  boot(): Promise<void>;
  podman(...args: string[]): Promise<string>;
  /** All containers of its Podman, also those that do not run. */
  containers(): Promise<readonly Container[]>;
  /** Ends the agent and waits for it; tasks and plugin stay. */
  stopAgent(signal: NodeJS.Signals): Promise<void>;
  /** The plugin that runs, and whether it runs from the file that is there now; undefined for none. */
  plugin(): { readonly pid: number; readonly current: boolean } | undefined;
  /** Exchanges the plugin's file in one step, as a package manager does; the next plugin runs from it. */
  exchangePlugin(executable: string): void;
}

/** Lays a client out below `directory`; nothing runs before {@link ClusterNode.boot}. */
export async function clusterNode(
  name: string,
  directory: string,
  machine: Machine,
  servers: readonly string[],
  driver: string,
): Promise<ClusterNode> {
  const podmanDirectory = join(directory, "p");
  const pluginDirectory = join(directory, "plugins");
  for (const folder of [podmanDirectory, pluginDirectory]) mkdirSync(folder, { recursive: true });
  const podman = await layOutPodman(podmanDirectory);
  const { socket } = podman.paths;
  const plugin = join(pluginDirectory, "nomad-driver-podman");
  const config = join(directory, "agent.hcl");
  const log = join(directory, "agent.log");
  const health = `http://${machine.address}:4646/v1/agent/health?type=client`;
  linkSync(driver, plugin);
  writeFileSync(config, clientConfig({ name, address: machine.address, directory, servers }, pluginDirectory, socket));
  let agent: Daemon | undefined;
  const runningPlugin = () => [...machine.processes()].find(([, [program]]) => program === plugin)?.[0];

  const bootMachine = async () => {
    await machine.start();
    // Podman knows a boot by these directories being empty: on disk they would stay as they are.
    for (const folder of [podman.paths.run, podman.paths.tmp]) {
      await check(machine.inside(["mount", "-t", "tmpfs", "tmpfs", folder]));
    }
  };
  const servePodman = async () => {
    rmSync(socket, { force: true });
    await machine.launch(podman.serve, podman.env, podman.paths.log);
    await waitFor(
      `Podman of ${name}`,
      async () => existsSync(socket) && (await fetch("http://podman/_ping", { unix: socket })).ok,
    );
  };
  let booted = false;
  return {
    name,
    machine: {
      ...machine,
      killAll: async () => {
        await machine.killAll();
        agent = undefined;
      },
      powerOff: async () => {
        await machine.powerOff();
        agent = undefined;
        booted = false;
      },
    },
    boot: async () => {
      if (!booted) {
        await bootMachine();
        booted = true;
      }
      if (![...machine.processes().values()].some((words) => words.includes(`unix://${socket}`))) {
        await servePodman();
      }
      agent ??= await machine.launch([nomadBinary(), "agent", `-config=${config}`], { TMPDIR: directory }, log);
      await waitFor(`the agent of ${name}`, async () => (await fetch(health)).ok, { timeout: 60_000 });
    },
    podman: (...args) => check(machine.inside([...podman.command, ...args]), { env: podman.env, timeout: 120_000 }),
    containers: async () => {
      const response = await fetch("http://podman/v4.0.0/libpod/containers/json?all=true", { unix: socket });
      return (await response.json()) as Container[];
    },
    stopAgent: async (signal) => {
      if (agent === undefined) return;
      process.kill(agent.pid, signal);
      await agent.exited;
      agent = undefined;
    },
    plugin: () => {
      const pid = runningPlugin();
      return pid === undefined ? undefined : { pid, current: statSync(`/proc/${pid}/exe`).ino === statSync(plugin).ino };
    },
    exchangePlugin: (executable) => {
      const next = `${plugin}.next`;
      linkSync(executable, next);
      renameSync(next, plugin);
    },
  };
}
