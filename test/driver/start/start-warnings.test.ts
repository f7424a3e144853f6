/** What the agent's log says when the plugin starts with something missing. */
import { expect, test } from "bun:test";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { validatePluginOptions } from "../../../src/config/validate.ts";
import type { Logger } from "../../../src/core/logger.ts";
import { unknownNode } from "../../../src/core/node.ts";
import { silentLogger } from "../../../src/core/silent-logger.ts";
import { createDriver } from "../../../src/driver/driver.ts";
import { systemClock } from "../../../src/platform/system-clock.ts";
import { answers } from "../../fakes/fake-answers.ts";
import { fakePodman } from "../../fakes/fake-podman.ts";
import { Cleanup } from "../../lab/cleanup.ts";
import { scratchDirectory } from "../../lab/scratch.ts";
import { waitFor } from "../../lab/wait-for.ts";
import { openFingerprints } from "../services/fingerprints.ts";

/** A driver whose log above debug level is kept. */
function logged(options: Readonly<Record<string, unknown>>) {
  const lines: string[] = [];
  const keep = (level: string) => (message: string) => void lines.push(`${level} ${message}`);
  const logger: Logger = { ...silentLogger, info: keep("info"), warn: keep("warn"), error: keep("error") };
  const driver = createDriver({ logger, clock: systemClock, driverName: "podman", pluginVersion: "0.0.0" });
  const gc = { dangling_containers: { enabled: false } };
  driver.setConfig(validatePluginOptions({ gc, ...options }), unknownNode);
  return { driver, lines, [Symbol.asyncDispose]: () => driver.shutdown() };
}

test.each([
  ["is missing", "nothing.json", "there is no such file"],
  ["is a directory", "directory", "it is not a file"],
  ["is no JSON", "no-json", "it is not JSON"],
])("an auth file that %s is warned of when the plugin starts", async (_, name, why) => {
  const cleanup = new Cleanup();
  const directory = scratchDirectory(cleanup);
  mkdirSync(join(directory, "directory"));
  writeFileSync(join(directory, "no-json"), "s3cret");
  const path = join(directory, name);
  await using plugin = logged({ auth: { config: path } });
  await waitFor("the warning", () => plugin.lines.length > 0);
  expect(plugin.lines).toEqual([
    `warn plugin auth.config = "${path}": ${why}: write it with "podman login --authfile ${path}"`,
  ]);
  await cleanup.run();
});

test("a credential helper that is missing is warned of when the plugin starts", async () => {
  await using plugin = logged({ auth: { helper: "ndp-missing" } });
  await waitFor("the warning", () => plugin.lines.length > 0);
  const why = "there is no program docker-credential-ndp-missing in the agent's $PATH: install it there, or correct the name";
  expect(plugin.lines).toEqual([`warn plugin auth.helper = "ndp-missing": ${why}`]);
});

test("a socket that is absent is warned of once, and its return is told", async () => {
  const cleanup = new Cleanup();
  const path = join(scratchDirectory(cleanup), "podman.sock");
  await using plugin = logged({ socket_path: path });
  using prints = openFingerprints(plugin.driver);
  const first = await prints.next(({ health }) => health === "undetected");
  expect(first.description).toContain(path);
  await Bun.sleep(2_500);
  expect(plugin.lines).toHaveLength(1);
  expect(plugin.lines[0]).toMatch(/^warn Podman is away: .*start podman\.socket/);
  expect(plugin.lines[0]).toContain(path);
  await using podman = await fakePodman(answers({}));
  Bun.spawnSync(["ln", "-s", podman.socketPath, path]);
  await prints.next(({ health }) => health === "healthy");
  expect(plugin.lines.slice(1)).toEqual(["info Podman responds again"]);
  await cleanup.run();
});
