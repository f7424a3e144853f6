import { expect, setDefaultTimeout, test } from "bun:test";
import { join } from "node:path";
import { consoleCommands, documentText, fencedBlocks, section } from "../docs/documents.ts";
import { guardedCleanup } from "../lab/cleanup.ts";
import { makeImage } from "../lab/image.ts";
import { redis } from "../lab/images.ts";
import { createLab, type Lab } from "../lab/lab.ts";
import { nomadBinary, repository } from "../lab/paths.ts";
import { check } from "../lab/run.ts";

// Nomad takes its time for most things; what hangs has its own, shorter bound.
setDefaultTimeout(240_000);

const install = section(documentText("README.md"), "Install");
const pluginDirectory = "/opt/nomad/plugins";
const socketPath = "unix:///run/podman/podman.sock";

/** What a command of the text is done by in a laboratory without systemd. */
function servicesOf(lab: Lab): Readonly<Record<string, () => Promise<void>>> {
  return {
    "systemctl enable --now podman.socket": () => lab.podman.start(),
    "systemctl restart nomad": () => lab.agent.start(),
  };
}

test("README's Install, followed word by word, leads to its job running", async () => {
  const configuration = fencedBlocks(install, "hcl")[0] ?? "";
  expect(configuration).toContain(`"${pluginDirectory}"`);
  expect(configuration).toContain(`"${socketPath}"`);
  const cleanup = guardedCleanup();
  try {
    const lab = await createLab(
      {
        images: [],
        withoutPlugin: true,
        configs: (socket, settings) => [
          configuration.replace(pluginDirectory, settings.pluginDirectory).replace(socketPath, `unix://${socket}`),
        ],
      },
      cleanup,
    );
    const services = servicesOf(lab);
    const commands = consoleCommands(install);
    for (const service of Object.keys(services)) expect(commands).toContain(service);
    let shown = "";
    for (const command of commands) {
      const service = services[command];
      if (service !== undefined) await service();
      else if (command.includes("node status")) {
        await lab.nomad.driver((driver) => driver.Healthy);
        shown = await shell(command, lab);
      } else await shell(command.replaceAll(pluginDirectory, join(lab.directory, "n/plugins")), lab);
    }
    expect(shown).toContain("driver.podman.version");

    const job = fencedBlocks(install, "hcl")[1] ?? "";
    const image = /image\s+= "([^"]+)"/.exec(job)?.[1] ?? "";
    await makeImage(lab.podman, { ...redis, reference: image }, lab.directory);
    await lab.nomad.submit(job);
    const allocation = await lab.nomad.allocation("redis", (each) => each.TaskStates?.["redis"]?.State === "running");
    await lab.nomad.logs(allocation.ID, "redis", "stdout", (text) => text.includes("Ready to accept connections"));
  } finally {
    await cleanup.run();
  }
});

test("an agent whose configuration does not name the plugin skips it", async () => {
  const cleanup = guardedCleanup();
  try {
    const lab = await createLab(
      { images: [], withoutPlugin: true, configs: (_, { pluginDirectory: directory }) => [`plugin_dir = "${directory}"`] },
      cleanup,
    );
    await shell(`install -D -m 0755 dist/nomad-driver-podman ${join(lab.directory, "n/plugins/nomad-driver-podman")}`, lab);
    await lab.agent.start();
    expect(lab.agent.log()).toContain("plugin not referenced in the agent configuration file");
  } finally {
    await cleanup.run();
  }
});

/** Runs a line of the text in the checkout, against the laboratory's agent. */
function shell(command: string, lab: Lab): Promise<string> {
  const path = `${join(nomadBinary(), "..")}:${process.env["PATH"]}`;
  return check(["bash", "-c", command], {
    cwd: repository,
    env: { PATH: path, NOMAD_ADDR: lab.agent.address },
    timeout: 120_000,
  });
}
