import { expect, setDefaultTimeout, test } from "bun:test";
import type { Fingerprint } from "../../../src/core/task-status.ts";
import { forFile } from "../../lab/for-file.ts";
import { openLifecycleLab } from "../../lab/lifecycle-lab.ts";
import { ownPodmanService } from "../../lab/test-podman.ts";
import { openFingerprints } from "./fingerprints.ts";

setDefaultTimeout(120_000);

const podman = forFile(await ownPodmanService());
const lab = forFile(openLifecycleLab(podman.socketPath));

const healthy = ({ health }: Fingerprint) => health === "healthy";
const unhealthy = ({ health }: Fingerprint) => health !== "healthy";

test("fingerprint sees Podman go and come back, and its stream ends when it is cancelled", async () => {
  using prints = openFingerprints(lab.driver);
  const { attributes } = await prints.next(healthy);
  expect(attributes["driver.podman"]).toBe(true);
  expect(attributes["driver.podman.version"]).toMatch(/^\d+\.\d+\.\d+/);
  await podman.stopService("SIGTERM");
  const gone = await prints.next(unhealthy);
  expect(gone.description).toContain(podman.socketPath);
  await podman.startService();
  await prints.next(healthy);
});

test("fingerprint is undetected when the driver is disabled, and no socket is touched", async () => {
  const driver = lab.another({ enabled: false, socket_path: "unix:///nowhere/podman.sock" });
  using prints = openFingerprints(driver);
  const { health, description, attributes } = await prints.next(unhealthy);
  expect(health).toBe("undetected");
  expect(description).toContain("disabled");
  expect(attributes).toEqual({});
  const task = lab.task("exit 0");
  await expect(driver.startTask(task.config, new AbortController().signal)).rejects.toThrow("enabled = false");
});
