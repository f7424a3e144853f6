import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from "bun:test";
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Cleanup } from "../../scripts/lab/cleanup.ts";
import { scratchDirectory } from "../../scripts/lab/scratch.ts";
import { startPodmanService, type TestPodman } from "../helpers/podman-service.ts";
import { exitOf, type LifecycleLab, nameOf, never, openLifecycleLab } from "./lifecycle-lab.ts";
import { pushImage, type Registry, registryUser, startRegistry } from "./registry.ts";

setDefaultTimeout(90_000);

const cleanup = new Cleanup();
let podman: TestPodman;
let lab: LifecycleLab;
let directory: string;
let open: Registry;
let closed: Registry;

beforeAll(async () => {
  podman = await startPodmanService();
  directory = scratchDirectory(cleanup);
  [open, closed] = await Promise.all([startRegistry(cleanup, directory), startRegistry(cleanup, directory, { closed: true })]);
  lab = openLifecycleLab(podman.socketPath);
});

afterAll(async () => {
  await lab?.[Symbol.asyncDispose]();
  await cleanup.run();
});

const plain = { tls_verify: false };

function messages(taskId: string): readonly string[] {
  return lab.events.filter((event) => event.taskId === taskId).map(({ message }) => message);
}

test("an image that is missing is pulled, and the task's events say so", async () => {
  const image = await pushImage(podman, open, "missing:1");
  const task = lab.task("exit 3", { image, auth: plain });
  await lab.start(task);
  expect(await exitOf(lab.driver, task)).toMatchObject({ exitCode: 3 });
  const [pulling, pulled, created] = messages(task.config.id);
  expect(pulling).toBe(`Pulling image ${image}`);
  expect(pulled).toMatch(new RegExp(`^Pulled image ${image} in [0-9.]+ s$`));
  expect(created).toContain("Created container");
  const again = lab.task("exit 0", { image, auth: plain });
  await lab.start(again);
  await exitOf(lab.driver, again);
  expect(messages(again.config.id)).toEqual([expect.stringContaining("Created container")]);
});

test("concurrent starts of one image share its pull", async () => {
  const image = await pushImage(podman, open, "shared:1");
  const tasks = Array.from({ length: 3 }, () => lab.task("exit 0", { image, auth: plain }));
  await Promise.all(tasks.map((task) => lab.start(task)));
  for (const task of tasks) expect(await exitOf(lab.driver, task)).toMatchObject({ exitCode: 0 });
});

test("a tag that the registry does not have fails finally, in one line", async () => {
  const image = `${open.host}/nothing:1`;
  const task = lab.task("exit 0", { image, auth: plain });
  const error = await lab.driver.startTask(task.config, never).catch((reason: Error) => reason);
  expect(error).toMatchObject({ code: "imageFailed", recoverable: false });
  expect((error as Error).message).toContain(image);
  expect((error as Error).message).not.toContain("\n");
});

test("a registry that nobody answers at can be tried again", async () => {
  const task = lab.task("exit 0", { image: "127.0.0.1:1/nothing:1", auth: plain });
  expect(lab.driver.startTask(task.config, never)).rejects.toMatchObject({ code: "imageFailed", recoverable: true });
  await lab.driver.startTask(task.config, never).catch(() => undefined);
});

