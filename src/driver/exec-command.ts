import type { Clock } from "../core/clock.ts";
import { DriverError } from "../core/errors.ts";
import type { ExecOutcome } from "./api.ts";
import { ExecProcess } from "./exec-process.ts";
import { Tail } from "./exec-tail.ts";
import type { Task } from "./task.ts";

/** Bytes of each stream that are answered, as Nomad's drivers keep. */
const kept = 64 * 1024;

/**
 * Runs a command in the task's container: checks, `nomad alloc checks` and scripts. The last 64 KiB of each stream are kept.
 *
 * @param timeoutMilliseconds after which the process is killed; 0 for no bound but the signal
 * @throws DriverError `timeout`, `cancelled`
 */
export async function execCommand(
  task: Task,
  command: readonly string[],
  timeoutMilliseconds: number,
  clock: Clock,
  signal: AbortSignal,
): Promise<ExecOutcome> {
  const stdout = new Tail(kept);
  const stderr = new Tail(kept);
  const process = await ExecProcess.start(task, command, { tty: false, stdin: false }, clock, signal);
  const over = new AbortController();
  const timer = timeoutMilliseconds > 0 ? setTimeout(() => over.abort(), timeoutMilliseconds) : undefined;
  const killed = Promise.withResolvers<never>();
  killed.promise.catch(() => undefined);
  const stop = (error: DriverError) =>
    void process.kill().then(
      () => killed.reject(error),
      () => killed.reject(error),
    );
  const late = `"${command[0]}" did not end within ${timeoutMilliseconds / 1000} s and was killed`;
  over.signal.addEventListener("abort", () => stop(new DriverError("timeout", late)), { once: true });
  const onAbort = () => stop(new DriverError("cancelled", `"${command[0]}" was cancelled and killed`));
  signal.addEventListener("abort", onAbort, { once: true });
  try {
    if (signal.aborted) onAbort();
    const ended = (async () => {
      for await (const { stream, data } of process.connection.output) (stream === "stdout" ? stdout : stderr).push(data);
      return process.exitCode();
    })();
    const exitCode = await Promise.race([ended, killed.promise]);
    return { stdout: stdout.bytes(), stderr: stderr.bytes(), result: { exitCode, signal: 0, oomKilled: false } };
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", onAbort);
  }
}
