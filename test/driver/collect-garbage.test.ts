import { afterAll, beforeAll, expect, setDefaultTimeout, test } from "bun:test";
import { waitFor } from "../../scripts/lab/wait-for.ts";
import { ownPodmanService, type TestPodman } from "../helpers/podman-service.ts";
import { exitOf, type LifecycleLab, nameOf, openLifecycleLab } from "./lifecycle-lab.ts";

setDefaultTimeout(90_000);

let podman: TestPodman;
let lab: LifecycleLab;

// Of its own: the sweep removes what other tests' drivers have made.
beforeAll(async () => {
  podman = await ownPodmanService();
  lab = openLifecycleLab(podman.socketPath);
});

afterAll(async () => {
  await lab?.[Symbol.asyncDispose]();
  await podman?.stop();
});

const label = "com.hashicorp.nomad.alloc_id";

async function exists(name: string): Promise<boolean> {
  return (await podman.tryPodman("container", "exists", name)).exitCode === 0;
}

test("dangling containers of ours are removed, and nothing else", async () => {
  const sleep = ["--init", podman.image, "sleep", "300"];
  await podman.podman("create", "--name", "dangling", "--label", `${label}=gone`, podman.image, "true");
  await podman.podman("run", "--detach", "--name", "running", "--label", `${label}=gone`, ...sleep);
  await podman.podman("create", "--name", "foreign", podman.image, "true");
  const task = lab.task("sleep 300", { init: true, init_path: "/usr/bin/catatonit" });
  const sweep = { period: "1s", creation_grace: "2s" };
  const dry = lab.another({ gc: { dangling_containers: { ...sweep, dry_run: true } } });
  await lab.start(task, dry);
  await Bun.sleep(4_000);
  expect(await exists("dangling")).toBe(true);
  await dry.shutdown();
  const driver = lab.another({ gc: { dangling_containers: sweep } });
  const ours = lab.task("exit 0");
  await lab.start(ours, driver);
  await exitOf(driver, ours);
  await waitFor("the sweep", async () => !(await exists("dangling")) && !(await exists("running")));
  expect(await exists("foreign")).toBe(true);
  expect(await exists(nameOf(ours))).toBe(true);
  await driver.shutdown();
});

test("an image goes once no task has used it for gc.image_delay", async () => {
  await podman.podman("tag", podman.image, "localhost/collected:1");
  const context = await podman.podman("create", podman.image, "true");
  const image = (await podman.podman("commit", "--quiet", context.trim(), "localhost/collected:2")).trim();
  const driver = lab.another({ gc: { image: true, image_delay: "500ms" } });
  const [one, two] = [
    lab.task("exit 0", { image: "localhost/collected:2" }),
    lab.task("exit 0", { image: "localhost/collected:2" }),
  ];
  for (const task of [one, two]) {
    await lab.start(task, driver);
    await exitOf(driver, task);
  }
  await driver.destroyTask(one.config.id, false);
  await Bun.sleep(1_500);
  expect((await podman.tryPodman("image", "exists", image)).exitCode).toBe(0);
  await driver.destroyTask(two.config.id, false);
  await waitFor("the image's removal", async () => (await podman.tryPodman("image", "exists", image)).exitCode !== 0);
  expect((await podman.tryPodman("image", "exists", podman.image)).exitCode).toBe(0);
});
