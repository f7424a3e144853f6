import { readdirSync, readFileSync } from "node:fs";
import type { TerminalSize } from "../../../src/core/exec.ts";
import { execCommand } from "../../../src/driver/exec/command.ts";
import { ExecLeftovers } from "../../../src/driver/exec/leftovers.ts";
import type { ExecDeps } from "../../../src/driver/exec/process.ts";
import { execSession } from "../../../src/driver/exec/session.ts";
import { systemClock } from "../../../src/platform/system-clock.ts";
import type { PodmanClient } from "../../../src/podman/client.ts";
import { createPodmanClient } from "../../../src/podman/client.ts";
import { LoggedLines } from "../logs/fixtures.ts";

const never = new AbortController().signal;

export interface Caller {
  readonly tty?: boolean;
  readonly input?: readonly string[] | AsyncIterable<Uint8Array>;
  readonly sizes?: readonly TerminalSize[];
  readonly signal?: AbortSignal;
  /** Called with each chunk of stdout in place of keeping it; whoever waits in it is slow. */
  readonly onOutput?: (chunk: Uint8Array) => Promise<void> | void;
}

export interface Said {
  readonly out: string;
  readonly err: string;
  readonly code: number;
}

/** A container in which commands are executed, as the driver does it. */
export interface ExecLab extends AsyncDisposable {
  readonly client: PodmanClient;
  readonly deps: ExecDeps;
  /** Ids of the execs that have ended so far. */
  readonly ended: readonly string[];
  /** ExecTask of a line of shell. */
  command(line: string, timeoutMilliseconds?: number, signal?: AbortSignal): Promise<Said>;
  /** ExecTaskStreaming of a line of shell, or of a command as it is. */
  session(line: string | readonly string[], caller?: Caller): Promise<Said>;
  /** How many processes in the container have the word in their command line, by the container's own /proc. */
  processes(word: string): Promise<number>;
}

export async function openExecLab({
  socketPath,
  image,
}: {
  readonly socketPath: string;
  readonly image: string;
}): Promise<ExecLab> {
  const client = createPodmanClient({ socketPath: `unix://${socketPath}`, requestTimeoutMilliseconds: 60_000 });
  const spec = { name: `exec-${crypto.randomUUID()}`, image, command: ["sleep", "3600"], netns: { nsmode: "host" } };
  const { id } = await client.containers.create(spec);
  await client.containers.start(id);
  const logger = new LoggedLines();
  const leftovers = new ExecLeftovers({ clock: systemClock, logger });
  const ended: string[] = [];
  const noted: ExecDeps["leftovers"] = {
    add(execId, execs) {
      ended.push(execId);
      leftovers.add(execId, execs);
    },
  };
  const deps = { client, containerId: id, leftovers: noted, clock: systemClock, logger };
  const command = async (line: string, timeoutMilliseconds = 0, signal = never): Promise<Said> => {
    const outcome = await execCommand(deps, ["sh", "-c", line], timeoutMilliseconds, signal);
    const text = (bytes: Uint8Array) => Buffer.from(bytes).toString();
    return { out: text(outcome.stdout), err: text(outcome.stderr), code: outcome.result.exitCode };
  };
  return {
    client,
    deps,
    ended,
    command,
    async session(line, { tty = false, input = [], sizes = [], signal = never, onOutput } = {}) {
      const got = { out: "", err: "" };
      const streams = {
        stdin: Symbol.asyncIterator in input ? input : chunksOf(input),
        resizes: each(sizes),
        async writeStdout(chunk: Uint8Array) {
          if (onOutput === undefined) got.out += Buffer.from(chunk).toString();
          else await onOutput(chunk);
        },
        async writeStderr(chunk: Uint8Array) {
          got.err += Buffer.from(chunk).toString();
        },
      };
      const command = typeof line === "string" ? ["sh", "-c", line] : line;
      const { exitCode } = await execSession(deps, { command, tty }, streams, signal);
      return { ...got, code: exitCode };
    },
    async processes(word) {
      const { out } = await command(`ps -o args | grep -v grep | grep -c ${word}`);
      return Number(out);
    },
    async [Symbol.asyncDispose]() {
      await leftovers.close();
      await client.containers.remove(id);
      client.close();
    },
  };
}

/** How many processes of this machine have the word in their command line: for when Podman cannot be asked. */
export function processesOfMachine(word: string): number {
  return readdirSync("/proc").filter((name) => {
    try {
      return /^\d+$/.test(name) && readFileSync(`/proc/${name}/cmdline`, "utf8").includes(word);
    } catch {
      return false;
    }
  }).length;
}

async function* chunksOf(texts: readonly string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield Buffer.from(text);
}

async function* each<T>(values: readonly T[]): AsyncGenerator<T> {
  yield* values;
}
