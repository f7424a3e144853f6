/** The plugin on a node where no file can be created in the directories for sockets: any user of the node can fill them. */
import { afterEach, beforeEach, expect, test } from "bun:test";
import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Cleanup } from "../lab/cleanup.ts";
import { repository } from "../lab/paths.ts";
import { cookie, type LaunchOptions, launchPlugin, type PluginClient, pluginCommand } from "../lab/plugin-client.ts";
import { scratchDirectory } from "../lab/scratch.ts";

let cleanup: Cleanup;

beforeEach(() => {
  cleanup = new Cleanup();
});

afterEach(() => cleanup.run());

const everywhere = ["/tmp", "/run", "/var/tmp"];
const environment = { TMPDIR: "/tmp", XDG_RUNTIME_DIR: undefined, PLUGIN_MIN_PORT: "10000", PLUGIN_MAX_PORT: "14000" };

/** A program that is the plugin with file systems over these directories that hold their root and nothing more. */
function pluginWithFull(directories: readonly string[]): string {
  const program = join(scratchDirectory(cleanup), "plugin");
  const mounts = directories.map((directory) => `mount -t tmpfs -o nr_inodes=1 none ${directory}\n`).join("");
  // The checkout may lie below one of them: there the plugin is started from another path.
  const inside = `set -e\nmount --bind ${repository} /mnt\n${mounts}exec "$@"`;
  const command = pluginCommand()
    .map((word) => `'${word.replace(`${repository}/`, "/mnt/")}'`)
    .join(" ");
  writeFileSync(program, `#!/bin/sh\nexec unshare --mount sh -c '${inside}' sh ${command}\n`);
  chmodSync(program, 0o755);
  return program;
}

async function launch(full: readonly string[], options: LaunchOptions = {}): Promise<PluginClient> {
  const plugin = await launchPlugin({ ...options, binary: pluginWithFull(full), env: environment });
  cleanup.defer(() => plugin.kill());
  // It removes its directory itself.
  cleanup.defer(() => {
    plugin.signal("SIGTERM");
    return plugin.exited;
  });
  return plugin;
}

test("the plugin creates its socket elsewhere when /tmp is full", async () => {
  const plugin = await launch(["/tmp"]);
  expect(plugin.handshake[2]).toBe("unix");
  expect(plugin.handshake[3]).toStartWith("/run/nomad-podman-");
});

test("the plugin ends with the reason when it cannot create a socket anywhere, and does not fall back to open TCP", async () => {
  const env = { ...process.env, ...cookie, ...environment };
  const child = Bun.spawn([pluginWithFull(everywhere)], { env, stdin: "ignore", stdout: "pipe", stderr: "pipe" });
  cleanup.defer(() => child.kill("SIGKILL"));
  const out = new Response(child.stdout).text();
  const err = await new Response(child.stderr).text();
  expect(await out).toBe("");
  for (const directory of everywhere) expect(err).toContain(`${directory}: ENOSPC`);
  expect(await child.exited).toBe(1);
});

test("the plugin serves a client that gave a certificate over TCP when it cannot create a socket", async () => {
  const plugin = await launch(everywhere, { mutualTls: true });
  expect(plugin.handshake[2]).toBe("tcp");
  expect(await plugin.base.PluginInfo({})).toMatchObject({ name: "podman" });
});
