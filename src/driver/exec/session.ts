import { DriverError, messageOf } from "../../core/errors.ts";
import type { ExecRequest, ExecStreams, TerminalSize } from "../../core/exec.ts";
import type { ExitResult } from "../../core/task-status.ts";
import { type ExecDeps, type ExecProcess, startExec } from "./process.ts";

/** A terminal starts with its size when the caller sends it within this time; later sizes are resizes. */
const firstSizeMilliseconds = 50;

/**
 * Runs a command in a container with the caller's streams attached: ExecTaskStreaming. Chunks are handed on one at a time,
 * so memory is constant and whoever is slow slows the other side down.
 *
 * @throws DriverError `cancelled` when the signal aborts, with the process killed; what Podman's client or the caller's
 *   streams throw, with the process killed too.
 */
export async function execSession(
  deps: ExecDeps,
  { command, tty }: Pick<ExecRequest, "command" | "tty">,
  streams: ExecStreams,
  signal: AbortSignal,
): Promise<ExitResult> {
  const sizes = streams.resizes[Symbol.asyncIterator]();
  const next = tty ? sizes.next() : undefined;
  // The session may end first; its own end is what counts then.
  next?.catch(() => undefined);
  const first = next && (await Promise.race([next, deps.clock.sleep(firstSizeMilliseconds)]));
  const size = first?.done === false ? first.value : undefined;
  const start = { command, tty, attachStdin: true, ...(size === undefined ? {} : { size }) };
  const process = await startExec(deps, start, signal);
  const session = new Session(deps, process, streams, signal, tty);
  if (next !== undefined) void session.followSizes(first === undefined ? next : sizes.next(), sizes);
  return session.run();
}

class Session {
  readonly #deps: ExecDeps;
  readonly #process: ExecProcess;
  readonly #streams: ExecStreams;
  readonly #signal: AbortSignal;
  readonly #tty: boolean;
  #over = false;
  #killed: Promise<void> | undefined;

  constructor(deps: ExecDeps, process: ExecProcess, streams: ExecStreams, signal: AbortSignal, tty: boolean) {
    this.#deps = deps;
    this.#process = process;
    this.#streams = streams;
    this.#signal = signal;
    this.#tty = tty;
  }

  async run(): Promise<ExitResult> {
    const stop = () => this.#kill();
    this.#signal.addEventListener("abort", stop, { once: true });
    try {
      if (this.#signal.aborted) stop();
      void this.#feedInput();
      for await (const { stream, data } of this.#process.output) {
        if (stream === "stdout") await this.#streams.writeStdout(data);
        else await this.#streams.writeStderr(data);
      }
      if (this.#signal.aborted) throw cancelled();
      const exitCode = await this.#process.exitCode();
      return { exitCode, signal: 0, oomKilled: false };
    } catch (error) {
      this.#kill();
      throw this.#signal.aborted ? cancelled() : error;
    } finally {
      this.#over = true;
      this.#signal.removeEventListener("abort", stop);
      await this.#killed;
      this.#process.connection.close();
    }
  }

  /** Applies terminal sizes in their order until the session ends. */
  async followSizes(next: Promise<IteratorResult<TerminalSize>>, sizes: AsyncIterator<TerminalSize>): Promise<void> {
    try {
      for (let result = await next; result.done !== true && !this.#over; result = await sizes.next()) {
        await this.#process.resize(result.value);
      }
    } catch (error) {
      this.#note("terminal sizes", error);
    }
  }

  async #feedInput(): Promise<void> {
    const { connection } = this.#process;
    try {
      for await (const chunk of this.#streams.stdin) {
        if (this.#over) return;
        await connection.write(chunk);
      }
      // A terminal has no half: closing it would hang up on the process.
      if (!this.#over && !this.#tty) connection.endInput();
    } catch (error) {
      // A process that has ended or closed its input takes no more; its output and exit code still count.
      this.#note("input", error);
    }
  }

  #kill(): void {
    this.#killed ??= this.#process.kill();
  }

  #note(what: string, error: unknown): void {
    if (!this.#over) this.#deps.logger.debug(`an exec session takes no more ${what}`, { error: messageOf(error) });
  }
}

function cancelled(): DriverError {
  return new DriverError("cancelled", "the exec session was cancelled and its process killed");
}
