import { join } from "node:path";
import type { Lab } from "../lab/lab.ts";
import { nomadBinary, repository } from "../lab/paths.ts";
import { check } from "../lab/run.ts";

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
 * One that looks for a driver's attributes waits until the driver is healthy, as a reader does who tries again.
 */
export async function follow(command: string, lab: Lab): Promise<string> {
  const service = services[command];
  if (service !== undefined) {
    await service(lab);
    return "";
  }
  const driver = /grep driver\.(\w+)/.exec(command)?.[1];
  if (driver !== undefined) await lab.nomad.driver(({ Healthy }) => Healthy, 60_000, driver);
  return check(["bash", "-c", command.replaceAll(pluginDirectory, join(lab.directory, "n/plugins"))], {
    cwd: repository,
    env: { PATH: `${join(nomadBinary(), "..")}:${process.env["PATH"]}`, NOMAD_ADDR: lab.agent.address },
    timeout: 120_000,
  });
}
