import { expect, test } from "bun:test";
import { existsSync } from "node:fs";
import { ownPodmanService, startPodmanService } from "../../lab/test-podman.ts";

test("startPodmanService shares one Podman with the image in it", async () => {
  const [first, second] = await Promise.all([startPodmanService(), startPodmanService()]);
  expect(second).toBe(first);
  expect(await first.podman("images", "--format", "{{.Repository}}:{{.Tag}}")).toContain(first.image);
  await first.stop();
  expect((await fetch("http://podman/_ping", { unix: first.socketPath })).status).toBe(200);
});

test("ownPodmanService stops and starts its service and leaves nothing behind", async () => {
  const own = await ownPodmanService();
  try {
    await own.stopService("SIGKILL");
    await expect(fetch("http://podman/_ping", { unix: own.socketPath })).rejects.toThrow();
    await own.startService();
    expect((await fetch("http://podman/_ping", { unix: own.socketPath })).status).toBe(200);
  } finally {
    await own.stop();
  }
  expect(existsSync(own.root)).toBe(false);
});
