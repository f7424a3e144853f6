import type { Clock } from "../core/clock.ts";
import { DriverError } from "../core/errors.ts";
import type { ExitResult } from "../core/task-status.ts";
import type { ExecRequest, ExecStreams } from "./api.ts";
import { ExecProcess } from "./exec-process.ts";
import type { Task } from "./task.ts";

/**
 * A streaming exec (`nomad alloc exec`): input, output and terminal sizes as they come, with back-pressure both ways. The
 * process and its children are killed when the signal aborts.
 *
 * @throws DriverError `cancelled`
 */
export async function execSession(
  task: Task,
  { command, tty }: ExecRequest,
  streams: ExecStreams,
  clock: Clock,
  signal: AbortSignal,
): Promise<ExitResult> {
  const process = await ExecProcess.start(task, command, { tty, stdin: true }, clock, signal);
  const killed = Promise.withResolvers<never>();
  killed.promise.catch(() => undefined);
  const onAbort = () => {
    const error = new DriverError("cancelled", "the exec session was cancelled and its process killed");
    void process.kill().then(
      () => killed.reject(error),
      () => killed.reject(error),
    );
  };
  signal.addEventListener("abort", onAbort, { once: true });
  try {
    if (signal.aborted) onAbort();
    void input(process, streams);
    if (tty) void sizes(process, streams);
    const ended = (async () => {
      for await (const { stream, data } of process.connection.output) {
        await (stream === "stdout" ? streams.writeStdout(data) : streams.writeStderr(data));
      }
      return process.exitCode();
    })();
    const exitCode = await Promise.race([ended, killed.promise]);
    return { exitCode, signal: 0, oomKilled: false };
  } finally {
    signal.removeEventListener("abort", onAbort);
    process.connection.close();
  }
}

async function input(process: ExecProcess, streams: ExecStreams): Promise<void> {
  try {
    for await (const chunk of streams.stdin) await process.connection.write(chunk);
    process.connection.endInput();
  } catch {
    // The process has ended, or the caller has gone: the session ends by its output or its signal.
  }
}

/** A size that comes before the terminal is ready, or after the process has ended, changes nothing. */
async function sizes(process: ExecProcess, streams: ExecStreams): Promise<void> {
  try {
    for await (const { height, width } of streams.resizes) await process.resize(height, width).catch(() => undefined);
  } catch {
    // The caller has gone.
  }
}
