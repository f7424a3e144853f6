import { beforeAll, describe, expect, setDefaultTimeout, test } from "bun:test";
import { statfsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DriverError } from "../../../src/core/errors.ts";
import { Cleanup } from "../../lab/cleanup.ts";
import { forFile } from "../../lab/for-file.ts";
import { makeImage } from "../../lab/image.ts";
import { busybox } from "../../lab/images.ts";
import { type LifecycleLab, nameOf, never, openLifecycleLab } from "../../lab/lifecycle-lab.ts";
import { type PodmanService, podmanService } from "../../lab/podman-service.ts";
import { check, run } from "../../lab/run.ts";
import { scratchDirectory } from "../../lab/scratch.ts";

setDefaultTimeout(120_000);

const cleanup = forFile(new Cleanup());
const possible = process.getuid?.() === 0 && process.env["NOMAD_PODMAN_TEST_SOCKET"] === undefined;
let lab: LifecycleLab;
let service: PodmanService;
let root: string;

beforeAll(async () => {
  if (!possible) return;
  const directory = scratchDirectory(cleanup);
  root = join(directory, "root");
  await check(["mkdir", root]);
  await check(["mount", "-t", "tmpfs", "-o", "size=24m", "none", root]);
  cleanup.defer(async () => void (await run(["umount", "--lazy", root])));
  service = await podmanService(directory, cleanup);
  await service.start();
  await makeImage(service, busybox, directory);
  lab = openLifecycleLab(service.socket);
  cleanup.defer(() => lab[Symbol.asyncDispose]());
});

describe.skipIf(!possible)("Podman's storage that is full", () => {
  test("is named by the start of a task, and another try may help", async () => {
    const { bavail, bsize } = statfsSync(root);
    writeFileSync(join(root, "filler"), Buffer.alloc(bavail * bsize));
    const task = lab.task("exit 0");
    const error: unknown = await lab.driver.startTask(task.config, never).catch((reason: unknown) => reason);
    if (!(error instanceof DriverError)) throw new Error("it was started");
    expect(error.message).toBe(`Podman's storage ${root} is full: free space or inodes there (podman system df, df -i)`);
    expect(error.recoverable).toBe(true);
    await check(["rm", join(root, "filler")]);
    expect((await service.tryPodman("container", "exists", nameOf(task))).exitCode).toBe(1);
    await lab.start(task);
  });
});
