import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Cleanup } from "./cleanup.ts";
import { type AgentSettings, agentConfig, bridgeName } from "./nomad-config.ts";
import { driverBinary, nomadBinary } from "./paths.ts";
import { freePorts } from "./ports.ts";
import { kill, processesWhere } from "./processes.ts";
import { run } from "./run.ts";
import { waitFor } from "./wait-for.ts";

/** A Nomad agent of its own on loopback ports. */
export interface NomadAgent {
  /** `http://127.0.0.1:PORT`, as NOMAD_ADDR wants it. */
  readonly address: string;
  readonly dataDirectory: string;
  pid(): number;
  /** Starts the agent (again) and waits until it has a leader. */
  start(): Promise<void>;
  /** Ends the agent with a signal, SIGINT when unset: tasks and plugin may stay. */
  stop(signal?: NodeJS.Signals): Promise<void>;
  /** Process ids of the driver plugins that run from this agent's plugin directory. */
  pluginPids(): number[];
  /** Puts another executable into the plugin directory; the next plugin that the agent starts is that one. */
  usePlugin(executable: string): void;
  /** All that the agent logged. */
  log(): string;
}

/** How the agent differs from the ordinary one. */
export interface AgentOptions {
  readonly dev: boolean;
  /** As in {@link AgentSettings}; undefined leaves the plugin directory empty, too. */
  readonly pluginConfig: string | undefined;
  /** Further names of the driver, in the plugin directory and for jobs. */
  readonly alsoAs: readonly string[];
  readonly number: number;
  /** Texts of further configuration files; where they say something else than the lab's own, they win. */
  readonly configs?: (settings: AgentSettings) => readonly string[];
}

/** Lays out an agent below `directory`, with the driver under test as its only plugin. */
export async function nomadAgent(directory: string, cleanup: Cleanup, options: AgentOptions): Promise<NomadAgent> {
  const [http = 0, rpc = 0, serf = 0] = await freePorts(3);
  const pluginDirectory = join(directory, "plugins");
  mkdirSync(pluginDirectory, { recursive: true });
  const plugin = join(pluginDirectory, "nomad-driver-podman");
  const usePlugin = (executable: string) => {
    rmSync(plugin, { force: true });
    symlinkSync(executable, plugin);
  };
  if (options.pluginConfig !== undefined) usePlugin(driverBinary());
  for (const name of options.alsoAs) symlinkSync(driverBinary(), join(pluginDirectory, name));
  const settings: AgentSettings = { ...options, directory, pluginDirectory, ports: [http, rpc, serf] };
  const configs = [agentConfig(settings), ...(options.configs?.(settings) ?? [])].map((text, index) => {
    const path = join(directory, `agent-${index}.hcl`);
    writeFileSync(path, text);
    return path;
  });
  const log = join(directory, "agent.log");
  const address = `http://127.0.0.1:${http}`;
  let child: Bun.Subprocess | undefined;

  const start = async () => {
    const output = openSync(log, "a");
    child = Bun.spawn([nomadBinary(), "agent", ...(options.dev ? ["-dev"] : []), ...configs.map((path) => `-config=${path}`)], {
      cwd: directory,
      env: { ...process.env, TMPDIR: directory },
      stdio: ["ignore", output, output],
      // Ctrl-C is for this process alone: it stops the jobs first, and the agent with them still running would leave them.
      detached: true,
    });
    closeSync(output);
    const started = child;
    await waitFor("the Nomad agent", async () => {
      if (started.exitCode !== null) {
        throw new Error(`nomad agent ended with ${started.exitCode}: ${readFileSync(log, "utf8").slice(-1500)}`);
      }
      const leader = await fetch(`${address}/v1/status/leader`);
      return leader.ok && (await leader.text()).includes(":");
    });
  };
  const stop = async (signal: NodeJS.Signals = "SIGINT") => {
    child?.kill(signal);
    await child?.exited;
    child = undefined;
  };
  const pluginPids = () => processesWhere("cmdline", (words) => words[0] === plugin);
  cleanup.defer(async () => {
    await stop("SIGKILL");
    // The plugin and Nomad's log collectors outlive an agent; all have inherited its TMPDIR.
    for (const pid of processesWhere("environ", (variables) => variables.includes(`TMPDIR=${directory}`))) {
      kill(pid);
    }
    await run(["ip", "link", "delete", bridgeName(options.number)]);
    await removeFirewallRules(bridgeName(options.number));
  });
  return {
    address,
    dataDirectory: join(directory, "data"),
    pid: () => child?.pid ?? 0,
    start,
    stop,
    pluginPids,
    usePlugin,
    log: () => (existsSync(log) ? readFileSync(log, "utf8") : ""),
  };
}

/** Nomad never removes the rules that it has added for its bridge. */
async function removeFirewallRules(bridge: string): Promise<void> {
  const { stdout } = await run(["iptables", "-S"]);
  for (const rule of stdout.split("\n").filter((line) => line.startsWith("-A") && line.includes(` ${bridge} `))) {
    await run(["iptables", ...rule.replace(/^-A/, "-D").split(" ")]);
  }
}
