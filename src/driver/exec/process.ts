/** One process that is executed in a task's container: started, killed, and asked for its exit code. */
import { randomUUID } from "node:crypto";
import type { Clock } from "../../core/clock.ts";
import { DriverError, messageOf } from "../../core/errors.ts";
import type { TerminalSize } from "../../core/exec.ts";
import type { Logger } from "../../core/logger.ts";
import type { LogChunk } from "../../core/output.ts";
import { killProcessTree } from "../../platform/processes.ts";
import type { PodmanClient } from "../../podman/client.ts";
import type { ExecConnection } from "../../podman/hijack/connection.ts";
import type { ExecLeftovers } from "./leftovers.ts";
import { withoutNoise } from "./noise.ts";

/** How long Podman may take to note the exit code once the output has ended. */
const exitCodeMilliseconds = 10_000;
const firstPollMilliseconds = 2;
const longestPollMilliseconds = 100;
const resizeAttempts = 20;
/** How long Podman may take to start, or to show, a process that is to be killed. */
const processIdMilliseconds = 2_000;
/** A variable by which the processes of one exec are known: it finds daemons, and all of them when Podman is away. */
const markName = "NOMAD_EXEC_ID";

export interface ExecDeps {
  readonly client: Pick<PodmanClient, "execs">;
  readonly containerId: string;
  readonly leftovers: Pick<ExecLeftovers, "add">;
  readonly clock: Clock;
  readonly logger: Logger;
}

export interface ExecStart {
  readonly command: readonly string[];
  readonly tty: boolean;
  readonly attachStdin: boolean;
  readonly size?: TerminalSize;
}

/** A process under way. */
export interface ExecProcess {
  readonly connection: ExecConnection;
  /** The connection's output, to be read instead of it. */
  readonly output: AsyncIterable<LogChunk>;
  resize(size: TerminalSize): Promise<void>;
  /** To be called when the output has ended. @throws DriverError when Podman reports none. */
  exitCode(): Promise<number>;
  /** Kills the process and all that it started, and drops the connection. */
  kill(): Promise<void>;
}

/** @throws DriverError `invalidRequest` for an empty command, and what Podman's client throws. */
export async function startExec(deps: ExecDeps, start: ExecStart, signal: AbortSignal): Promise<ExecProcess> {
  const { containerId, leftovers, clock, logger } = deps;
  const { execs } = deps.client;
  if (start.command.length === 0) throw new DriverError("invalidRequest", "exec needs a command, and got none");
  const { command, tty, attachStdin, size } = start;
  const mark = `${markName}=${randomUUID()}`;
  const id = await execs.create(containerId, { command, tty, attachStdin, environment: [mark] }, { signal });
  const tree = { mark, cgroup: containerId };
  const connection = await started();

  /** Cancelled only some time after the signal: that leaves the process without a connection, where kill() ends both. */
  async function started(): Promise<ExecConnection> {
    const late = new AbortController();
    const giveUp = () => void clock.sleep(processIdMilliseconds).then(() => late.abort());
    signal.addEventListener("abort", giveUp, { once: true });
    if (signal.aborted) giveUp();
    try {
      return await execs.start(id, { tty, signal: late.signal, ...(size === undefined ? {} : { size }) });
    } catch (error) {
      killProcessTree({ leader: 0, ...tree });
      leftovers.add(id, execs);
      throw error;
    } finally {
      signal.removeEventListener("abort", giveUp);
    }
  }

  /** 0 when Podman does not report it in time. */
  async function processId(): Promise<number> {
    const end = clock.monotonic() + processIdMilliseconds;
    try {
      for (;;) {
        const { pid } = await execs.inspect(id, { timeoutMilliseconds: processIdMilliseconds });
        if (pid > 0 || clock.monotonic() > end) return pid;
        await clock.sleep(firstPollMilliseconds * 5);
      }
    } catch (error) {
      logger.debug("Podman does not report the process of an exec session", { exec: id, error: messageOf(error) });
      return 0;
    }
  }

  const processOf = async () => (await execs.inspect(id)).pid;

  let reported: Promise<number> | undefined;
  /** Asked once, also when the end of the output made it necessary to know. */
  const exitCode = () => {
    reported ??= askExitCode();
    return reported;
  };

  async function askExitCode(): Promise<number> {
    const end = clock.monotonic() + exitCodeMilliseconds;
    for (let pause = firstPollMilliseconds; ; pause = Math.min(pause * 2, longestPollMilliseconds)) {
      const session = await execs.inspect(id, { signal });
      if (!session.running) {
        leftovers.add(id, execs);
        return session.exitCode;
      }
      if (clock.monotonic() > end) break;
      await clock.sleep(pause, signal);
    }
    throw new DriverError("timeout", `exec session ${id}: its output has ended, but Podman reports no exit code`);
  }

  return {
    connection,
    output: withoutNoise(connection.output, command, exitCode),
    exitCode,
    async resize(size) {
      for (let attempt = 1; ; attempt += 1) {
        try {
          return await execs.resize(id, size);
        } catch (error) {
          // Podman takes the connection over a moment before it notes that the process runs, and refuses until then.
          const starting = attempt < resizeAttempts && (await processOf()) === 0;
          if (starting) await clock.sleep(longestPollMilliseconds);
          // It ended meanwhile, or has no terminal: no reason to end the session.
          else return logger.debug("the terminal of an exec session was not resized", { exec: id, error: messageOf(error) });
        }
      }
    },
    async kill() {
      try {
        const pid = await processId();
        if (!killProcessTree({ leader: pid, ...tree })) {
          logger.warn("processes of an exec session could not be killed", { exec: id, pid });
        }
      } finally {
        connection.close();
        leftovers.add(id, execs);
      }
    },
  };
}
