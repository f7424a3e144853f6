/** A Podman that is killed within a create leaves a container in its storage that it does not know itself, and its name is taken. */
import { expect, setDefaultTimeout, test } from "bun:test";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { forFile } from "../../lab/for-file.ts";
import { exitOf, nameOf, openLifecycleLab } from "../../lab/lifecycle-lab.ts";
import { patient } from "../../lab/patience.ts";
import { ownPodmanService } from "../../lab/test-podman.ts";

setDefaultTimeout(patient(60_000));

const podman = forFile(await ownPodmanService());
const lab = forFile(openLifecycleLab(podman.socketPath));

test("StartTask removes what a killed Podman has left of the same container in its storage", async () => {
  const task = lab.task("exit 4");
  await podman.podman("create", "--name", nameOf(task), podman.image, "true");
  await podman.stopService("SIGKILL");
  // Podman's own records of all containers.
  rmSync(join(podman.root, "root/libpod/bolt_state.db"));
  await podman.startService();
  expect((await podman.tryPodman("container", "inspect", nameOf(task))).exitCode).not.toBe(0);
  await lab.start(task);
  expect((await exitOf(lab.driver, task)).exitCode).toBe(4);
});
