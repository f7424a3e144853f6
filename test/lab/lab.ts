import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { type Cleanup, guardedCleanup } from "./cleanup.ts";
import { type ImageRecipe, makeImage } from "./image.ts";
import { type Nomad, nomadAt } from "./nomad.ts";
import { type NomadAgent, nomadAgent } from "./nomad-agent.ts";
import type { AgentSettings } from "./nomad-config.ts";
import { freeSubnet, type PodmanService, podmanService } from "./podman-service.ts";
import { check } from "./run.ts";
import { scratchDirectory } from "./scratch.ts";
import { waitFor } from "./wait-for.ts";

/** A Podman and a Nomad agent of their own. Disposing it stops all jobs, ends everything and removes it. */
export interface Lab extends AsyncDisposable {
  readonly directory: string;
  readonly podman: PodmanService;
  readonly agent: NomadAgent;
  readonly nomad: Nomad;
}

/** What a lab is made of. */
export interface LabOptions {
  readonly images: readonly ImageRecipe[];
  /** Keep the agent's state on disk, so that it can be killed and started again; false when unset. */
  readonly stateful?: boolean;
  /** Leave the plugin and its configuration to the test; false when unset. */
  readonly withoutPlugin?: boolean;
  /** Further names under which the driver lies in the plugin directory: other drivers, which `configs` configures. */
  readonly alsoAs?: readonly string[];
  /** HCL for the plugin's configuration, beside the socket. */
  readonly pluginConfig?: string;
  /** Texts of further configuration files for the agent, given Podman's socket and what the agent is told already. */
  readonly configs?: (socket: string, settings: AgentSettings) => readonly string[];
  /** Leave the Podman service to the test to start; false when unset. */
  readonly withoutPodman?: boolean;
}

/** Lays a lab out without starting anything; `cleanup` ends and removes whatever was started. */
export async function createLab(options: LabOptions, cleanup: Cleanup): Promise<Lab> {
  const directory = scratchDirectory(cleanup);
  const podmanDirectory = join(directory, "p");
  mkdirSync(podmanDirectory);
  const podman = await podmanService(podmanDirectory, cleanup);
  const agent = await nomadAgent(join(directory, "n"), cleanup, {
    dev: options.stateful !== true,
    alsoAs: options.alsoAs ?? [],
    number: freeSubnet((await check(["ip", "-4", "-o", "addr"])).replaceAll(" 10.214.", " 10.213.")),
    configs: (settings) => options.configs?.(podman.socket, settings) ?? [],
    pluginConfig:
      options.withoutPlugin === true ? undefined : `socket_path = "unix://${podman.socket}"\n${options.pluginConfig ?? ""}`,
  });
  const nomad = nomadAt(agent.address);
  cleanup.defer(() => (agent.pid() === 0 ? undefined : stopAllJobs(nomad)));
  return { directory, podman, agent, nomad, [Symbol.asyncDispose]: () => cleanup.run() };
}

/** Starts Podman and Nomad, makes the images, and waits until the driver is healthy. */
export async function openLab(options: LabOptions): Promise<Lab> {
  const cleanup = guardedCleanup();
  try {
    const lab = await createLab(options, cleanup);
    if (options.withoutPodman !== true) {
      await lab.podman.start();
      for (const image of options.images) {
        await makeImage(lab.podman, image, lab.directory);
      }
    }
    await lab.agent.start();
    if (options.withoutPodman !== true) {
      await lab.nomad.driver((driver) => driver.Healthy);
    }
    return lab;
  } catch (error) {
    await cleanup.run();
    throw error;
  }
}

/** Stops what runs, and waits until Nomad has taken it down with its network namespaces: only Nomad can undo those. */
export async function stopAllJobs(nomad: Nomad): Promise<void> {
  const jobs = await nomad.get<{ ID: string }[]>("/v1/jobs");
  await Promise.all(jobs.map((job) => nomad.stop(job.ID)));
  await waitFor("the tasks to end", async () => {
    const allocations = await nomad.get<{ ID: string; ClientStatus: string }[]>("/v1/allocations");
    // An allocation is complete before its network is taken down.
    return allocations.every(
      ({ ID, ClientStatus }) => ClientStatus !== "running" && ClientStatus !== "pending" && !existsSync(`/run/netns/${ID}`),
    );
  });
}
