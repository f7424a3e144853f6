import { expect, setDefaultTimeout, test } from "bun:test";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { forFile } from "../../lab/for-file.ts";
import { pushImage, registryUser, startRegistry } from "../../lab/registry.ts";
import { type RegistryProxy, startRegistryProxy } from "../../lab/registry-proxy.ts";
import { startPodmanService } from "../../lab/test-podman.ts";
import { helperProgram } from "./helper-program.ts";
import { insecure, openImageLab } from "./image-lab.ts";

setDefaultTimeout(90_000);

let count = 0;

const podman = await startPodmanService();
const lab = forFile(openImageLab(podman));
const [open, closed] = await Promise.all([
  startRegistry(lab.cleanup, lab.directory),
  startRegistry(lab.cleanup, lab.directory, { closed: true }),
]);
const image = await pushImage(podman, closed, "team/private:1");
await pushImage(podman, open, "team/public:1");

function file(content: unknown): string {
  count += 1;
  const path = join(lab.directory, `auth${count}.json`);
  writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content), { mode: 0o600 });
  return path;
}

const encoded = btoa(`${registryUser.username}:${registryUser.password}`);
const wrong = btoa("alice:wrong-secret");
const helperAnswer = `echo '${JSON.stringify({ Username: registryUser.username, Secret: registryUser.password })}'`;

function task(script: string, options: Readonly<Record<string, unknown>> = {}) {
  return lab.task(script, { image, force_pull: true, auth: insecure, ...options });
}

/** Neither events nor logs may hold what only the registry is to see. */
function expectNothingTold(...texts: readonly (string | Uint8Array)[]): void {
  const all = [lab.told, ...texts.map((text) => (typeof text === "string" ? text : Buffer.from(text).toString("latin1")))];
  for (const secret of [registryUser.password, "wrong-secret", encoded, wrong, "identity-secret"]) {
    expect(all.join("\n")).not.toContain(secret);
  }
}

test("the task's own let it in, and stand nowhere but in the request", async () => {
  const own = task("exit 4", { auth: { ...registryUser, ...insecure } });
  const { handle } = await lab.start(own);
  expect(await lab.driver.waitTask(own.config.id, AbortSignal.timeout(30_000))).toMatchObject({ exitCode: 4 });
  expectNothingTold(handle.driverState);
  await lab.driver.destroyTask(own.config.id, true);
  const old = lab.task("exit 4", { image, force_pull: true, auth: { ...registryUser, tlsVerify: false } });
  expect(await lab.run(old)).toBe(4);
});

test.each([
  { what: "none", auth: insecure },
  { what: "a wrong password", auth: { username: "alice", password: "wrong-secret", ...insecure } },
  { what: "an unknown user", auth: { username: "bob", password: "wrong-secret", ...insecure } },
  { what: "a user without a password", auth: { username: "alice", ...insecure } },
])("the registry refuses $what, and the error says where to look", async ({ auth }) => {
  const error = await lab.failure(task("true", { auth }));
  expect(error).toMatchObject({ code: "unauthorized", recoverable: false });
  // Podman 4.4.4 leaves the word unauthorized out.
  expect(error.message).toMatch(/: authentication required; check the task's auth block and the plugin's/);
  expectNothingTold(error.message, String(error.stack), Bun.inspect(error));
});

test.each([
  { what: "the host", auths: () => ({ [closed.host]: { auth: encoded } }) },
  { what: "the host as a URL", auths: () => ({ [`http://${closed.host}/v1/`]: { auth: encoded } }) },
  { what: "host and path", auths: () => ({ [`${closed.host}/team`]: { auth: encoded } }) },
  {
    what: "the longest path of several",
    auths: () => ({
      [closed.host]: { auth: wrong },
      [`${closed.host}/team/private`]: { auth: encoded },
      [`${closed.host}/team`]: { auth: wrong },
      [`${closed.host}/team/privateer`]: { auth: wrong },
    }),
  },
])("the plugin's auth file lets it in by $what", async ({ auths }) => {
  const driver = lab.another({ auth: { config: file({ auths: auths() }) } });
  expect(await lab.run(task("exit 3"), driver)).toBe(3);
  expectNothingTold();
});

