import { expect, setDefaultTimeout, test } from "bun:test";
import { join } from "node:path";
import { validatePluginOptions } from "../../../src/config/validate.ts";
import type { Clock } from "../../../src/core/clock.ts";
import { unknownNode } from "../../../src/core/node.ts";
import { silentLogger } from "../../../src/core/silent-logger.ts";
import type { Driver } from "../../../src/driver/api.ts";
import { ImageGarbage } from "../../../src/driver/garbage/unused-images.ts";
import { TaskStore } from "../../../src/driver/task/task-store.ts";
import { systemClock } from "../../../src/platform/system-clock.ts";
import { answers } from "../../fakes/fake-answers.ts";
import { fakePodman, json } from "../../fakes/fake-podman.ts";
import { fakeTask, serviceAt } from "../../fakes/fake-task.ts";
import { forFile } from "../../lab/for-file.ts";
import { exitOf } from "../../lab/lifecycle-lab.ts";
import { pushImage, startRegistry } from "../../lab/registry.ts";
import { ownPodmanService } from "../../lab/test-podman.ts";
import { waitFor } from "../../lab/wait-for.ts";
import { insecure, openImageLab } from "../images/image-lab.ts";

setDefaultTimeout(120_000);

// Of its own: what a driver has fetched is noted in its storage.
const podman = forFile(await ownPodmanService());
const lab = forFile(openImageLab(podman));

let images = 0;

/** An image of its own, which Podman does not have any more, in an archive. */
async function archived(): Promise<{ readonly id: string; readonly image: string; readonly name: string }> {
  const { podman } = lab.podman;
  images += 1;
  const name = `localhost/collected:${images}`;
  const container = (await podman("create", "--label", `of=${images}`, lab.podman.image, "true")).trim();
  const commit = ["commit", "--quiet", "--change", `LABEL number=${images}`, container, name];
  const id = (await podman(...commit)).trim();
  const file = join(lab.directory, `${images}.tar`);
  await podman("save", "--quiet", "--output", file, name);
  await podman("rm", container);
  await podman("rmi", name);
  return { id, image: `docker-archive:${file}`, name };
}

async function exists(id: string): Promise<boolean> {
  return (await lab.podman.tryPodman("image", "exists", id)).exitCode === 0;
}

const gone = (id: string) => waitFor("the image's removal", async () => !(await exists(id)));

function withDelay(delay: string): Driver {
  return lab.another({ gc: { image: true, image_delay: delay } });
}

function configure(driver: Driver, gc: Readonly<Record<string, unknown>>): void {
  driver.setConfig(validatePluginOptions({ socket_path: `unix://${lab.podman.socketPath}`, gc }), unknownNode);
}

/** A task of that image that has ended, and is not destroyed yet. */
async function ended(image: string, driver: Driver, options: Readonly<Record<string, unknown>> = {}) {
  const task = lab.task("exit 0", { image, ...options });
  await lab.start(task, driver);
  await exitOf(driver, task);
  return { destroy: () => driver.destroyTask(task.config.id, false) };
}

test("a loaded image is removed once no task has used it for gc.image_delay", async () => {
  const { id, image, name } = await archived();
  const driver = withDelay("500ms");
  const one = await ended(image, driver);
  const two = await ended(name, driver);
  await one.destroy();
  await Bun.sleep(1_500);
  expect(await exists(id)).toBe(true);
  await two.destroy();
  await gone(id);
  expect(await exists(lab.podman.image)).toBe(true);
});

test("a pulled image is removed as well, and one that was there before stays", async () => {
  const registry = await startRegistry(lab.cleanup, lab.directory);
  const pushed = await archived();
  const { podman } = lab.podman;
  await podman("load", "--quiet", "--input", pushed.image.replace("docker-archive:", ""));
  const reference = await pushImage(lab.podman, registry, "app:1", pushed.name);
  await podman("rmi", pushed.name);
  const driver = withDelay("500ms");
  await (await ended(reference, driver, { auth: insecure })).destroy();
  await waitFor("the image's removal", async () => !(await exists(reference)));
  await podman("pull", "--quiet", "--tls-verify=false", reference);
  const [pulledAgain, local] = [
    await ended(reference, driver, { auth: insecure, force_pull: true }),
    await ended(lab.podman.image, driver),
  ];
  await pulledAgain.destroy();
  await local.destroy();
  await Bun.sleep(2_000);
  expect([await exists(reference), await exists(lab.podman.image)]).toEqual([true, true]);
});

test("a waiting image keeps waiting across SetConfig, with the new delay from the same start", async () => {
  const { id, image } = await archived();
  const driver = withDelay("1h");
  await (await ended(image, driver)).destroy();
  configure(driver, { image: true, image_delay: "1h" });
  configure(driver, { image: false, image_delay: "1s" });
  await Bun.sleep(2_000);
  expect(await exists(id)).toBe(true);
  configure(driver, { image: true, image_delay: "1s" });
  await gone(id);
});

test("an image of an earlier plugin is found again, and that of a running task stays", async () => {
  const [left, used] = [await archived(), await archived()];
  const before = withDelay("1h");
  await (await ended(left.image, before)).destroy();
  const running = lab.task("sleep 300", { image: used.image, init: true, init_path: "/usr/bin/catatonit" });
  const { handle } = await lab.start(running, before);
  await before.shutdown();
  const after = withDelay("500ms");
  await after.recoverTask(handle);
  await gone(left.id);
  await Bun.sleep(1_000);
  expect(await exists(used.id)).toBe(true);
  await after.destroyTask(running.config.id, true);
  await gone(used.id);
});

test("an image that a task of another plugin used meanwhile waits for its own delay", async () => {
  const removals = () => fake.requests.filter(({ method }) => method === "DELETE").length;
  await using fake = await fakePodman(answers({ "DELETE /images/": json([]) }));
  const service = serviceAt(fake.socketPath);
  let now = 0;
  const sleeps: { readonly milliseconds: number; readonly wake: () => void }[] = [];
  const sleep: Clock["sleep"] = (milliseconds) => new Promise((wake) => void sleeps.push({ milliseconds, wake }));
  const garbage = new ImageGarbage({
    fetched: {
      all: async () => [],
      forget: async () => undefined,
      has: async () => true,
      used: async () => undefined,
      usedAt: async () => 50_000,
    },
    store: new TaskStore(),
    clock: { ...systemClock, now: () => now, sleep },
    logger: silentLogger,
  });
  garbage.configure({ options: { image: true, image_delay: 100_000 }, services: [service] });
  await garbage.release(fakeTask(service, { imageId: "a".repeat(64) }));
  now = 100_000;
  sleeps[0]?.wake();
  await waitFor("the second wait", () => sleeps.length === 2);
  expect([sleeps.map(({ milliseconds }) => milliseconds), removals()]).toEqual([[100_000, 50_000], 0]);
  now = 150_000;
  sleeps[1]?.wake();
  await waitFor("the removal", () => removals() === 1);
  garbage.close();
  service.client.close();
});
