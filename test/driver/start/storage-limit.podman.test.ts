import { beforeAll, describe, expect, setDefaultTimeout, test } from "bun:test";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { Cleanup } from "../../lab/cleanup.ts";
import { forFile } from "../../lab/for-file.ts";
import { makeImage } from "../../lab/image.ts";
import { busybox } from "../../lab/images.ts";
import { exitOf, type LifecycleLab, openLifecycleLab } from "../../lab/lifecycle-lab.ts";
import { podmanService } from "../../lab/podman-service.ts";
import { check } from "../../lab/run.ts";
import { scratchDirectory } from "../../lab/scratch.ts";

setDefaultTimeout(120_000);

const mebibyte = 1024 ** 2;
const cleanup = forFile(new Cleanup());
let lab: LifecycleLab;

/** A Podman whose storage can limit a container: btrfs in a file (overlay needs xfs with quotas, which not every kernel has). */
const possible =
  Bun.which("mkfs.btrfs") !== null &&
  process.getuid?.() === 0 &&
  existsSync("/dev/loop-control") &&
  /\tbtrfs$/m.test(readFileSync("/proc/filesystems", "utf8"));

beforeAll(async () => {
  if (!possible) return;
  const directory = scratchDirectory(cleanup);
  const image = join(dirname(directory), `${Date.now()}.btrfs`);
  writeFileSync(image, "");
  cleanup.defer(() => check(["rm", "-f", image]));
  await check(["truncate", "--size", "512M", image]);
  await check(["mkfs.btrfs", "--quiet", image]);
  await check(["mount", "-o", "loop", image, directory]);
  const configuration = join(directory, "storage.conf");
  const roots = ["graphroot", "runroot"].map((name) => `${name} = "${join(directory, name)}"`);
  writeFileSync(configuration, ["[storage]", 'driver = "btrfs"', ...roots, ""].join("\n"));
  process.env["CONTAINERS_STORAGE_CONF"] = configuration;
  cleanup.defer(() => delete process.env["CONTAINERS_STORAGE_CONF"]);
  const service = await podmanService(directory, cleanup);
  await service.start();
  await makeImage(service, busybox, directory);
  lab = openLifecycleLab(service.socket);
  cleanup.defer(() => lab[Symbol.asyncDispose]());
});

describe.skipIf(!possible)("storage_opt", () => {
  /** What the process can write into its root file system until it is refused. */
  async function written(storage_opt: unknown): Promise<{ readonly bytes: number; readonly message: string }> {
    const script = "dd if=/dev/zero of=/big bs=1M count=60 conv=fsync; stat -c %s /big";
    const task = lab.task(script, { storage_opt });
    await lab.start(task);
    expect(await exitOf(lab.driver, task)).toMatchObject({ exitCode: 0 });
    await lab.driver.destroyTask(task.config.id, false);
    return { bytes: Number(task.output("stdout")), message: task.output("stderr") };
  }

  test("limits what the container can write", async () => {
    const { bytes, message } = await written({ size: "20m" });
    expect(message).toContain("Disk quota exceeded");
    expect(bytes).toBeLessThanOrEqual(20 * mebibyte);
  });

  test("takes a list of maps", async () => {
    expect((await written([{ size: "5m" }, { size: "30m" }])).bytes).toBeLessThanOrEqual(30 * mebibyte);
  });

  test("limits nothing when it is not set", async () => {
    expect((await written(null)).bytes).toBe(60 * mebibyte);
  });
});
