/** A secret of its own for each way in which one is given, looked for wherever it must not be. */
import { expect, setDefaultTimeout, test } from "bun:test";
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Cleanup } from "../../lab/cleanup.ts";
import { forFile } from "../../lab/for-file.ts";
import { launchPlugin } from "../../lab/plugin-client.ts";
import { taskFixture } from "../../lab/plugin-client-task.ts";
import { startRegistry } from "../../lab/registry.ts";
import { check } from "../../lab/run.ts";
import { scratchDirectory } from "../../lab/scratch.ts";
import { canary, formsOf, processesWith } from "../../lab/secrets.ts";
import { startPodmanService } from "../../lab/test-podman.ts";

setDefaultTimeout(120_000);

const cleanup = forFile(new Cleanup());
const directory = scratchDirectory(cleanup);
const podman = await startPodmanService();
const { host } = await startRegistry(cleanup, directory, { closed: true });
const plugin = await launchPlugin({ cwd: directory });
cleanup.defer(() => plugin.kill());

const nodes = canary("node");
const authFile = join(directory, "auth.json");
writeFileSync(authFile, JSON.stringify({ auths: { [host]: { auth: btoa(`node:${nodes}`) } } }), { mode: 0o600 });
await plugin.setConfig({ socket_path: `unix://${podman.socketPath}`, auth: { config: authFile } });

const image = `${host}/team/private:1`;
const failing = { image, force_pull: true, auth: { tls_verify: false } };

test.each([
  ["the plugin's auth file", nodes, failing],
  [
    "a task's auth block",
    "task",
    (secret: string) => ({ ...failing, auth: { username: "u", password: secret, tls_verify: false } }),
  ],
  ["an image's name", "name", (secret: string) => ({ ...failing, image: `docker://u:${secret}@${image}` })],
  ["an archive's URL", "archive", (secret: string) => ({ image: `docker-archive:http://u:${secret}@${host}/image.tar` })],
  ["a signed URL", "signed", (secret: string) => ({ image: `http://${host}/image.tar?token=${secret}` })],
  [
    "an import's URL",
    "import",
    (secret: string) => ({ image: "localhost/a", import: { source: `http://u:${secret}@${host}/a.tar` } }),
  ],
] as const)("a secret in %s stands in no log, error or process", async (_, way, options) => {
  const secret = typeof options === "function" ? canary(way) : way;
  const task = taskFixture(directory, typeof options === "function" ? options(secret) : options);
  cleanup.defer(() => task.close());
  const [answer] = await Promise.allSettled([plugin.driver.StartTask({ task: task.wire })]);
  const said = [JSON.stringify(answer), String(answer.status === "rejected" ? answer.reason : ""), ...plugin.stderrLines];
  for (const form of [...formsOf(secret), ...formsOf(secret, "node")]) expect(said.join("\n")).not.toContain(form);
  expect(processesWith(secret)).toEqual([]);
  // It was tried, and did not work.
  expect(answer.status).toBe("rejected");
});

test("a token in a task's environment stands in no log and handle, and with no process but the task's", async () => {
  const secret = canary("env");
  const options = { image: podman.image, command: "sleep", args: ["600"] };
  const task = taskFixture(directory, options, { env: { API_TOKEN: secret } });
  cleanup.defer(() => task.close());
  const started = await plugin.driver.StartTask({ task: task.wire });
  const taskId = task.config.id;
  const state = Buffer.from(started.handle?.driverState ?? []).toString("latin1");
  const found = processesWith(secret);
  const names = found.map((each) => readFileSync(`/proc/${each.split("/", 1)[0]}/comm`, "utf8").trim());
  await plugin.driver.DestroyTask({ taskId, force: true });
  expect(state).toContain("ContainerID");
  expect([state, ...plugin.stderrLines].join("\n")).not.toContain(secret);
  expect(found).toEqual([expect.stringMatching(/^\d+\/environ$/)]);
  expect(names).toEqual(["sleep"]);
});

// Kept in the directory of the process unless a program takes it or it has a place of its own.
const hasCoreHere = !/^[|/]/.test(readFileSync("/proc/sys/kernel/core_pattern", "utf8"));

test.skipIf(!hasCoreHere)("a core dump of the plugin has no secret that it was given", async () => {
  const secret = canary("dumped");
  const before = new Set(readdirSync(directory));
  const task = taskFixture(directory, { ...failing, auth: { username: "u", password: secret, tls_verify: false } });
  cleanup.defer(() => task.close());
  await expect(plugin.driver.StartTask({ task: task.wire })).rejects.toThrow();
  await check(["prlimit", "--pid", String(plugin.pid), "--core=unlimited"]);
  plugin.signal("SIGABRT");
  await plugin.exited;
  const [dump = "no core dump"] = readdirSync(directory).filter((name) => name.startsWith("core") && !before.has(name));
  // With its memory it is of gigabytes.
  expect(statSync(join(directory, dump)).size).toBeLessThan(64_000_000);
  expect(readFileSync(join(directory, dump)).includes(secret)).toBe(false);
});