test.each([
  { what: "another host", auths: () => ({ [open.host]: { auth: encoded } }) },
  { what: "a host that begins alike", auths: () => ({ [closed.host.slice(0, -1)]: { auth: encoded } }) },
  { what: "a path that begins alike", auths: () => ({ [`${closed.host}/team/priv`]: { auth: encoded } }) },
  { what: "a path below", auths: () => ({ [`${closed.host}/team/private/more`]: { auth: encoded } }) },
])("the plugin's auth file gives away nothing of $what", async ({ auths }) => {
  const driver = lab.another({ auth: { config: file({ auths: auths() }) } });
  expect(await lab.failure(task("true"), driver)).toMatchObject({ code: "unauthorized", recoverable: false });
});

test("the task's own win over the plugin's, and the file over the helper", async () => {
  using _ = helperProgram(lab.directory, "ndpwrong", helperAnswer.replace(registryUser.password, "wrong-secret"));
  const bad = lab.another({ auth: { config: file({ auths: { [closed.host]: { auth: wrong } } }) } });
  expect(await lab.run(task("exit 2", { auth: { ...registryUser, ...insecure } }), bad)).toBe(2);
  const good = lab.another({ auth: { config: file({ auths: { [closed.host]: { auth: encoded } } }), helper: "ndpwrong" } });
  expect(await lab.run(task("exit 3"), good)).toBe(3);
});

test.each([
  { what: "for every registry", address: () => undefined },
  { what: "bound to the registry", address: () => closed.host },
  { what: "bound to a path of it", address: () => `https://${closed.host}/team/` },
])("the plugin's user and password $what let it in where task, file and helper have none", async ({ address }) => {
  using _ = helperProgram(lab.directory, "ndpempty", "echo credentials not found in native keychain; exit 1");
  const server_address = address();
  const auth = { ...registryUser, ...(server_address === undefined ? {} : { server_address }) };
  const driver = lab.another({ auth: { ...auth, config: file({ auths: {} }), helper: "ndpempty" } });
  expect(await lab.run(task("exit 3"), driver)).toBe(3);
  expectNothingTold();
});

test("the plugin's user and password are the last that count", async () => {
  const pair = { username: "alice", password: "wrong-secret" };
  const driver = lab.another({ auth: { ...pair, config: file({ auths: { [closed.host]: { auth: encoded } } }) } });
  expect(await lab.run(task("exit 3"), driver)).toBe(3);
  expect(await lab.run(task("exit 4", { auth: { ...registryUser, ...insecure } }), lab.another({ auth: pair }))).toBe(4);
  expect(await lab.failure(task("true"), lab.another({ auth: pair }))).toMatchObject({ code: "unauthorized" });
  expectNothingTold();
});

test.each([
  { what: "the task's", own: (server_address: string) => ({ ...registryUser, server_address }), plugins: () => ({}) },
  {
    what: "the plugin's",
    own: () => ({}),
    plugins: (server_address: string) => ({ auth: { ...registryUser, server_address } }),
  },
])("$what user and password go to no other registry than that of server_address", async ({ own, plugins }) => {
  const elsewhere = `${closed.host}/other`;
  const options = { auth: { ...own(elsewhere), ...insecure } };
  const error = await lab.failure(task("true", options), lab.another(plugins(elsewhere)));
  expect(error).toMatchObject({ code: "unauthorized" });
  const bound = { auth: { ...own(closed.host), ...insecure } };
  expect(await lab.run(task("exit 3", bound), lab.another(plugins(closed.host)))).toBe(3);
  expectNothingTold(error.message);
});

test.each([
  { what: "helper", auth: () => ({ helper: "ndptest" }) },
  { what: "credHelpers", auth: () => ({ config: file({ credHelpers: { [closed.host]: "ndptest" } }) }) },
  { what: "credsStore", auth: () => ({ config: file({ credsStore: "ndptest" }) }) },
  { what: "a helper when the file has none", auth: () => ({ config: file({ auths: {} }), helper: "ndptest" }) },
  {
    what: "the file when its credsStore has none",
    auth: () => ({ config: file({ credsStore: "ndpempty", auths: { [closed.host]: { auth: encoded } } }) }),
  },
])("the program that $what names is asked for the registry's host", async ({ auth }) => {
  const knows = `read -r server; [ "$server" = "${closed.host}" ] || { echo credentials not found; exit 1; }; ${helperAnswer}`;
  using _ = helperProgram(lab.directory, "ndptest", knows);
  using __ = helperProgram(lab.directory, "ndpempty", "echo credentials not found in native keychain; exit 1");
  expect(await lab.run(task("exit 3"), lab.another({ auth: auth() }))).toBe(3);
  expectNothingTold();
});

