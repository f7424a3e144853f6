import { expect, setDefaultTimeout, test } from "bun:test";
import { randomBytes } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { isAtLeast } from "../../../src/translate/input/version.ts";
import { forFile } from "../../lab/for-file.ts";
import { pushImage, startRegistry } from "../../lab/registry.ts";
import { startRegistryProxy } from "../../lab/registry-proxy.ts";
import { check } from "../../lab/run.ts";
import { ownPodmanService } from "../../lab/test-podman.ts";
import { waitFor } from "../../lab/wait-for.ts";
import { openImageLab } from "./image-lab.ts";

setDefaultTimeout(120_000);

/** Of each layer, in bytes. */
const layerBytes = 3_000_000;

/** How long the proxy waits before each further piece of a layer, in milliseconds; infinite stalls. */
let pause = 0;

// Of its own: that the registry may go without TLS stands in registries.conf, as no task's option then says so.
const podman = forFile(await ownPodmanService());
const lab = forFile(openImageLab(podman, { pull_activity_timeout: "4s" }));
const registry = await startRegistry(lab.cleanup, lab.directory);
const proxy = startRegistryProxy(lab.cleanup, registry, ({ method, path }) =>
  method === "GET" && path.includes("/blobs/") ? slowly(path) : undefined,
);
writeFileSync(join(podman.root, "registries.conf"), `[[registry]]\nlocation = "${proxy.host}"\ninsecure = true\n`);
await podman.stopService("SIGTERM");
await podman.startService();

/** The blob in ten pieces. */
async function slowly(path: string): Promise<Response> {
  const bytes = await fetch(`${registry.url}${path}`).then((response) => response.bytes());
  const piece = Math.ceil(bytes.length / 10);
  let at = 0;
  const body = new ReadableStream({
    async pull(controller) {
      if (at > 0 && bytes.length > 100_000) await (Number.isFinite(pause) ? Bun.sleep(pause) : new Promise(() => {}));
      controller.enqueue(bytes.slice(at, at + piece));
      at += piece;
      if (at >= bytes.length) controller.close();
    },
  });
  return new Response(body, {
    headers: { "Content-Length": String(bytes.length), "Content-Type": "application/octet-stream" },
  });
}

/** Pushes an image with busybox and a layer that nobody has yet. */
async function push(name: string): Promise<string> {
  const directory = join(lab.directory, name.replace(":", "-"));
  mkdirSync(directory);
  writeFileSync(join(directory, "data"), randomBytes(layerBytes));
  const container = (await podman.podman("create", podman.image, "true")).trim();
  await check(["tar", "--create", "--file", join(directory, "layer.tar"), "--directory", directory, "data"]);
  await podman.podman("cp", join(directory, "layer.tar"), `${container}:/`);
  await podman.podman("commit", "--quiet", container, `localhost/${name}`);
  await podman.podman("rm", container);
  await pushImage(podman, registry, name, `localhost/${name}`);
  await podman.podman("rmi", `localhost/${name}`);
  return `${proxy.host}/${name}`;
}

test("a layer that takes longer than pull_activity_timeout is told of by the bytes, not cut off", async () => {
  const image = await push("slow:1");
  pause = 1_200;
  const task = lab.task("exit 3", { image });
  expect(await lab.run(task)).toBe(3);
  const [pulling, ...told] = lab.events.filter(({ taskId }) => taskId === task.config.id);
  expect(pulling?.message).toBe(`Pulling image ${image}`);
  const progress = told.filter(({ annotations }) => annotations["bytes"] !== undefined);
  expect(progress.length).toBeGreaterThan(0);
  for (const [index, { message, annotations, timestamp }] of progress.entries()) {
    expect(message).toMatch(new RegExp(`^Pulling image ${image}: \\d layers?, \\d done, \\d+\\.\\d MB so far$`));
    const bytes = Number(annotations["bytes"]);
    expect(bytes).toBeGreaterThan(Number(progress[index - 1]?.annotations["bytes"] ?? 0) - 1);
    expect(bytes).toBeLessThan(3 * layerBytes);
    const before = progress[index - 1]?.timestamp ?? pulling?.timestamp ?? timestamp;
    expect(timestamp.getTime() - before.getTime()).toBeGreaterThanOrEqual(4_990);
  }
  expect(told.find(({ message }) => message.startsWith(`Pulled image ${image} in `))).toBeDefined();
});

const stalled = "no progress for 4 s: check the registry, or raise pull_activity_timeout";
const late = "it took longer than 7 s: raise image_pull_timeout";

test.each([
  { what: "its bytes are told", auth: undefined, timeout: "60s", message: stalled },
  { what: "they are not", auth: { tls_verify: false }, timeout: "7s", message: late },
])("a registry that stalls in a layer is given up when $what, and left alone", async ({ auth, timeout, message }) => {
  const image = await push(`stalled-${timeout}:1`);
  pause = Number.POSITIVE_INFINITY;
  const options = { image, image_pull_timeout: timeout, ...(auth === undefined ? {} : { auth }) };
  const error = await lab.failure(lab.task("exit 3", options));
  expect(error).toMatchObject({ code: "imageFailed", recoverable: true });
  // From Podman 4.8 the bytes are always told.
  const version = (await podman.podman("version", "--format", "{{.Server.Version}}")).trim();
  expect(error.message).toContain(isAtLeast(version, "4.8.0") ? stalled : message);
  const asked = proxy.requests.filter(({ path }) => path.includes(`/v2/stalled-${timeout}/blobs/`));
  await waitFor("the connections to end", () => asked.some(({ gone }) => gone.aborted));
});

test("a task that sets no image_pull_timeout waits as long as the node says", async () => {
  const image = await push("patience:1");
  pause = Number.POSITIVE_INFINITY;
  const driver = lab.another({ image_pull_timeout: "2s", pull_activity_timeout: "60s" });
  const error = await lab.failure(lab.task("exit 3", { image }), driver);
  expect(error).toMatchObject({ code: "imageFailed", recoverable: true });
  expect(error.message).toBe(`image "${image}" could not be pulled: it took longer than 2 s: raise image_pull_timeout`);
});

test.each([{}, { auth: { tls_verify: false } }])(
  "a registry that takes connections and says nothing is given up with %j",
  async (options) => {
    const server = createServer((socket) => void socket.on("error", () => {}));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    const image = `127.0.0.1:${typeof address === "object" ? address?.port : 0}/app:1`;
    try {
      const error = await lab.failure(lab.task("exit 3", { image, ...options }));
      expect(error).toMatchObject({ code: "imageFailed", recoverable: true });
      expect(error.message).toContain("no progress for 4 s");
    } finally {
      server.close();
    }
  },
);

test("a Podman that dies under a pull is named, and the pull can be tried again", async () => {
  const image = await push("killed:1");
  pause = Number.POSITIVE_INFINITY;
  const failure = lab.failure(lab.task("exit 3", { image }));
  await waitFor("the download", () => proxy.requests.some(({ path }) => path.includes("/v2/killed/blobs/")));
  await podman.stopService("SIGKILL");
  expect(await failure).toMatchObject({ code: "podmanUnreachable", recoverable: true });
  await podman.startService();
  pause = 0;
  expect(await lab.run(lab.task("exit 3", { image }))).toBe(3);
});
