import { chmodSync, existsSync, mkdirSync, readFileSync, rmdirSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { driverBinary } from "../lab/paths.ts";
import { waitFor } from "../lab/wait-for.ts";
import { descriptorRoom, keepersOf, openFiles } from "./leftovers.ts";
import { anonymousOf, mib } from "./lifecycles.ts";
import type { SoakFault } from "./soak-fault.ts";
import type { SoakLab } from "./soak-lab.ts";

const megabyte = 1024 * 1024;
const limitBytes = 96 * megabyte;
const tasks = 100;
const atOnce = 4;
const watchedMilliseconds = 60_000;
/** Longer than the plugin keeps a connection to Podman that is idle: five minutes (Bun 1.4.5). */
const idleMilliseconds = 330_000;

export const memoryLimit: readonly SoakFault[] = [
  {
    name: "memory limit",
    promise:
      "a memory cgroup of 96 MB for the plugin and the processes that hold FIFOs, 100 tasks with stats: nothing is killed",
    rounds: 1,
    short: 0,
    run: limited,
  },
];

async function limited(lab: SoakLab): Promise<readonly string[]> {
  const usual = lab.tasks.length;
  const descriptors = openFiles(lab.plugin.pid).length;
  const starting = async () => {
    while (lab.tasks.length + pending < tasks) {
      pending += 1;
      await lab.add().finally(() => (pending -= 1));
    }
  };
  let pending = 0;
  await Promise.all(Array.from({ length: atOnce }, starting));
  const problems: string[] = [];
  const cgroup = new MemoryCgroup(basename(lab.directory));
  try {
    await lab.killPlugin();
    await lab.startPlugin(cgroup.program(lab.directory));
    await Bun.sleep(watchedMilliseconds);
    await Promise.all(lab.tasks.map((task) => task.goesOn()));
    lab.figures.push(`${cgroup.figures()}, ${mib(anonymousOf(lab.plugin.pid))} of it the plugin's own`);
    lab.figures.push(`${keepersOf(lab.directory).length} keepers`);
    if (cgroup.kills() > 0) problems.push(`the kernel killed ${cgroup.kills()} processes`);
  } finally {
    await lab.killPlugin();
    await lab.startPlugin();
    for (const task of lab.tasks.splice(usual)) problems.push(...(await task.end(lab.plugin)));
    await cgroup.remove();
  }
  const isUsual = () => openFiles(lab.plugin.pid).length <= descriptors + descriptorRoom;
  await waitFor("the idle connections of so many tasks to be closed", isUsual, { timeout: idleMilliseconds, interval: 1_000 });
  return problems;
}

/** Of version 1. */
class MemoryCgroup {
  readonly #parent = "/sys/fs/cgroup/memory";
  readonly #path: string;

  constructor(name: string) {
    this.#path = join(this.#parent, name);
    if (!existsSync(join(this.#parent, "cgroup.procs"))) throw new Error("it needs a memory cgroup of version 1");
    mkdirSync(this.#path);
    writeFileSync(join(this.#path, "memory.limit_in_bytes"), String(limitBytes));
  }

  /** A program that is the plugin in this cgroup from its first page on. */
  program(directory: string): string {
    const path = join(directory, "limited-plugin");
    writeFileSync(path, `#!/bin/sh\necho $$ > ${this.#path}/cgroup.procs\nexec ${driverBinary()} "$@"\n`);
    chmodSync(path, 0o755);
    return path;
  }

  kills(): number {
    return Number(/^oom_kill (\d+)/m.exec(this.#read("memory.oom_control"))?.[1]);
  }

  figures(): string {
    const stat = (name: string) => Number(new RegExp(`^${name} (\\d+)`, "m").exec(this.#read("memory.stat"))?.[1]);
    const parts = { anonymous: stat("rss"), files: stat("cache"), "at most": Number(this.#read("memory.max_usage_in_bytes")) };
    return Object.entries(parts)
      .map(([name, bytes]) => `${name} ${mib(bytes)}`)
      .join(", ");
  }

  /** The keepers that the limited plugin started end with their tasks. */
  async remove(): Promise<void> {
    for (const pid of this.#read("cgroup.procs").split("\n").filter(Boolean)) {
      writeFileSync(join(this.#parent, "cgroup.procs"), pid);
    }
    await waitFor("the cgroup to be empty", () => {
      rmdirSync(this.#path);
      return true;
    });
  }

  #read(file: string): string {
    return readFileSync(join(this.#path, file), "utf8");
  }
}
