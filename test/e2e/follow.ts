import { join } from "node:path";
import type { Lab } from "../lab/lab.ts";
import { nomadBinary, repository } from "../lab/paths.ts";
import { check } from "../lab/run.ts";
import { waitFor } from "../lab/wait-for.ts";

/** Where the documents have Nomad's plugins. */
export const pluginDirectory = "/opt/nomad/plugins";

/** Services of the documents, which a lab without systemd starts itself. */
const services: Readonly<Record<string, (lab: Lab) => Promise<void>>> = {
  "systemctl enable --now podman.socket": async ({ podman }) => {
    if (podman.pid() === 0) await podman.start();
  },
  "systemctl restart nomad": async ({ agent }) => {
    if (agent.pid() !== 0) await agent.stop();
    await agent.start();
  },
};

/**
 * Runs a command of a document in the checkout, against the lab's agent and its plugin directory, and answers what it printed.
 * One that looks for a driver's attributes is tried again while it finds nothing, as a reader does: Nomad's server hears of them a
 * while after the agent's start.
 */
export async function follow(command: string, lab: Lab): Promise<string> {
  const service = services[command];
  if (service !== undefined) {
    await service(lab);
    return "";
  }
  const here = ["bash", "-c", command.replaceAll(pluginDirectory, join(lab.directory, "n/plugins"))];
  const options = {
    cwd: repository,
    env: { PATH: `${join(nomadBinary(), "..")}:${process.env["PATH"]}`, NOMAD_ADDR: lab.agent.address },
    timeout: 120_000,
  };
  const once = () => check(here, options);
  return / grep driver\./.test(command) ? waitFor(command, once, { timeout: 60_000 }) : once();
}