describe("a registry that wants credentials", () => {
  let image: string;
  let count = 0;

  beforeAll(async () => {
    image = await pushImage(podman, closed, "private:1");
  });

  function authFile(content: unknown): string {
    count += 1;
    const path = join(directory, `auth${count}.json`);
    writeFileSync(path, JSON.stringify(content), { mode: 0o600 });
    return path;
  }

  const encoded = btoa(`${registryUser.username}:${registryUser.password}`);

  test("lets the task's own in", async () => {
    const task = lab.task("exit 4", { image, force_pull: true, auth: { ...registryUser, ...plain } });
    const { handle } = await lab.start(task);
    expect(await exitOf(lab.driver, task)).toMatchObject({ exitCode: 4 });
    expect(Buffer.from(handle.driverState).toString("latin1")).not.toContain(registryUser.password);
    expect(JSON.stringify(lab.events)).not.toContain(registryUser.password);
  });

  test.each([
    { what: "none", auth: plain },
    { what: "a wrong password", auth: { username: "alice", password: "wrong-secret", ...plain } },
  ])("refuses $what, and the password is not in the error", async ({ auth }) => {
    const task = lab.task("exit 0", { image, force_pull: true, auth });
    const error = await lab.driver.startTask(task.config, never).catch((reason: Error) => reason);
    expect(error).toMatchObject({ code: "unauthorized", recoverable: false });
    expect((error as Error).message).not.toContain("wrong-secret");
    expect((await podman.tryPodman("container", "exists", nameOf(task))).exitCode).toBe(1);
  });

  test.each([
    { what: "its host", key: () => closed.host },
    { what: "host and path", key: () => `${closed.host}/private` },
  ])("lets those of the plugin's auth file in, by $what", async ({ key }) => {
    const config = authFile({ auths: { [key()]: { auth: encoded } } });
    const driver = lab.another({ auth: { config } });
    const task = lab.task("exit 0", { image, force_pull: true, auth: plain });
    await lab.start(task, driver);
    expect(await exitOf(driver, task)).toMatchObject({ exitCode: 0 });
  });

  test("is not given those of another registry", async () => {
    const config = authFile({ auths: { [open.host]: { auth: encoded }, [`${closed.host}/priv`]: { auth: encoded } } });
    const driver = lab.another({ auth: { config } });
    const task = lab.task("exit 0", { image, force_pull: true, auth: plain });
    await expect(driver.startTask(task.config, never)).rejects.toMatchObject({ code: "unauthorized" });
  });

  test("is given what a helper program says, which hears the server on its standard input", async () => {
    const bin = join(directory, "bin");
    mkdirSync(bin, { recursive: true });
    const program = join(bin, "docker-credential-ndptest");
    const { username, password } = registryUser;
    const answer = JSON.stringify({ ServerURL: "", Username: username, Secret: password });
    const script = `#!/bin/sh\n[ "$1" = get ] || exit 1\nread -r server\n[ "$server" = "${closed.host}" ] || { echo credentials not found in native keychain; exit 1; }\necho '${answer}'\n`;
    writeFileSync(program, script);
    chmodSync(program, 0o755);
    const path = process.env["PATH"];
    process.env["PATH"] = `${bin}:${path}`;
    try {
      const helpers = [
        { helper: "ndptest" },
        { config: authFile({ credHelpers: { [closed.host]: "ndptest" } }) },
        { config: authFile({ credsStore: "ndptest" }) },
      ];
      for (const auth of helpers) {
        const driver = lab.another({ auth });
        const task = lab.task("exit 0", { image, force_pull: true, auth: plain });
        await lab.start(task, driver);
        expect(await exitOf(driver, task)).toMatchObject({ exitCode: 0 });
      }
    } finally {
      process.env["PATH"] = path;
    }
  });
});

test("auth_soft_fail goes on without credentials that the registry or a helper refuses", async () => {
  const image = await pushImage(podman, open, "soft:1");
  const driver = lab.another({ auth: { helper: "does-not-exist" } });
  const hard = lab.task("exit 0", { image, force_pull: true, auth: plain });
  await expect(driver.startTask(hard.config, never)).rejects.toMatchObject({ code: "unauthorized" });
  const soft = lab.task("exit 5", { image, force_pull: true, auth_soft_fail: true, auth: plain });
  await lab.start(soft, driver);
  expect(await exitOf(driver, soft)).toMatchObject({ exitCode: 5 });
});

describe("an archive", () => {
  test.each(["docker-archive", "oci-archive"])(
    "of the form %s is loaded from the task's directory and from a URL",
    async (form) => {
      const file = join(directory, `${form}.tar`);
      await podman.podman("save", "--quiet", "--format", form, "--output", file, podman.image);
      const server = Bun.serve({ hostname: "127.0.0.1", port: 0, fetch: () => new Response(Bun.file(file)) });
      try {
        const here = lab.task("exit 6", { image: `${form}:local/image.tar` });
        await Bun.write(join(here.config.allocDir, here.config.name, "local/image.tar"), Bun.file(file));
        const there = lab.task("exit 7", { image: `${form}:http://127.0.0.1:${server.port}/image.tar` });
        await lab.start(here);
        await lab.start(there);
        expect(await exitOf(lab.driver, here)).toMatchObject({ exitCode: 6 });
        expect(await exitOf(lab.driver, there)).toMatchObject({ exitCode: 7 });
        expect(messages(here.config.id)[0]).toContain("Loaded image");
      } finally {
        await server.stop(true);
      }
    },
  );

  test("that is not there fails with its path or status", async () => {
    const server = Bun.serve({ hostname: "127.0.0.1", port: 0, fetch: () => new Response("gone", { status: 404 }) });
    try {
      const file = lab.task("exit 0", { image: "docker-archive:local/nothing.tar" });
      await expect(lab.driver.startTask(file.config, never)).rejects.toThrow("local/nothing.tar does not exist");
      const url = lab.task("exit 0", { image: `oci-archive:http://127.0.0.1:${server.port}/nothing.tar` });
      await expect(lab.driver.startTask(url.config, never)).rejects.toThrow("status 404");
    } finally {
      await server.stop(true);
    }
  });
});
