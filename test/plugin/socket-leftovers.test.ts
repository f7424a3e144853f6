import { afterEach, beforeEach, expect, test } from "bun:test";
import { chmodSync, chownSync, existsSync, mkdirSync, readdirSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import { removeLeftovers } from "../../src/plugin/socket-leftovers.ts";
import { ownPrefix } from "../../src/plugin/socket-name.ts";
import { Cleanup } from "../lab/cleanup.ts";
import { launchPlugin, type PluginClient } from "../lab/plugin-client.ts";
import { scratchDirectory } from "../lab/scratch.ts";
import { waitFor } from "../lab/wait-for.ts";

let cleanup: Cleanup;
let scratch: string;

beforeEach(() => {
  cleanup = new Cleanup();
  scratch = scratchDirectory(cleanup);
});

afterEach(() => cleanup.run());

async function launch(): Promise<PluginClient> {
  const plugin = await launchPlugin({ env: { TMPDIR: scratch } });
  cleanup.defer(() => plugin.kill());
  return plugin;
}

const directoryOf = (plugin: PluginClient) => dirname(plugin.handshake[3] ?? "");

/** As old as one that a start may remove. */
function age(path: string): void {
  utimesSync(path, new Date(0), new Date(0));
}

test("a start removes the directory of a plugin that was killed, and not that of one that lives", async () => {
  const [killed, living] = await Promise.all([launch(), launch()]);
  killed.signal("SIGKILL");
  await killed.exited;
  const left = directoryOf(killed);
  expect(existsSync(left)).toBe(true);
  for (const plugin of [killed, living]) age(directoryOf(plugin));
  const next = await launch();
  await waitFor("the directory to go", () => !existsSync(left));
  for (const plugin of [living, next]) expect(await plugin.base.PluginInfo({})).toMatchObject({ name: "podman" });
  expect(
    readdirSync(scratch)
      .map((name) => join(scratch, name))
      .sort(),
  ).toEqual([directoryOf(living), directoryOf(next)].sort());
});

/** No process has it: it is above the kernel's limit. */
const dead = "nomad-podman-4194305-1-abcdef";

/** Makes a directory as a plugin has it. */
function make(name: string): string {
  const path = join(scratch, name);
  mkdirSync(path, { mode: 0o700 });
  return path;
}

test.each<[string, (path: string) => unknown]>([
  ["an empty one", () => undefined],
  ["one that a group may enter", (path) => chmodSync(path, 0o750)],
])("removes %s of a dead process", async (_, change) => {
  const path = make(dead);
  await change(path);
  age(path);
  await removeLeftovers([join(scratch, "nowhere"), scratch]);
  expect(existsSync(path)).toBe(false);
});

async function listenIn(path: string): Promise<void> {
  const server = createServer();
  cleanup.defer(() => server.close());
  await new Promise<void>((resolve) => server.listen(join(path, "plugin.sock"), resolve));
}

test.each<[string, string, (path: string) => unknown]>([
  ["of a living process", `${ownPrefix()}abcdef`, () => undefined],
  ["of another name", "nomad-podman-abcdef", () => undefined],
  ["that somebody listens in, though its process cannot be seen", dead, listenIn],
  ["with a file that is not ours", dead, (path) => writeFileSync(join(path, "other"), "")],
  ["that others may enter", dead, (path) => chmodSync(path, 0o755)],
  ["of another user", dead, (path) => chownSync(path, 65_534, 65_534)],
])("leaves one %s", async (_, name, change) => {
  const path = make(name);
  await change(path);
  age(path);
  await removeLeftovers([scratch]);
  expect(existsSync(path)).toBe(true);
});

test("leaves one that was made just now", async () => {
  const path = make(dead);
  await removeLeftovers([scratch]);
  expect(existsSync(path)).toBe(true);
});

test("follows no link", async () => {
  const target = make("target");
  age(target);
  symlinkSync(target, join(scratch, dead));
  await removeLeftovers([scratch]);
  expect(readdirSync(scratch).sort()).toEqual([dead, "target"]);
});
