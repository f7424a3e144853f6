/**
 * Keeps a Podman for the tests of another process: starts it, says where it is in one line of JSON on stdout, answers
 * each line of JSON on stdin with one on stdout, and removes everything when stdin ends.
 */
import { createInterface } from "node:readline";
import { Cleanup } from "./cleanup.ts";
import { makeImage } from "./image.ts";
import { busybox } from "./images.ts";
import { podmanService } from "./podman-service.ts";
import type { Finished } from "./run.ts";
import { scratchDirectory } from "./scratch.ts";

/** One thing to do. */
export interface KeeperRequest {
  readonly podman?: readonly string[];
  readonly stop?: NodeJS.Signals;
  readonly start?: true;
}

/** What came of it. */
export interface KeeperAnswer {
  readonly socket?: string;
  readonly directory?: string;
  readonly finished?: Finished;
  readonly error?: string;
}

async function main(): Promise<void> {
  // The end of stdin is the only sign that counts: bun test sends SIGTERM to all children when one test takes too long.
  for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) process.on(signal, () => {});
  const cleanup = new Cleanup();
  const say = (answer: KeeperAnswer) => process.stdout.write(`${JSON.stringify(answer)}\n`);
  try {
    const directory = scratchDirectory(cleanup);
    const service = await podmanService(directory, cleanup);
    await service.start();
    await makeImage(service, busybox, directory);
    say({ socket: service.socket, directory });
    for await (const line of createInterface({ input: process.stdin })) {
      const request = JSON.parse(line) as KeeperRequest;
      try {
        if (request.stop !== undefined) await service.stop(request.stop);
        if (request.start) await service.start();
        say(request.podman === undefined ? {} : { finished: await service.tryPodman(...request.podman) });
      } catch (error) {
        say({ error: error instanceof Error ? error.message : String(error) });
      }
    }
  } finally {
    await cleanup.run();
  }
}

if (import.meta.main) await main();
