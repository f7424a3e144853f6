import { expect, test } from "bun:test";
import { existsSync } from "node:fs";
import { ownPodmanService, startPodmanService } from "../../lab/test-podman.ts";

test("startPodmanService shares one Podman with the image in it", async () => {
  const [first, second] = await Promise.all([startPodmanService(), startPodmanService()]);
  expect(second).toBe(first);
  expect(await first.podman("images", "--format", "{{.Repository}}:{{.Tag}}")).toContain(first.image);
  await first[Symbol.asyncDispose]();
  expect((await fetch("http://podman/_ping", { unix: first.socketPath })).status).toBe(200);
});

test("ownPodmanService stops and starts its service and leaves nothing behind", async () => {
  let root: string;
  {
    await using own = await ownPodmanService();
    root = own.root;
    await own.stopService("SIGKILL");
    await expect(fetch("http://podman/_ping", { unix: own.socketPath })).rejects.toThrow();
    await own.startService();
    expect((await fetch("http://podman/_ping", { unix: own.socketPath })).status).toBe(200);
  }
  expect(existsSync(root)).toBe(false);
});
