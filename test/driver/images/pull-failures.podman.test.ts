import { expect, setDefaultTimeout, test } from "bun:test";
import { forFile } from "../../lab/for-file.ts";
import { pushImage, startRegistry } from "../../lab/registry.ts";
import { type Interception, startRegistryProxy } from "../../lab/registry-proxy.ts";
import { startPodmanService } from "../../lab/test-podman.ts";
import { insecure, openImageLab } from "./image-lab.ts";

setDefaultTimeout(120_000);

const podman = await startPodmanService();
const lab = forFile(openImageLab(podman, { pull_activity_timeout: "90s" }));
const [plain, tls] = await Promise.all([
  startRegistry(lab.cleanup, lab.directory),
  startRegistry(lab.cleanup, lab.directory, { tls: true }),
]);
for (const registry of [plain, tls]) await pushImage(podman, registry, "app:1");

function task(image: string, options: Readonly<Record<string, unknown>> = {}) {
  return lab.task("exit 3", { image, force_pull: true, auth: insecure, ...options });
}

test.each([
  { what: "an unknown tag", image: () => `${plain.host}/app:2` },
  { what: "an unknown repository", image: () => `${plain.host}/nothing:1` },
  { what: "an unknown digest", image: () => `${plain.host}/app@sha256:${"a".repeat(64)}` },
  { what: "a tag that looks like a status", image: () => `${plain.host}/app:500` },
  { what: "a repository that looks like a status", image: () => `${plain.host}/app-401:429` },
])("$what fails finally and says to check the name", async ({ image }) => {
  const error = await lab.failure(task(image()));
  expect(error).toMatchObject({ code: "imageFailed", recoverable: false });
  expect(error.message).toStartWith(`image "${image()}" could not be pulled: `);
  expect(error.message).toEndWith("manifest unknown; check the image's name and tag");
});

test.each([{ auth: { tls_verify: true } }, { auth: { tlsVerify: true } }, { auth: {} }, {}])(
  "a certificate that the node does not trust fails finally with %j, and says what to do",
  async (options) => {
    const error = await lab.failure(lab.task("true", { image: `${tls.host}/app:1`, force_pull: true, ...options }));
    expect(error).toMatchObject({ code: "imageFailed", recoverable: false });
    expect(error.message).toContain("x509: ");
    expect(error.message).toEndWith(
      `put the registry's CA into /etc/containers/certs.d/${tls.host}/ca.crt on the node, or set tls_verify = false in the auth block`,
    );
  },
);

test.each([{ tls_verify: false }, { tlsVerify: false }])("a task with auth %j takes any certificate", async (auth) => {
  expect(await lab.run(task(`${tls.host}/app:1`, { auth }))).toBe(3);
});

test.each([{ auth: { tls_verify: true } }, {}])(
  "a registry without TLS fails finally with %j, and says what allows it",
  async (options) => {
    const error = await lab.failure(lab.task("true", { image: `${plain.host}/app:1`, force_pull: true, ...options }));
    expect(error).toMatchObject({ code: "imageFailed", recoverable: false });
    expect(error.message).toEndWith("the registry speaks plain HTTP: set tls_verify = false in the auth block to allow that");
  },
);

test.each([
  {
    what: "whose name nobody knows",
    image: "no-such-host.invalid/app:1",
    advice: /check the registry's name in the image, and the node's name servers$/,
  },
  {
    what: "that nobody answers at",
    image: "127.0.0.1:1/app:1",
    advice: /check that 127.0.0.1:1 can be reached from the node$/,
  },
])("a registry $what can be tried again", async ({ image, advice }) => {
  const error = await lab.failure(task(image));
  expect(error).toMatchObject({ code: "imageFailed", recoverable: true });
  expect(error.message).toMatch(advice);
});

const only =
  (part: string, answer: () => Response): Interception =>
  ({ path }) =>
    path.includes(part) ? answer() : undefined;
const limited = () =>
  Response.json(
    { errors: [{ code: "TOOMANYREQUESTS", message: "slow down" }] },
    { status: 429, headers: { "Retry-After": "1" } },
  );

test.each([
  {
    what: "answers 500",
    intercept: only("/v2/", () => new Response("oops", { status: 500 })),
    advice: "the fault is the registry's",
  },
  {
    what: "answers 500 for a manifest",
    intercept: only("/manifests/", () => new Response("oops", { status: 500 })),
    advice: "the fault is the registry's",
  },
  {
    what: "answers 503 for a layer",
    intercept: only("/blobs/", () => new Response("oops", { status: 503 })),
    advice: "the fault is the registry's",
  },
  { what: "answers 429", intercept: only("/manifests/", limited), advice: "the registry limits pulls: try later, or log in" },
])("a registry that $what can be tried again", async ({ intercept, advice }) => {
  const proxy = startRegistryProxy(lab.cleanup, plain, intercept);
  const error = await lab.failure(task(`${proxy.host}/app:1`));
  expect(error).toMatchObject({ code: "imageFailed", recoverable: true });
  expect(error.message).toContain(advice);
});

test.each([
  { status: 403, code: "unauthorized", advice: "check the task's auth block and the plugin's" },
  { status: 404, code: "imageFailed", advice: "check the image's name and tag" },
])("a server that answers $status for everything fails finally", async ({ status, code, advice }) => {
  const proxy = startRegistryProxy(lab.cleanup, plain, () => new Response("<html>no</html>", { status }));
  const error = await lab.failure(task(`${proxy.host}/app:1`));
  expect(error).toMatchObject({ code, recoverable: false });
  expect(error.message).toContain(advice);
});

test("a blob that is not what its digest says can be tried again", async () => {
  const proxy = startRegistryProxy(
    lab.cleanup,
    plain,
    only("/blobs/", () => new Response("something else")),
  );
  const error = await lab.failure(task(`${proxy.host}/app:1`));
  expect(error).toMatchObject({ code: "imageFailed", recoverable: true });
  expect(error.message).toEndWith("what came is not what the registry promised: try again, or push the image again");
});
