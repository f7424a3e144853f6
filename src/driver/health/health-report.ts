import type { TaskConfig } from "../../core/task-config.ts";
import type { ContainerHealth, ContainerHealthCheck } from "../../podman/containers/types.ts";
import type { TaskEvents } from "../task/task-events.ts";

/** What is shown of a check's command and of its output, in characters. */
const longestShown = 200;

/** Tells Nomad's users when a task's health changes, and only then: every single check is an event of Podman's. */
export class HealthReport {
  readonly #task: TaskConfig;
  readonly #check: string;
  readonly #events: TaskEvents;
  #told = "";

  constructor(task: TaskConfig, check: ContainerHealthCheck | undefined, events: TaskEvents) {
    this.#task = task;
    this.#check = shownCommand(check?.command ?? []);
    this.#events = events;
  }

  /** What was told last: `healthy`, `unhealthy` or nothing yet. */
  get told(): string {
    return this.#told;
  }

  /**
   * Takes what inspect says now.
   *
   * @param unstarted why the check's program cannot be started, where that is so
   */
  tell(health: ContainerHealth | undefined, unstarted?: string): void {
    if (health?.status === "unhealthy") {
      const why = unstarted === undefined ? `failed ${failures(health)}` : `cannot be run: ${unstarted}`;
      this.#tell(health.status, `Container is unhealthy: its health check ${this.#check} ${why}`);
    }
    if (health?.status !== "healthy") return;
    this.#tell(health.status, this.#told === "unhealthy" ? "Container is healthy again" : "Container is healthy");
  }

  /** A check hangs for longer than the job lets checks fail. */
  tellHanging(milliseconds: number): void {
    this.#tell(
      "unhealthy",
      `Container is unhealthy: its health check ${this.#check} has not ended for ${milliseconds / 1000} s`,
    );
  }

  #tell(status: string, text: string): void {
    if (status === this.#told) return;
    this.#told = status;
    this.#events.emit(this.#task, text, { health: status });
  }
}

function failures({ failingStreak, lastCheck }: ContainerHealth): string {
  const streak = failingStreak === 1 ? "1 time" : `${failingStreak} times in a row`;
  if (lastCheck === undefined) return streak;
  const line = lastCheck.output.trim().split("\n").at(-1) ?? "";
  return `${streak}, with exit code ${lastCheck.exitCode}${line === "" ? " and no output" : `: ${cut(line)}`}`;
}

/** A line for the shell as it is, a program with its arguments as a list. */
function shownCommand(command: readonly string[]): string {
  const [shell, flag, line] = command;
  return cut(shell === "/bin/sh" && flag === "-c" && command.length === 3 ? JSON.stringify(line) : JSON.stringify(command));
}

function cut(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length > longestShown ? `${line.slice(0, longestShown)}…` : line;
}
