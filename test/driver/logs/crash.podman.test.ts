/** Real Podman, the real plugin, tasks that write as fast as they can, and everything between them killed again and again. */

import { expect, test } from "bun:test";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { hashicorp } from "../../../src/rpc/gen/protocol.js";
import { Cleanup } from "../../lab/cleanup.ts";
import { forFile } from "../../lab/for-file.ts";
import { launchPlugin, type PluginClient } from "../../lab/plugin-client.ts";
import { taskFixture } from "../../lab/plugin-client-task.ts";
import { scratchDirectory } from "../../lab/scratch.ts";
import { ownPodmanService } from "../../lab/test-podman.ts";
import { waitFor } from "../../lab/wait-for.ts";
import { layTorrent, type Torrent, TorrentCheck, torrentScript, torrents } from "./torrent.ts";

type Handle = hashicorp.nomad.plugins.drivers.proto.ITaskHandle;
const streams = ["out", "err"] as const;
const patience = { timeout: 60_000, interval: 5 };

/** A task that writes, and readers of its FIFOs that never open them twice, as Nomad's. */
class WritingTask {
  readonly name: string;
  readonly checks: Readonly<Record<(typeof streams)[number], TorrentCheck>>;
  readonly #fixture: ReturnType<typeof taskFixture>;
  readonly #read: Promise<unknown>;
  readonly #local: string;
  #handle: Handle = {};

  constructor(torrent: Torrent, scratch: string, image: string) {
    this.name = torrent.name;
    this.checks = { out: new TorrentCheck(torrent.out), err: new TorrentCheck(torrent.err) };
    const path = (stream: string) => join(scratch, `${torrent.name}.${stream}.fifo`);
    for (const stream of streams) Bun.spawnSync(["mkfifo", path(stream)]);
    const options = { image, command: "/bin/sh", args: ["-c", torrentScript(torrent, "/local")] };
    this.#fixture = taskFixture(scratch, options, {
      name: torrent.name,
      env: { NOMAD_TASK_DIR: "/local" },
      stdoutPath: path("out"),
      stderrPath: path("err"),
    });
    this.#local = join(this.#fixture.config.allocDir, torrent.name, "local");
    layTorrent(torrent, this.#local);
    this.#read = Promise.all(streams.map((stream) => this.#readAll(stream, path(stream))));
  }

  async start({ driver }: PluginClient): Promise<void> {
    const { handle, driverErrorMsg } = await driver.StartTask({ task: this.#fixture.wire });
    if (!handle) throw new Error(driverErrorMsg ?? "no handle");
    this.#handle = handle;
  }

  async recover({ driver }: PluginClient): Promise<void> {
    await driver.RecoverTask({ taskId: this.#fixture.config.id, handle: this.#handle });
  }

  /** Asks the task to end; answers its exit code, once all its output has been read. */
  async end({ driver }: PluginClient): Promise<number | null | undefined> {
    writeFileSync(join(this.#local, "stop"), "");
    const taskId = this.#fixture.config.id;
    const { result } = await driver.WaitTask({ taskId });
    await this.#read;
    await driver.DestroyTask({ taskId, force: false });
    await this.#fixture.close();
    return result?.exitCode;
  }

  rounds(stream: string): number {
    return Number(readFileSync(join(this.#local, `${stream}.rounds`), "utf8"));
  }

  /** Resolves once both streams have brought more. */
  async flows(): Promise<void> {
    const before = streams.map((stream) => this.checks[stream].received);
    await waitFor(
      `output of ${this.name}`,
      () => streams.every((stream, index) => this.checks[stream].received > (before[index] ?? 0)),
      patience,
    );
  }

  async #readAll(stream: (typeof streams)[number], path: string): Promise<void> {
    const cat = Bun.spawn(["sh", "-c", 'exec cat < "$0"', path], { stdout: "pipe", stderr: "inherit" });
    for await (const chunk of cat.stdout) this.checks[stream].take(chunk);
  }
}

const cleanup = forFile(new Cleanup());
const podman = forFile(await ownPodmanService());

async function plugin(): Promise<PluginClient> {
  const launched = await launchPlugin();
  await launched.setConfig({ socket_path: `unix://${podman.socketPath}` });
  return launched;
}

test("no output is lost, torn or out of order while the plugin and the Podman service are killed with SIGKILL", async () => {
  const scratch = scratchDirectory(cleanup);
  const tasks = torrents.map((torrent) => new WritingTask(torrent, scratch, podman.image));
  const each = (act: (task: WritingTask) => Promise<unknown>) => Promise.all(tasks.map(act));
  let current = await plugin();
  cleanup.defer(() => current.kill());
  await each((task) => task.start(current));
  const restart = async () => {
    current = await plugin();
    await each((task) => task.recover(current));
  };
  for (let round = 0; round < 2; round += 1) {
    await each((task) => task.flows());
    await current.kill();
    await restart();
    // docs/operations.md: while Podman's service is gone the logs go on.
    await each((task) => task.flows());
    await podman.stopService("SIGKILL");
    await each((task) => task.flows());
    if (round === 1) await current.kill();
    await podman.startService();
    if (round === 1) await restart();
  }
  await each((task) => task.flows());
  expect(await each((task) => task.end(current))).toEqual(torrents.map(() => 0));

  const found = tasks.map(({ name, checks }) => ({ name, out: checks.out.problem, err: checks.err.problem }));
  expect(found).toEqual(torrents.map(({ name }) => ({ name, out: undefined, err: undefined })));
  for (const [index, task] of tasks.entries()) {
    for (const stream of streams) {
      const { arrived, repeats } = task.checks[stream];
      expect({ stream, arrived }).toEqual({ stream, arrived: task.rounds(stream) * (torrents[index]?.[stream].length ?? 0) });
      // One for each time that the plugin was killed.
      expect(repeats.length).toBeLessThanOrEqual(3);
    }
  }
}, 300_000);