test("a helper that was written for the Go driver, which asks for the whole name, works on", async () => {
  const knows = `read -r server; [ "$server" = "${image.replace(/:1$/, "")}" ] || { echo unknown; exit 1; }; ${helperAnswer}`;
  using _ = helperProgram(lab.directory, "ndpgo", knows);
  expect(await lab.run(task("exit 3"), lab.another({ auth: { helper: "ndpgo" } }))).toBe(3);
});

test.each([
  { what: "is missing", config: () => join(lab.directory, "nothing.json"), reason: "there is no such file" },
  { what: "is a directory", config: () => lab.directory, reason: "it is not a file" },
  { what: "is no JSON", config: () => file("wrong-secret: no JSON"), reason: "it is not JSON" },
  {
    what: "has an entry that is no user and password",
    config: () => file({ auths: { [closed.host]: { auth: btoa("wrong-secret") }, [open.host]: { auth: "?" } } }),
    reason: "auth is not the base64 of user:password",
  },
])("an auth file that $what is an error that names it, or passed over with auth_soft_fail", async ({ config, reason }) => {
  const path = config();
  const driver = lab.another({ auth: { config: path } });
  const error = await lab.failure(task("true"), driver);
  expect(error).toMatchObject({ code: "unauthorized", recoverable: false });
  expect(error.message).toContain(`plugin auth.config = "${path}": `);
  expect(error.message).toContain(reason);
  expect(error.message).toEndWith(`: write it with "podman login --authfile ${path}"`);
  const soft = task("exit 5", { image: `${open.host}/team/public:1`, auth_soft_fail: true });
  expect(await lab.run(soft, driver)).toBe(5);
  expect(lab.messages(soft)[0]).toMatch(/^No credentials for .*; trying without \(auth_soft_fail\)$/);
  expectNothingTold(error.message);
});

test("auth_soft_fail tries without the credentials that the registry refuses, once", async () => {
  const refusing = startRegistryProxy(lab.cleanup, open, ({ authorization, path }) => {
    // Podman answers the challenge also when it has nothing to answer with.
    if (authorization !== undefined && authorization !== `Basic ${btoa(":")}`)
      return new Response('{"errors":[{"code":"UNAUTHORIZED","message":"no"}]}', { status: 401 });
    const challenge = { "WWW-Authenticate": 'Basic realm="test"' };
    return path === "/v2/" ? new Response("", { status: 401, headers: challenge }) : undefined;
  });
  const auth = { username: "alice", password: "wrong-secret", ...insecure };
  const options = { image: `${refusing.host}/team/public:1`, auth };
  expect(await lab.failure(task("true", options))).toMatchObject({ code: "unauthorized" });
  const soft = task("exit 5", { ...options, auth_soft_fail: true });
  expect(await lab.run(soft)).toBe(5);
  expect(lab.messages(soft)).toContain(
    `The registry refused the credentials for ${options.image}; trying without (auth_soft_fail)`,
  );
  const still = await lab.failure(task("true", { auth, auth_soft_fail: true }));
  expect(still).toMatchObject({ code: "unauthorized", recoverable: false });
  expectNothingTold();
});

test("an identity token is exchanged at the registry's token server", async () => {
  const proxy: RegistryProxy = startRegistryProxy(lab.cleanup, open, ({ path, authorization, body }) => {
    if (path.startsWith("/token")) {
      const known = new URLSearchParams(body).get("refresh_token") === "identity-secret";
      return known ? Response.json({ access_token: "granted" }) : new Response("", { status: 401 });
    }
    if (authorization === "Bearer granted") return undefined;
    const challenge = `Bearer realm="http://${proxy.host}/token",service="test"`;
    return new Response("", { status: 401, headers: { "WWW-Authenticate": challenge } });
  });
  const config = file({ auths: { [proxy.host]: { identitytoken: "identity-secret" } } });
  const options = { image: `${proxy.host}/team/public:1` };
  expect(await lab.run(task("exit 3", options), lab.another({ auth: { config } }))).toBe(3);
  expect(await lab.failure(task("true", options))).toMatchObject({ code: "unauthorized" });
  expectNothingTold();
});
