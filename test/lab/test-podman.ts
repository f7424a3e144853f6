import { isAbsolute, join } from "node:path";
import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import { Cleanup } from "./cleanup.ts";
import { makeImage } from "./image.ts";
import { busybox } from "./images.ts";
import type { KeeperAnswer, KeeperRequest } from "./podman-keeper.ts";
import { type Finished, run } from "./run.ts";
import { scratchDirectory } from "./scratch.ts";

/** A real Podman for tests. Disposing it removes everything; the shared Podman stays until the test process ends. */
export interface TestPodman extends AsyncDisposable {
  /** Path of its API socket. */
  readonly socketPath: string;
  /** Directory with its storage (`root`, `run`, `tmp`) and socket; empty for a Podman that was there before. */
  readonly root: string;
  /** An image with busybox and all its names. */
  readonly image: string;
  /** Runs the podman command line on it and answers stdout; fails unless it succeeds. */
  podman(...args: string[]): Promise<string>;
  /** The same, where a failure is an answer. */
  tryPodman(...args: string[]): Promise<Finished>;
  /** Ends the service process with a signal; containers stay. Only for a Podman of one's own. */
  stopService(signal: NodeJS.Signals): Promise<void>;
  /** Starts the service again. */
  startService(): Promise<void>;
}

let shared: Promise<TestPodman> | undefined;

/**
 * The Podman that all tests of this process share: its own storage and socket in a temporary directory, removed with all
 * its containers when the process ends, however it ends. NOMAD_PODMAN_TEST_SOCKET names one that is there already.
 */
export function startPodmanService(): Promise<TestPodman> {
  const given = process.env["NOMAD_PODMAN_TEST_SOCKET"];
  shared ??= given === undefined || given === "" ? keptPodman(true) : givenPodman(given.replace(/^unix:(\/\/)?/, ""));
  return shared;
}

/** A Podman for one test or file only, which may stop and start its service, and disposes it. */
export function ownPodmanService(): Promise<TestPodman> {
  return keptPodman(false);
}

/**
 * Podman below a keeper process that removes everything when its stdin ends: `bun test` runs no exit handlers, and a
 * process that is killed could not run one.
 */
async function keptPodman(isShared: boolean): Promise<TestPodman> {
  const keeper = Bun.spawn([process.execPath, join(import.meta.dir, "podman-keeper.ts")], {
    stdin: "pipe",
    stdout: "pipe",
    stderr: "inherit",
    // As it is now, with another podman on its path where a test has put one: by default it is as the process began.
    env: process.env,
  });
  const lines = createInterface({ input: Readable.fromWeb(keeper.stdout) })[Symbol.asyncIterator]();
  let turn: Promise<unknown> = Promise.resolve();
  const answer = async (): Promise<KeeperAnswer> => {
    const line = await lines.next();
    if (line.done === true) throw new Error("the keeper of the test's Podman ended: see its stderr");
    return JSON.parse(line.value) as KeeperAnswer;
  };
  const ask = (request: KeeperRequest): Promise<KeeperAnswer> => {
    const result = turn.then(async () => {
      keeper.stdin.write(`${JSON.stringify(request)}\n`);
      await keeper.stdin.flush();
      const reply = await answer();
      if (reply.error !== undefined) throw new Error(reply.error);
      return reply;
    });
    turn = result.catch(() => undefined);
    return result;
  };
  const { socket, directory } = await answer();
  if (socket === undefined || directory === undefined) throw new Error("the keeper said nothing of its Podman");
  keeper.unref();
  const tryPodman = async (...args: string[]) => {
    const { finished } = await ask({ podman: args });
    if (finished === undefined) throw new Error("the keeper did not run podman");
    return finished;
  };
  return {
    socketPath: socket,
    root: directory,
    image: busybox.reference,
    tryPodman,
    podman: succeeding(tryPodman),
    stopService: async (signal) => void (await ask({ stop: signal })),
    startService: async () => void (await ask({ start: true })),
    [Symbol.asyncDispose]: async () => {
      if (isShared) return;
      await keeper.stdin.end();
      await keeper.exited;
    },
  };
}

async function givenPodman(socketPath: string): Promise<TestPodman> {
  if (!isAbsolute(socketPath)) throw new Error(`NOMAD_PODMAN_TEST_SOCKET must be an absolute path, not ${socketPath}`);
  const tryPodman = (...args: string[]) =>
    run(["podman", "--remote", "--url", `unix://${socketPath}`, ...args], { timeout: 300_000 });
  const podman = succeeding(tryPodman);
  const refuse = () => Promise.reject(new Error("NOMAD_PODMAN_TEST_SOCKET names a Podman that is not ours to stop"));
  if ((await tryPodman("image", "exists", busybox.reference)).exitCode !== 0) {
    const cleanup = new Cleanup();
    await makeImage({ podman }, busybox, scratchDirectory(cleanup)).finally(() => cleanup.run());
  }
  return {
    socketPath,
    root: "",
    image: busybox.reference,
    tryPodman,
    podman,
    stopService: refuse,
    startService: refuse,
    [Symbol.asyncDispose]: async () => undefined,
  };
}

function succeeding(tryPodman: (...args: string[]) => Promise<Finished>): (...args: string[]) => Promise<string> {
  return async (...args) => {
    const { exitCode, stdout, stderr } = await tryPodman(...args);
    if (exitCode !== 0) throw new Error(`podman ${args.join(" ")} ended with ${exitCode}: ${stderr.trim()}`);
    return stdout;
  };
}
