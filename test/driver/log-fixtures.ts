import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Logger } from "../../src/core/logger.ts";
import type { LoggedTask } from "../../src/driver/log-collector.ts";

/** A directory with two FIFOs, as Nomad makes them below an allocation, and a place for conmon's log. */
export class LogPlace implements Disposable {
  readonly allocDir = mkdtempSync(join(tmpdir(), "task-log-"));
  readonly stdoutPath = join(this.allocDir, "alloc/logs/.task.stdout.fifo");
  readonly stderrPath = join(this.allocDir, "alloc/logs/.task.stderr.fifo");
  readonly logPath = join(this.allocDir, "userdata/ctr.log");

  constructor() {
    for (const directory of ["alloc/logs", "userdata"]) run("mkdir", "-p", join(this.allocDir, directory));
    run("mkfifo", "-m", "600", this.stdoutPath, this.stderrPath);
    run("touch", this.logPath);
  }

  task(changes: Partial<LoggedTask> = {}): LoggedTask {
    const { allocDir, stdoutPath, stderrPath, logPath } = this;
    const containers = {
      logs() {
        throw new Error("nobody follows the API here");
      },
    };
    const fixed = {
      containerId: "c",
      socket: "unix:///nowhere/podman.sock",
      driver: "nomad",
      collected: true,
      taskName: "task",
      resume: false,
    } as const;
    return { ...fixed, containers, allocDir, stdoutPath, stderrPath, logPath, ...changes };
  }

  [Symbol.dispose](): void {
    rmSync(this.allocDir, { recursive: true });
  }
}

/** Reads a FIFO as Nomad's logmon does: once, to its end of file, whatever this process does meanwhile. */
export async function readToEnd(path: string): Promise<Buffer> {
  const taken = `${path}.taken`;
  const child = Bun.spawn(["sh", "-c", `cat < "$0" > "$1"`, path, taken], { stdio: ["ignore", "inherit", "inherit"] });
  await child.exited;
  return readFileSync(taken);
}

/** A log line as conmon writes it. */
export function logLine(stream: "stdout" | "stderr", payload: string, kind: "F" | "P" = "F"): string {
  return `2026-11-21T02:15:04.054538411+00:00 ${stream} ${kind} ${payload}\n`;
}

/** Keeps what is logged. */
export class LoggedLines implements Logger {
  readonly lines: string[] = [];
  trace = (): void => undefined;
  debug = (): void => undefined;
  info = (message: string): void => void this.lines.push(`info ${message}`);
  warn = (message: string): void => void this.lines.push(`warn ${message}`);
  error = (message: string, fields?: unknown): void => void this.lines.push(`error ${message} ${JSON.stringify(fields)}`);
  named = (): Logger => this;
}

function run(...command: string[]): void {
  const { exitCode, stderr } = Bun.spawnSync(command);
  if (exitCode !== 0) throw new Error(`${command.join(" ")}: ${stderr.toString()}`);
}
