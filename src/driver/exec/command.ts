import { DriverError } from "../../core/errors.ts";
import type { ExecOutcome } from "../../core/exec.ts";
import { after } from "../../platform/timers.ts";
import { OutputTail } from "./output-tail.ts";
import { type ExecDeps, type ExecProcess, startExec } from "./process.ts";

/** What is kept of each stream, in bytes. */
const tailBytes = 64 * 1024;

/**
 * Runs a command in a container and answers its exit code with the end of its output: ExecTask, by which Nomad runs script
 * checks. `timeoutMilliseconds` 0 is no limit.
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
