import type { TaskConfig } from "../core/task-config.ts";
import type { ContainerHealth } from "../podman/types.ts";
import type { TaskEvents } from "./events.ts";

/** What is shown of a check's output, in characters. */
const longestOutput = 200;

/** Tells Nomad's users when a task's health changes, and only then: every single check is an event of Podman's. */
export class HealthReport {
  readonly #task: TaskConfig;
  readonly #events: TaskEvents;
  #told = "";

  constructor(task: TaskConfig, events: TaskEvents) {
    this.#task = task;
    this.#events = events;
  }

  /** What was told last: `healthy`, `unhealthy` or nothing yet. */
  get told(): string {
    return this.#told;
  }

  /** Takes what inspect says now. */
  tell(health: ContainerHealth | undefined): void {
    if (health?.status === "unhealthy") this.#tell(health.status, `Container is unhealthy: ${reason(health)}`);
    if (health?.status !== "healthy") return;
    this.#tell(health.status, this.#told === "unhealthy" ? "Container is healthy again" : "Container is healthy");
  }

  /** A check hangs for longer than the job lets checks fail. */
  tellHanging(milliseconds: number): void {
    this.#tell("unhealthy", `Container is unhealthy: its health check has not ended for ${milliseconds / 1000} s`);
  }

  #tell(status: string, text: string): void {
    if (status === this.#told) return;
    this.#told = status;
    this.#events.emit(this.#task, text, { health: status });
  }
}

function reason({ failingStreak, lastCheck }: ContainerHealth): string {
  const streak = `the health check failed ${failingStreak} ${failingStreak === 1 ? "time" : "times in a row"}`;
  if (lastCheck === undefined) return streak;
  const output = lastCheck.output.replace(/\s+/g, " ").trim();
  const shown = output.length > longestOutput ? `${output.slice(0, longestOutput)}…` : output;
  return `${streak}, with exit code ${lastCheck.exitCode}${shown === "" ? "" : `: ${shown}`}`;
}
