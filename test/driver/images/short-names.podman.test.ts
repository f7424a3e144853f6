import { expect, setDefaultTimeout, test } from "bun:test";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { forFile } from "../../lab/for-file.ts";
import { pushImage, startRegistry } from "../../lab/registry.ts";
import { startRegistryProxy } from "../../lab/registry-proxy.ts";
import { ownPodmanService } from "../../lab/test-podman.ts";
import { openImageLab } from "./image-lab.ts";

setDefaultTimeout(90_000);

// Of its own: short names are a matter of the node's registries.conf, which Podman reads when it starts.
const podman = forFile(await ownPodmanService());
const lab = forFile(openImageLab(podman));
const registry = await startRegistry(lab.cleanup, lab.directory);
const challenged = () =>
  startRegistryProxy(lab.cleanup, registry, ({ path }) => {
    const challenge = { "WWW-Authenticate": 'Basic realm="test"' };
    return path === "/v2/" ? new Response("", { status: 401, headers: challenge }) : undefined;
  });
const proxy = challenged();
/** Without TLS as the other, but not named in registries.conf. */
const unnamed = challenged();
const lines = [
  `unqualified-search-registries = ["${proxy.host}"]`,
  `[aliases]`,
  `"ndp/alias" = "${proxy.host}/team/aliased"`,
  `[[registry]]`,
  `location = "${proxy.host}"`,
  `insecure = true`,
];
writeFileSync(join(podman.root, "registries.conf"), `${lines.join("\n")}\n`);
await podman.stopService("SIGTERM");
await podman.startService();
for (const name of ["team/found:1", "team/aliased:1", "team/secret:1", "team/own:1"]) await pushImage(podman, registry, name);

test.each([
  { image: "team/found:1", what: "is looked for in the registries that the node names" },
  { image: "docker://team/found:1", what: "with docker:// is too" },
  { image: "ndp/alias:1", what: "may be an alias of the node's" },
  { image: "busybox:1", what: "may be that of a local image" },
])("the short name $image $what", async ({ image }) => {
  expect(await lab.run(lab.task("exit 3", { image }))).toBe(3);
  expect(await lab.run(lab.task("exit 4", { image, pull_policy: "never" }))).toBe(4);
});

test("a short name that leads nowhere says so in one line, finally", async () => {
  const error = await lab.failure(lab.task("true", { image: "team/nowhere:1" }));
  expect(error).toMatchObject({ code: "imageFailed", recoverable: false });
  expect(error.message).toMatch(
    /^image "team\/nowhere:1" could not be pulled: .*manifest unknown.*; check the image's name and tag$/,
  );
});

test("the beginning of an ID that no image has says so, finally", async () => {
  const image = "deadbeef0123";
  const error = await lab.failure(lab.task("true", { image }));
  expect(error).toMatchObject({ code: "imageFailed", recoverable: false });
  const why = "it looks like an image ID, but no image on this node has it, and nothing can be pulled by an ID";
  expect(error.message).toStartWith(`image "${image}" could not be pulled: ${why}: write the image's name, or name@sha256:…`);
});

test("the beginning of an image's ID is enough for a local image", async () => {
  const id = (await podman.podman("image", "inspect", "--format", "{{.Id}}", podman.image)).trim();
  expect(await lab.run(lab.task("exit 3", { image: id.slice(0, 12) }))).toBe(3);
});

test("what the plugin has for Docker Hub goes to no other registry that a short name leads to", async () => {
  const config = join(lab.directory, "hub.json");
  writeFileSync(config, JSON.stringify({ auths: { "https://index.docker.io/v1/": { auth: btoa("hub-user:hub-secret") } } }));
  const driver = lab.another({ auth: { config } });
  const before = proxy.requests.length;
  expect(await lab.run(lab.task("exit 3", { image: "team/secret:1" }), driver)).toBe(3);
  const sent = proxy.requests.slice(before).map(({ authorization }) => authorization ?? "");
  expect(sent.some((each) => each.startsWith("Basic"))).toBe(true);
  expect(sent.filter((each) => Buffer.from(each.replace("Basic ", ""), "base64").includes("hub-"))).toEqual([]);
  expect(await lab.run(lab.task("exit 4", { image: `${proxy.host}/team/secret:1`, force_pull: true }), driver)).toBe(4);
});

test("a token that cannot be kept to its registry is not sent for a short name", async () => {
  const config = join(lab.directory, "token.json");
  writeFileSync(config, JSON.stringify({ auths: { "docker.io": { identitytoken: "hub-token" } } }));
  const error = await lab.failure(lab.task("true", { image: "team/token:1" }), lab.another({ auth: { config } }));
  expect(error).toMatchObject({ code: "unauthorized", recoverable: false });
  expect(error.message).toContain('write "docker.io/team/token:1"');
  expect(error.message).not.toContain("hub-token");
});

test("a task's own credentials go with its short name", async () => {
  const before = proxy.requests.length;
  const auth = { username: "own", password: "own-secret" };
  expect(await lab.run(lab.task("exit 3", { image: "team/own:1", auth: { ...auth, tls_verify: false } }))).toBe(3);
  const sent = proxy.requests.slice(before).map(({ authorization }) => authorization);
  expect(sent).toContain(`Basic ${btoa("own:own-secret")}`);
});

test("without tls_verify credentials go over plain HTTP where registries.conf has the registry as insecure, and nowhere else", async () => {
  const auth = { username: "own", password: "plain-secret" };
  const task = (host: string, further = {}) =>
    lab.task("exit 3", { image: `${host}/team/own:1`, force_pull: true, auth: { ...auth, ...further } });
  const sent = ({ requests }: typeof proxy) =>
    requests.filter(({ authorization }) => authorization === `Basic ${btoa("own:plain-secret")}`).length;
  for (const refused of [task(unnamed.host), task(proxy.host, { tls_verify: true })]) {
    expect((await lab.failure(refused)).message).toContain("the registry speaks plain HTTP");
  }
  expect([sent(unnamed), sent(proxy)]).toEqual([0, 0]);
  expect(await lab.run(task(proxy.host))).toBe(3);
  expect(sent(proxy)).toBeGreaterThan(0);
});
