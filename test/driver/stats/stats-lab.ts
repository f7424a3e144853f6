import { readFileSync } from "node:fs";
import { type CgroupDirectories, locateCgroup } from "../../../src/cgroup/locate.ts";
import { silentLogger } from "../../../src/core/silent-logger.ts";
import type { TaskUsage } from "../../../src/core/task-status.ts";
import { type SampledTask, StatsSampler } from "../../../src/driver/stats/sampler.ts";
import { systemClock } from "../../../src/platform/system-clock.ts";
import type { PodmanClient } from "../../../src/podman/client.ts";
import { createPodmanClient } from "../../../src/podman/client.ts";
import type { SpecGenerator } from "../../../src/podman/containers/spec-generator.ts";
import type { TestPodman } from "../../lab/test-podman.ts";
import { waitFor } from "../../lab/wait-for.ts";

/** A container whose use is known. */
export interface Load {
  readonly id: string;
  /** As the driver measures it: by the files of its cgroup. */
  readonly task: SampledTask;
  /** As it does where those cannot be read: by Podman's own statistics. */
  readonly unreadable: SampledTask;
  readonly cgroup: CgroupDirectories;
  /** CPU time so far as the kernel counts it, in nanoseconds. */
  cpuTime(): number;
}

export interface StatsLab extends AsyncDisposable {
  readonly sampler: StatsSampler;
  /** A container that runs this line of shell. */
  load(line: string, limits?: SpecGenerator["resource_limits"]): Promise<Load>;
  /** Kills it; the container stays. */
  stop(load: Load): Promise<void>;
  remove(load: Load): Promise<void>;
  /** So many samples. */
  samples(task: SampledTask, count: number, interval: number): Promise<TaskUsage[]>;
}

/** 2,500 MHz a core. */
export const node = { usableCores: 4, totalCompute: 10_000 };

/** @param socketPath of the Podman itself, or of a proxy before it */
export function openStatsLab({ image }: TestPodman, socketPath: string): StatsLab {
  const client: PodmanClient = createPodmanClient({ socketPath: `unix://${socketPath}`, requestTimeoutMilliseconds: 60_000 });
  const sampler = new StatsSampler({
    clock: systemClock,
    logger: silentLogger,
    node: () => node,
    interval: (wanted) => wanted,
  });
  const ids = new Set<string>();
  const { containers } = client;
  return {
    sampler,
    async load(line, limits = {}) {
      const name = `load-${crypto.randomUUID()}`;
      const spec = { name, image, command: ["sh", "-c", line], netns: { nsmode: "host" }, resource_limits: limits };
      const { id } = await containers.create(spec);
      ids.add(id);
      await containers.start(id);
      const { pid } = (await containers.inspect(id)).state;
      const cgroup = locateCgroup(pid, id);
      if (cgroup === undefined) throw new Error(`container ${id} has no cgroup that can be read`);
      return {
        id,
        cgroup,
        task: { containerId: id, pid: () => pid, containers },
        unreadable: { containerId: id, pid: () => 0, containers },
        cpuTime: () => cpuTime(cgroup),
      };
    },
    async stop({ id }) {
      await containers.kill(id, 9);
      await waitFor("the container's end", async () => !(await containers.inspect(id)).state.running);
    },
    async remove({ id }) {
      ids.delete(id);
      await containers.remove(id);
    },
    async samples(task, count, interval) {
      const taken: TaskUsage[] = [];
      for await (const usage of sampler.subscribe(task, interval, new AbortController().signal)) {
        if (taken.push(usage) === count) break;
      }
      return taken;
    },
    async [Symbol.asyncDispose]() {
      for (const id of ids) await containers.remove(id);
      client.close();
    },
  };
}

function cpuTime(cgroup: CgroupDirectories): number {
  if (cgroup.version === 1) return Number(readFileSync(`${cgroup.cpuacct}/cpuacct.usage`, "utf8"));
  const text = readFileSync(`${cgroup.unified}/cpu.stat`, "utf8");
  return Number(/^usage_usec (\d+)$/m.exec(text)?.[1]) * 1_000;
}
