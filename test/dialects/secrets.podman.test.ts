/** Passwords that jobs and the agent give to the other drivers stand nowhere but in the registry's own request. */
import { expect, setDefaultTimeout, test } from "bun:test";
import { Cleanup } from "../lab/cleanup.ts";
import { forFile } from "../lab/for-file.ts";
import { launchPlugin } from "../lab/plugin-client.ts";
import { taskFixture } from "../lab/plugin-client-task.ts";
import { startRegistry } from "../lab/registry.ts";
import { scratchDirectory } from "../lab/scratch.ts";
import { canary, formsOf, processesWith } from "../lab/secrets.ts";
import { startPodmanService } from "../lab/test-podman.ts";

setDefaultTimeout(120_000);

const cleanup = forFile(new Cleanup());
const directory = scratchDirectory(cleanup);
const podman = await startPodmanService();
const { host } = await startRegistry(cleanup, directory, { closed: true });
const image = `${host}/team/private:1`;

test.each([
  ["docker", "a task's", (auth: object) => ({ task: { auth }, plugin: {} })],
  ["containerd-driver", "a task's", (auth: object) => ({ task: { auth }, plugin: {} })],
  ["containerd-driver", "the agent's", (auth: object) => ({ task: {}, plugin: { auth } })],
] as const)("%s: the password of %s auth block stands in no log, error or process", async (as, _, options) => {
  const password = canary("dialect");
  const { task: given, plugin: config } = options({ username: "u", password });
  const plugin = await launchPlugin({ as });
  cleanup.defer(() => plugin.kill());
  await plugin.setConfig({ socket_path: `unix://${podman.socketPath}`, ...config });
  const task = taskFixture(directory, { image, ...given });
  cleanup.defer(() => task.close());
  const error: unknown = await plugin.driver.StartTask({ task: task.wire }).catch((reason: unknown) => reason);
  const said = [String(error), JSON.stringify(error), ...plugin.stderrLines].join("\n");
  console.log(said);
  expect(said).toContain(host);
  expect(formsOf(password).filter((form) => said.includes(form))).toEqual([]);
  expect(processesWith(password)).toEqual([]);
});
