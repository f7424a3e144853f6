import { afterAll, expect, test } from "bun:test";
import { rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createPodmanClient } from "../../../src/podman/client.ts";
import type { PullOptions } from "../../../src/podman/images/pull-stream.ts";
import { ownPodmanService, startPodmanService } from "../../lab/test-podman.ts";

const { signal } = new AbortController();

const service = await startPodmanService();
const podman = createPodmanClient({ socketPath: `unix://${service.socketPath}`, requestTimeoutMilliseconds: 60_000 });

afterAll(() => podman.close());

test("ping and info describe the service", async () => {
  const [version, info] = await Promise.all([podman.system.ping(), podman.system.info()]);
  expect(version.version).toMatch(/^\d+\.\d+\.\d+/);
  expect(info.host.cgroupVersion).toMatch(/^v[12]$/);
  expect(info.host.ociRuntime?.path).toStartWith("/");
  expect(info.host.security.rootless).toBeBoolean();
  expect(info.store.graphDriverName).toBeString();
});

test("inspect and exists know an image by name and id", async () => {
  const found = await podman.images.inspect(service.image);
  expect(found).toMatchObject({ os: "linux" });
  expect(found?.id).toMatch(/^[0-9a-f]{64}$/);
  expect(await podman.images.exists(found?.id ?? "")).toBe(true);
  expect(await podman.images.exists("localhost/nope:1")).toBe(false);
  expect(await podman.images.inspect("localhost/nope:1")).toBeUndefined();
});

async function pull(reference: string, policy: PullOptions["policy"]): Promise<string> {
  const progress = podman.images.pull(reference, { signal, policy });
  for (let step = await progress.next(); ; step = await progress.next()) if (step.done) return step.value;
}

test("pull of what is there answers its id", async () => {
  expect(await pull(service.image, "missing")).toBe((await podman.images.inspect(service.image))?.id ?? "");
});

test("pull fails with Podman's reason, from a registry that is away and with the policy never", async () => {
  await expect(pull("127.0.0.1:1/nope:1", "always")).rejects.toMatchObject({
    code: "imageFailed",
    message: expect.stringContaining("connection refused"),
  });
  await expect(pull("localhost/nope:1", "never")).rejects.toMatchObject({ code: "imageFailed" });
});

test("pull is refused for what is no reference", async () => {
  await expect(pull("Not A Reference", "always")).rejects.toMatchObject({ name: "DriverError" });
});

test.each(["docker-archive", "oci-archive"])("load takes a %s and remove removes it", async (format) => {
  const archive = join(tmpdir(), `load-${process.pid}-${format}.tar`);
  const name = `localhost/loaded-${format}:1`;
  try {
    await service.podman("tag", service.image, name);
    await service.podman("save", "--format", format, "--output", archive, name);
    await podman.images.remove(name);
    expect(await podman.images.exists(name)).toBe(false);
    const file = Bun.file(archive);
    expect(await podman.images.load(format === "oci-archive" ? file : file.stream(), { signal })).toEqual([name]);
    expect(await podman.images.exists(name)).toBe(true);
    await podman.images.remove(name);
    await podman.images.remove(name);
  } finally {
    rmSync(archive, { force: true });
  }
});

test("load says what Podman thinks of an archive that is none", async () => {
  await expect(podman.images.load(new Blob(["nonsense"]), { signal })).rejects.toMatchObject({
    code: "podmanFailed",
    message: expect.stringMatching(/^Podman: load image archive: .+$/),
  });
});

test("networks are found by name", async () => {
  const [name = ""] = (await service.podman("network", "ls", "--format", "{{.Name}}")).split("\n");
  expect(await podman.networks.list()).toContain(name);
  expect((await podman.networks.inspect(name))?.subnets).toMatchObject([{ subnet: expect.stringContaining("/") }]);
  expect(await podman.networks.inspect("nope")).toBeUndefined();
});

test("a service that goes away fails its streams, and is used again when it is back", async () => {
  await using own = await ownPodmanService();
  const client = createPodmanClient({ socketPath: own.socketPath, requestTimeoutMilliseconds: 10_000 });
  try {
    const opened = Promise.withResolvers<void>();
    const events = Array.fromAsync(client.system.events({ signal, onOpen: opened.resolve })).catch((error: unknown) => error);
    // Podman 5.1 and 5.2 send the head with the first event.
    await Promise.race([opened.promise, Bun.sleep(2_000)]);
    await own.stopService("SIGKILL");
    expect(await events).toMatchObject({ code: "podmanUnreachable", recoverable: true });
    await expect(client.system.ping()).rejects.toMatchObject({ code: "podmanUnreachable" });
    await own.startService();
    expect(await client.images.exists(own.image)).toBe(true);
  } finally {
    client.close();
  }
});
