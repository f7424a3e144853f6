/** Tasks that write as fast as they can, while the agent, the plugin and the Podman service are killed with SIGKILL. */

import { expect, test } from "bun:test";
import { createReadStream, existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { layTorrent, type Torrent, TorrentCheck, torrentScript, torrents } from "../driver/logs/torrent.ts";
import { fileLab } from "../lab/file-lab.ts";
import { busybox } from "../lab/images.ts";
import { waitFor } from "../lab/wait-for.ts";
import { noRetries } from "./job.ts";

const streams = ["out", "err"] as const;
/** More than are ever needed: Nomad removes what is older. */
const logFiles = 4;
type Stream = (typeof streams)[number];

const lab = await fileLab({ images: [busybox], stateful: true }, 300_000);

/** Nomad keeps all of the output: its files hold more than the tasks can write here. */
function job(): string {
  const tasks = torrents.map(
    (torrent) => `
    task "${torrent.name}" {
      driver = "podman"
      config {
        image   = "localhost/busybox:1"
        command = "/bin/sh"
        args    = ["-c", ${JSON.stringify(`while [ ! -e /local/go ]; do sleep 0.1; done; ${torrentScript(torrent, "/local", 0.3)}`)}]
      }
      logs {
        max_files     = ${logFiles}
        max_file_size = 400
      }
      resources {
        cpu    = 50
        memory = 32
      }
    }`,
  );
  return `
job "torrents" {
  type = "batch"
  group "group" {
    ${noRetries}
    ephemeral_disk {
      size = 8000
    }
    ${tasks.join("\n")}
  }
}
`;
}

class Output {
  readonly #directory: string;

  constructor(allocation: string) {
    this.#directory = join(lab.agent.dataDirectory, "alloc", allocation);
  }

  local({ name }: Torrent, file: string): string {
    return join(this.#directory, name, "local", file);
  }

  /** Bytes that Nomad has of each stream. */
  sizes(): number[] {
    const sum = (files: readonly string[]) => files.reduce((bytes, file) => bytes + statSync(file).size, 0);
    return torrents.flatMap((torrent) => streams.map((stream) => sum(this.#files(torrent, stream))));
  }

  /** Resolves once there is more of every stream. */
  async flows(): Promise<void> {
    const before = this.sizes();
    const grown = () => this.sizes().every((size, index) => size > (before[index] ?? 0));
    await waitFor("more of every stream", grown, { timeout: 60_000, interval: 10 });
  }

  async check(torrent: Torrent, stream: Stream): Promise<{ problem: string | undefined; rounds: number; repeats: number }> {
    const check = new TorrentCheck(torrent[stream]);
    for (const file of this.#files(torrent, stream)) {
      for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 })) check.take(chunk);
    }
    return { problem: check.problem, rounds: check.arrived / torrent[stream].length, repeats: check.repeats.length };
  }

  /** Nomad's files of a stream, oldest first: from the second on they are there when one is full. */
  #files({ name }: Torrent, stream: Stream): string[] {
    const path = join(this.#directory, "alloc/logs", `${name}.std${stream}.`);
    return Array.from({ length: logFiles }, (_, index) => `${path}${index}`).filter((file) => existsSync(file));
  }
}

async function killPlugin(): Promise<void> {
  const pids = lab.agent.pluginPids();
  expect(pids).not.toBeEmpty();
  for (const pid of pids) process.kill(pid, "SIGKILL");
  await waitFor("a new plugin", () => lab.agent.pluginPids().some((pid) => !pids.includes(pid)));
}

async function restartAgent(between: () => Promise<unknown>): Promise<void> {
  await lab.agent.stop("SIGKILL");
  await between();
  await lab.agent.start();
  await lab.nomad.driver((driver) => driver.Healthy, 60_000);
}

async function restartPodman(between: () => Promise<unknown>): Promise<void> {
  await lab.podman.stop("SIGKILL");
  await between();
  await lab.podman.start();
}

test("no output is lost, torn or out of order while agent, plugin and Podman service are killed with SIGKILL", async () => {
  await lab.nomad.submit(job());
  const isRunning = (state: { readonly State: string }) => state.State === "running";
  const { ID: id } = await lab.nomad.allocation("torrents", ({ TaskStates }) => {
    const states = Object.values(TaskStates ?? {});
    return states.length === torrents.length && states.every(isRunning);
  });
  const output = new Output(id);
  for (const torrent of torrents) {
    layTorrent(torrent, output.local(torrent, ""));
    writeFileSync(output.local(torrent, "go"), "");
  }
  await waitFor("output", () => output.sizes().every((size) => size > 0), { timeout: 60_000 });
  const flows = () => output.flows();
  for (let round = 0; round < 2; round += 1) {
    await killPlugin();
    await flows();
    await restartPodman(flows);
    await flows();
    await restartAgent(flows);
    await flows();
  }
  await restartAgent(() =>
    restartPodman(async () => {
      for (const pid of lab.agent.pluginPids()) process.kill(pid, "SIGKILL");
    }),
  );
  await flows();
  for (const torrent of torrents) writeFileSync(output.local(torrent, "stop"), "");
  const ended = await lab.nomad.allocation(
    "torrents",
    ({ ClientStatus }) => ClientStatus === "complete" || ClientStatus === "failed",
    120_000,
  );
  for (const { name } of torrents) {
    expect(ended.TaskStates?.[name]).toMatchObject({ State: "dead", Failed: false, Restarts: 0 });
  }

  for (const torrent of torrents) {
    for (const stream of streams) {
      const { name } = torrent;
      const written = output.local(torrent, `${stream}.rounds`);
      expect(existsSync(written)).toBe(true);
      const { problem, rounds, repeats } = await output.check(torrent, stream);
      expect({ name, stream, problem, rounds }).toEqual({
        name,
        stream,
        problem: undefined,
        rounds: Number(readFileSync(written, "utf8")),
      });
      // One for each time that the plugin was killed.
      expect(repeats).toBeLessThanOrEqual(3);
    }
  }
});
