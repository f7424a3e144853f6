import { DriverError } from "../../core/errors.ts";
import type { ExecOutcome } from "../../core/exec.ts";
import { after } from "../../platform/timers.ts";
import { type ExecDeps, type ExecProcess, startExec } from "./process.ts";

/** What is kept of each stream, in bytes. */
const tailBytes = 64 * 1024;

/**
 * Runs a command in a container and returns its exit code with the end of its output: ExecTask, by which Nomad runs script
 * checks. `timeoutMilliseconds` 0 means no limit.
 *
 * @throws DriverError `timeout` when the time is up, `cancelled` when the signal aborts; the process is killed in both
 *   cases. What Podman's client throws.
 */
export async function execCommand(
  deps: ExecDeps,
  command: readonly string[],
  timeoutMilliseconds: number,
  signal: AbortSignal,
): Promise<ExecOutcome> {
  const late = new AbortController();
  const timer = timeoutMilliseconds > 0 ? after(timeoutMilliseconds, () => late.abort()) : undefined;
  const bound = AbortSignal.any([signal, late.signal]);
  const ended = () =>
    signal.aborted
      ? new DriverError("cancelled", "exec was cancelled and its process killed")
      : new DriverError("timeout", `exec took longer than ${timeoutMilliseconds / 1000} s and was killed`);
  try {
    const process = await startExec(deps, { command, tty: false, attachStdin: false }, bound);
    return await collect(process, bound);
  } catch (error) {
    throw bound.aborted ? ended() : error;
  } finally {
    timer?.cancel();
  }
}

async function collect(process: ExecProcess, bound: AbortSignal): Promise<ExecOutcome> {
  const tails = { stdout: new OutputTail(tailBytes), stderr: new OutputTail(tailBytes) };
  let killed: Promise<void> | undefined;
  const stop = () => {
    killed ??= process.kill();
  };
  bound.addEventListener("abort", stop, { once: true });
  try {
    if (bound.aborted) stop();
    for await (const { stream, data } of process.output) tails[stream].push(data);
    bound.throwIfAborted();
    const exitCode = await process.exitCode();
    return {
      stdout: tails.stdout.bytes(),
      stderr: tails.stderr.bytes(),
      result: { exitCode, signal: 0, oomKilled: false },
    };
  } catch (error) {
    stop();
    throw error;
  } finally {
    bound.removeEventListener("abort", stop);
    await killed;
  }
}

/** Keeps the last bytes of a stream in constant memory. */
export class OutputTail {
  readonly #limit: number;
  #bytes: Uint8Array<ArrayBuffer> = new Uint8Array(0);
  /** Where the next byte goes once the ring is full. */
  #next = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Copies what it keeps: the chunk may be a view. */
  push(chunk: Uint8Array): void {
    let rest = chunk.length > this.#limit ? chunk.subarray(chunk.length - this.#limit) : chunk;
    const room = this.#limit - this.#bytes.length;
    if (room > 0 && rest.length > 0) {
      const grown = new Uint8Array(Math.min(this.#limit, this.#bytes.length + rest.length));
      grown.set(this.#bytes);
      grown.set(rest.subarray(0, room), this.#bytes.length);
      this.#bytes = grown;
      rest = rest.subarray(room);
    }
    while (rest.length > 0) {
      const part = rest.subarray(0, this.#limit - this.#next);
      this.#bytes.set(part, this.#next);
      this.#next = (this.#next + part.length) % this.#limit;
      rest = rest.subarray(part.length);
    }
  }

  /** What is kept, oldest first. */
  bytes(): Uint8Array {
    return Buffer.concat([this.#bytes.subarray(this.#next), this.#bytes.subarray(0, this.#next)]);
  }
}
