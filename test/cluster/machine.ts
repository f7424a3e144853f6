import { closeSync, openSync, readdirSync, readFileSync, readlinkSync } from "node:fs";
import type { Cleanup } from "../lab/cleanup.ts";
import { kill } from "../lab/processes.ts";
import { check, run } from "../lab/run.ts";
import { waitFor } from "../lab/wait-for.ts";
import type { ClusterNetwork } from "./network.ts";

/** A program that runs on a machine. */
export interface Daemon {
  /** Its process id as this process sees it. */
  readonly pid: number;
  /** Resolves when it has ended. */
  readonly exited: Promise<number>;
}

/**
 * A small machine: its own processes, mounts, /run and network, on the files and cgroups of this one. It ends with this process,
 * however that ends: its first process reads a pipe from here, and the kernel ends all others with it.
 */
export interface Machine {
  readonly address: string;
  start(): Promise<void>;
  /** The same command, to be run on the machine. */
  inside(command: readonly string[]): string[];
  /** Starts a program with its output appended to `log`; resolves when it runs. */
  launch(command: readonly string[], env: Readonly<Record<string, string>>, log: string): Promise<Daemon>;
  /** Command lines of its processes by their process ids, without those inside containers. */
  processes(): Map<number, readonly string[]>;
  /** SIGKILL for every process at once; mounts, files and network stay as they are. */
  killAll(): Promise<void>;
  /** Every process, mount and network is gone at once, as after a loss of power. */
  powerOff(): Promise<void>;
  /** Pulls the network cable, or puts it back. */
  cable(plugged: boolean): Promise<void>;
}

const init = "mount -t tmpfs tmpfs /run && ip link set lo up && while read -r _; do :; done";

/** A machine that is off. `number` is the last number of its address. */
export function machine(network: ClusterNetwork, number: number, cleanup: Cleanup): Machine {
  const address = `${network.prefix}.${number}`;
  const port = `${network.bridge}-${number}`;
  let shell: Bun.Subprocess | undefined;
  let first = 0;
  const inside = (command: readonly string[]) => [
    "nsenter",
    `--target=${first}`,
    "--mount",
    "--net",
    "--pid",
    "--",
    ...command,
  ];
  const powerOff = async () => {
    if (shell === undefined) return;
    kill(first);
    await shell.exited;
    shell = undefined;
    // The kernel removes a network namespace some time after its last process; until then the port would be there.
    await run(["ip", "link", "delete", port]);
  };
  cleanup.defer(powerOff);
  return {
    address,
    inside,
    powerOff,
    start: async () => {
      shell = Bun.spawn(["unshare", "--pid", "--mount", "--net", "--fork", "--mount-proc", "bash", "-c", init], {
        stdio: ["pipe", "ignore", "ignore"],
        // Ctrl-C is for this process alone, which stops the jobs first.
        detached: true,
      });
      const parent = shell.pid;
      first = await waitFor("the machine's first process", () => onlyChild(parent));
      await waitFor("the machine's mounts", () => readFileSync(`/proc/${first}/mounts`, "utf8").includes("tmpfs /run tmpfs"));
      await check(["ip", "link", "add", port, "type", "veth", "peer", "name", "eth0", "netns", String(first)]);
      await check(["ip", "link", "set", port, "master", network.bridge, "up"]);
      await check(inside(["ip", "addr", "add", `${address}/24`, "dev", "eth0"]));
      await check(inside(["ip", "link", "set", "eth0", "up"]));
    },
    launch: async (command, env, log) => {
      const output = openSync(log, "a");
      const child = Bun.spawn(inside(command), {
        env: { ...process.env, ...env },
        stdio: ["ignore", output, output],
        detached: true,
      });
      closeSync(output);
      // nsenter forks: only a child is a process of the machine.
      const pid = await waitFor(`${command[0]} to start`, () => onlyChild(child.pid));
      return { pid, exited: child.exited };
    },
    processes: () => processesIn(first),
    killAll: async () => {
      // Without the machine's first process and the shell itself.
      await check(inside(["/bin/sh", "-c", "kill -s KILL -- -1"]));
      await waitFor("every process to end", () => processesIn(first).size === 0);
    },
    cable: async (plugged) => void (await check(["ip", "link", "set", port, plugged ? "up" : "down"])),
  };
}

function onlyChild(pid: number): number | undefined {
  const child = Number(readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim().split(" ")[0]);
  return child > 0 ? child : undefined;
}

/** Of the process namespace of `first`, without that process. */
function processesIn(first: number): Map<number, readonly string[]> {
  const namespace = (pid: number | string) => readlinkSync(`/proc/${pid}/ns/pid`);
  const ours = namespace(first);
  const found = new Map<number, readonly string[]>();
  for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    try {
      if (Number(pid) === first || namespace(pid) !== ours) continue;
      const words = readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0").slice(0, -1);
      // A process that has ended and was not waited for yet has no command line.
      if (words.length > 0) found.set(Number(pid), words);
    } catch {
      // It has ended.
    }
  }
  return found;
}
