import { describe, expect, setDefaultTimeout, test } from "bun:test";
import { forFile } from "../../lab/for-file.ts";
import { pushImage, startRegistry } from "../../lab/registry.ts";
import { startRegistryProxy } from "../../lab/registry-proxy.ts";
import { startPodmanService } from "../../lab/test-podman.ts";
import { waitFor } from "../../lab/wait-for.ts";
import { insecure, openImageLab } from "./image-lab.ts";

setDefaultTimeout(90_000);

/** What the proxy waits for before it answers with a manifest. */
let gate: Promise<void> = Promise.resolve();

const podman = await startPodmanService();
const lab = forFile(openImageLab(podman));
const registry = await startRegistry(lab.cleanup, lab.directory);
const proxy = startRegistryProxy(lab.cleanup, registry, ({ path }) =>
  path.includes("/manifests/") ? gate.then(() => undefined) : undefined,
);

/** Puts an image into the registry and answers its name at the proxy. */
async function push(name: string, image?: string): Promise<string> {
  await pushImage(podman, registry, name, image);
  return `${proxy.host}/${name}`;
}

/** How often the proxy was asked for what the name leads to: pulls that arrived there. */
function pulls(image: string): number {
  const name = image.slice(image.indexOf("/") + 1).replace(/[:@].*$/, "");
  return proxy.requests.filter(({ method, path }) => method === "GET" && path.startsWith(`/v2/${name}/manifests/`)).length;
}

function task(script: string, image: string, options: Readonly<Record<string, unknown>> = {}) {
  return lab.task(script, { image, auth: insecure, ...options });
}

/** Makes an image that the test image differs from by one variable, WHICH. */
async function variant(which: string): Promise<string> {
  const container = (await podman.podman("create", podman.image, "true")).trim();
  const name = `localhost/variant-${which}:1`;
  await podman.podman("commit", "--quiet", "--change", `ENV WHICH=${which}`, container, name);
  await podman.podman("rm", container);
  return name;
}

test("an image that is missing is pulled once, and the task's events say so", async () => {
  const image = await push("missing:1");
  const first = task("exit 3", image);
  expect(await lab.run(first)).toBe(3);
  const [pulling, pulled, created] = lab.messages(first);
  expect(pulling).toBe(`Pulling image ${image}`);
  expect(pulled).toMatch(new RegExp(`^Pulled image ${image} in [0-9.]+ s$`));
  expect(created).toContain("Created container");
  const again = task("exit 0", image);
  expect(await lab.run(again)).toBe(0);
  expect(lab.messages(again)).toEqual([expect.stringContaining("Created container")]);
  expect(pulls(image)).toBe(1);
});

test("docker:// in front of an image changes nothing", async () => {
  const image = await push("scheme:1");
  expect(await lab.run(task("exit 3", `docker://${image}`))).toBe(3);
  expect(await lab.run(task("exit 4", image))).toBe(4);
  expect(pulls(image)).toBe(1);
});

test.each(["scheme@", "scheme:1@"])("an image with a digest (%s…) is that image, whatever its tag says now", async (name) => {
  const repository = `digest${name.includes(":") ? "-tagged" : ""}`;
  await push(`${repository}:1`, await variant("old"));
  const { headers } = await fetch(`${registry.url}/v2/${repository}/manifests/1`, {
    headers: { Accept: "application/vnd.oci.image.manifest.v1+json, application/vnd.docker.distribution.manifest.v2+json" },
  });
  await push(`${repository}:1`, await variant("new"));
  const image = `${proxy.host}/${name.replace("scheme", repository)}${headers.get("docker-content-digest")}`;
  for (const start of [1, 2]) {
    expect(await lab.run(task(`[ "$WHICH" = old ] || exit 1; exit ${start + 1}`, image))).toBe(start + 1);
  }
  expect(pulls(image)).toBe(1);
});

describe("an image of localhost/", () => {
  test("is taken as it is, also with force_pull", async () => {
    expect(await lab.run(lab.task("exit 3", { image: podman.image, force_pull: true, arch: "amd64" }))).toBe(3);
  });

  test.each([{}, { force_pull: true }, { arch: "arm64" }])("is never pulled with %j", async (options) => {
    const missing = lab.task("true", { image: "localhost/not-here:1", ...options });
    const error = await lab.failure(missing);
    expect(error).toMatchObject({ code: "imageFailed", recoverable: false });
    expect(error.message).toBe(
      'image = "localhost/not-here:1": not on this node, and an image of localhost/ is never pulled: make it there (podman build, podman load), or name a registry',
    );
    expect(lab.messages(missing)).toEqual([]);
  });
});

