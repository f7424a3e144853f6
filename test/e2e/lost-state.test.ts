import { expect, test } from "bun:test";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { fileLab } from "../lab/file-lab.ts";
import { busybox } from "../lab/images.ts";
import { waitFor } from "../lab/wait-for.ts";
import { containerOf, endsWithThree, logsGoOn, startCounter } from "./counter.ts";

const pluginConfig = 'gc {\n dangling_containers {\n period = "1s"\n creation_grace = "5s"\n}\n}';
const lab = await fileLab({ images: [busybox], stateful: true, pluginConfig });

test("the plugin of an agent that lost its state leaves its successor's tasks alone, whose plugin removes what it left", async () => {
  const { id: lost } = await startCounter(lab, "before");
  const orphans = lab.agent.pluginPids();
  await lab.agent.stop("SIGKILL");
  for (const part of ["client", "server"]) rmSync(join(lab.agent.dataDirectory, part), { recursive: true });
  await lab.agent.start();
  await lab.nomad.driver((driver) => driver.Healthy);
  const { id, container } = await startCounter(lab, "after");
  expect(lab.agent.pluginPids()).toEqual(expect.arrayContaining(orphans));
  const exists = () => lab.podman.tryPodman("container", "exists", `main-${lost}`);
  await waitFor("the removal of the lost task", async () => (await exists()).exitCode === 1);
  // The orphan would have had the time for it, too.
  await Bun.sleep(8_000);
  expect(await containerOf(lab, id)).toBe(container);
  await logsGoOn(lab, id);
  await endsWithThree(lab, "after", id);
});
