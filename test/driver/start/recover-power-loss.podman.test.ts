/** What a loss of power leaves of a task: Podman's storage, without processes and without its directories in memory. */
import { expect, setDefaultTimeout, test } from "bun:test";
import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { Cleanup } from "../../lab/cleanup.ts";
import { forFile } from "../../lab/for-file.ts";
import { makeImage } from "../../lab/image.ts";
import { busybox } from "../../lab/images.ts";
import { exitOf, nameOf, openLifecycleLab } from "../../lab/lifecycle-lab.ts";
import { podmanService } from "../../lab/podman-service.ts";
import { kill } from "../../lab/processes.ts";
import { scratchDirectory } from "../../lab/scratch.ts";
import { waitFor } from "../../lab/wait-for.ts";

setDefaultTimeout(120_000);

const cleanup = forFile(new Cleanup());
const directory = join(scratchDirectory(cleanup), "p");
mkdirSync(directory);
const podman = await podmanService(directory, cleanup);
await podman.start();
await makeImage(podman, busybox, directory);
const lab = forFile(openLifecycleLab(podman.socket));

/** Everything that the tasks consist of ends at once, and Podman starts as on another boot. */
async function losePower(names: readonly string[]): Promise<void> {
  const pids = await podman.podman("inspect", "--format", "{{.State.ConmonPid}} {{.State.Pid}}", ...names);
  await podman.stop("SIGKILL");
  for (const pid of pids.split(/\s/).filter((text) => Number(text) > 0)) kill(Number(pid));
  for (const folder of ["run", "tmp"]) {
    for (const name of readdirSync(join(directory, folder))) rmSync(join(directory, folder, name), { recursive: true });
  }
  await podman.start();
}

test("recoverTask fails for a task that a loss of power has ended, and finds the exit code of one that ended before", async () => {
  const before = lab.another();
  const image = { image: busybox.reference };
  const cut = lab.task("sleep 1000", image);
  const ended = lab.task("exit 7", image);
  const handles = [await lab.start(cut, before), await lab.start(ended, before)].map(({ handle }) => handle);
  await exitOf(before, ended);
  await waitFor("Podman to know the exit", async () => {
    return (await podman.podman("inspect", "--format", "{{.State.Status}}", nameOf(ended))).trim() === "exited";
  });
  await before.shutdown();
  await losePower([nameOf(cut), nameOf(ended)]);
  const driver = lab.another();
  const [running, exited] = handles;
  if (running === undefined || exited === undefined) throw new Error("no handles");
  await expect(driver.recoverTask(running)).rejects.toThrow("as after a restart of the node: it cannot be recovered");
  await driver.recoverTask(exited);
  expect(await exitOf(driver, ended)).toMatchObject({ exitCode: 7 });
  await driver.destroyTask(ended.config.id, false);
});