describe("when an image of that name is here already", () => {
  /** The local image says WHICH=old, the registry's says new. */
  async function outdated(name: string): Promise<string> {
    const image = await push(name, await variant("old"));
    await podman.podman("pull", "--quiet", "--tls-verify=false", image);
    await push(name, await variant("new"));
    return image;
  }
  const tell = '[ "$WHICH" = new ] && exit 8; [ "$WHICH" = old ] && exit 7; exit 1';

  test.each([
    { options: {}, code: 7 },
    { options: { pull_policy: "missing" }, code: 7 },
    { options: { pull_policy: "never" }, code: 7 },
    { options: { pull_policy: "newer" }, code: 8 },
    { options: { pull_policy: "always" }, code: 8 },
    { options: { force_pull: true }, code: 8 },
    { options: { arch: "amd64" }, code: 8 },
    { options: { os: "linux" }, code: 8 },
  ])("a task with $options ends with $code: 7 is the local one, 8 the registry's", async ({ options, code }) => {
    const image = await outdated(`policy-${["as-is", ...Object.entries(options).flat()].join("-")}:1`);
    expect(await lab.run(task(tell, image, options))).toBe(code);
  });

  test('pull_policy = "newer" takes the local one when the registry is away', async () => {
    const image = "127.0.0.1:1/away:1";
    await podman.podman("tag", podman.image, image);
    expect(await lab.run(task("exit 3", image, { pull_policy: "newer" }))).toBe(3);
    const error = await lab.failure(task("true", image, { pull_policy: "always" }));
    expect(error).toMatchObject({ code: "imageFailed", recoverable: true });
  });
});

test('pull_policy = "never" does not ask the registry for a missing image', async () => {
  const image = await push("never:1");
  const error = await lab.failure(task("true", image, { pull_policy: "never" }));
  expect(error.message).toContain('not on this node, and pull_policy is "never"');
  expect(pulls(image)).toBe(0);
});

describe("starts at the same time", () => {
  /** Starts tasks while the registry holds its answers back, and lets it answer when all of them wait. */
  async function together(options: readonly Readonly<Record<string, unknown>>[], image: string): Promise<readonly number[]> {
    const open = Promise.withResolvers<void>();
    gate = open.promise;
    const tasks = options.map((each) => task("exit 0", image, each));
    const runs = Promise.all(tasks.map((each) => lab.run(each)));
    await waitFor("all starts", () => tasks.every((each) => lab.messages(each).length > 0)).finally(() => open.resolve());
    return runs;
  }

  test("share one pull of the same image", async () => {
    const image = await push("shared:1");
    expect(await together([{}, {}, {}, {}], image)).toEqual([0, 0, 0, 0]);
    expect(pulls(image)).toBe(1);
  });

  test.each([
    { what: "credentials", other: { auth: { ...insecure, username: "someone", password: "else" } } },
    { what: "platform", other: { os: "linux" } },
  ])("do not share a pull with another $what", async ({ what, other }) => {
    const image = await push(`unshared-${what}:1`);
    expect(await together([{}, {}, other, other], image)).toEqual([0, 0, 0, 0]);
    expect(pulls(image)).toBe(2);
  });
});

test("a pull goes on for those who still wait, and ends at the registry when the last one has gone", async () => {
  const image = await push("given-up:1");
  const open = Promise.withResolvers<void>();
  gate = open.promise;
  try {
    const [one, two, three] = [new AbortController(), new AbortController(), new AbortController()];
    const tasks = [one, two].map(({ signal }) => ({ signal, each: task("true", image) }));
    const [first, second] = tasks.map(({ each, signal }) => lab.failure(each, undefined, signal));
    const asked = await waitFor("the pull", () => proxy.requests.find(({ path }) => path === "/v2/given-up/manifests/1"));
    one.abort();
    expect(await first).toMatchObject({ code: "cancelled" });
    const late = task("true", image);
    const lateStart = lab.failure(late, undefined, three.signal);
    await waitFor("the late one", () => lab.messages(late).length > 0);
    two.abort();
    expect(await second).toMatchObject({ code: "cancelled" });
    expect(asked.gone.aborted).toBe(false);
    three.abort();
    expect(await lateStart).toMatchObject({ code: "cancelled" });
    await waitFor("the registry to be left alone", () => asked.gone.aborted);
    expect(pulls(image)).toBe(1);
  } finally {
    open.resolve();
  }
});
