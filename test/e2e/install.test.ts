import { expect, setDefaultTimeout, test } from "bun:test";
import { consoleCommands, documentText, fencedBlocks, section } from "../docs/documents.ts";
import { guardedCleanup } from "../lab/cleanup.ts";
import { makeImage } from "../lab/image.ts";
import { redis } from "../lab/images.ts";
import { createLab } from "../lab/lab.ts";
import { follow, pluginDirectory } from "./follow.ts";

// Nomad takes its time for most things; what hangs has its own, shorter bound.
setDefaultTimeout(240_000);

const install = section(documentText("README.md"), "Install");
const socketPath = "unix:///run/podman/podman.sock";

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
    const commands = consoleCommands(install);
    for (const service of ["systemctl enable --now podman.socket", "systemctl restart nomad"]) {
      expect(commands).toContain(service);
    }
    let shown = "";
    for (const command of commands) shown += await follow(command, lab);
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
    await follow("install -D -m 0755 dist/nomad-driver-podman /opt/nomad/plugins/nomad-driver-podman", lab);
    await lab.agent.start();
    expect(lab.agent.log()).toContain("plugin not referenced in the agent configuration file");
  } finally {
    await cleanup.run();
  }
});
