import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Logger } from "../../../src/core/logger.ts";
import type { LoggedTask } from "../../../src/driver/logs/collector.ts";

/** A directory with two FIFOs, as Nomad makes them below an allocation, and a container's directory with conmon's log. */
export class LogPlace implements Disposable {
  readonly allocDir = mkdtempSync(join(tmpdir(), "task-log-"));
  readonly stdoutPath = join(this.allocDir, "alloc/logs/.task.stdout.fifo");
  readonly stderrPath = join(this.allocDir, "alloc/logs/.task.stderr.fifo");
  readonly logPath = join(this.allocDir, "c/userdata/ctr.log");
  readonly positionDirectory = join(this.allocDir, "positions");
  /** What was reported to the task's users. */
  readonly reported: string[] = [];
  /** What only the task's own container mounts. */
  readonly secrets = join(this.allocDir, "task/secrets");

  constructor() {
    run("mkdir", "-p", dirname(this.stdoutPath), this.secrets);
    run("mkfifo", "-m", "600", this.stdoutPath, this.stderrPath);
    this.makeLog(this.logPath);
  }

  /** A log as Podman leaves it: beside the configuration of a container that mounts the task's secrets. */
  makeLog(path: string): void {
    run("mkdir", "-p", dirname(path));
    run("touch", path);
    writeFileSync(join(dirname(path), "config.json"), JSON.stringify({ mounts: [{ source: this.secrets }] }));
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
      report: (message: string) => void this.reported.push(message),
      resume: false,
    } as const;
    return { ...fixed, containers, allocDir, stdoutPath, stderrPath, logPath, ...changes };
  }

  [Symbol.dispose](): void {
    rmSync(this.allocDir, { recursive: true });
  }
}

/** The log collector at work in a process of its own, which can be killed; `finish\n` on its stdin ends the task. */
export async function pumpChild(
  place: LogPlace,
  changes: Partial<LoggedTask> & { readonly positionDirectory?: string } = {},
  stderr: "inherit" | "pipe" = "inherit",
) {
  const { containers: _, ...facts } = { ...place.task(), positionDirectory: place.positionDirectory, ...changes };
  const child = Bun.spawn([process.execPath, join(import.meta.dir, "pump-child.ts"), JSON.stringify(facts)], {
    stdio: ["pipe", "pipe", stderr],
  });
  await child.stdout.getReader().read();
  return child;
}

/** Where {@link readToEnd} puts what it reads: made as soon as it has opened the FIFO. */
export function takenFrom(path: string): string {
  return `${path}.taken`;
}

/** Reads a FIFO as Nomad's logmon does: once, to its end of file, whatever this process does meanwhile. */
export async function readToEnd(path: string): Promise<Buffer> {
  const taken = takenFrom(path);
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
