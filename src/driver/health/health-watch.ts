import { existsSync } from "node:fs";
import type { Clock } from "../../core/clock.ts";
import { messageOf } from "../../core/errors.ts";
import type { Logger } from "../../core/logger.ts";
import type { ContainerHealth } from "../../podman/containers/types.ts";
import { unstartedCheck } from "../../translate/errors/rejected-program.ts";
import { execCommand } from "../exec/command.ts";
import { ExecLeftovers } from "../exec/leftovers.ts";
import type { Task } from "../task/task.ts";
import type { TaskEvents } from "../task/task-events.ts";

/** Exists where systemd runs the machine (sd_booted(3)). */
const systemdDirectory = "/run/systemd/system";
/** How late a check of systemd's timer may be, in milliseconds: its accuracy and the check itself. */
const timerSlack = 10_000;
/** Timeout for executing the program of a check that has no timeout, in milliseconds. */
const trialTimeout = 30_000;
/** What is shown of a check's command and of its output, in characters. */
const longestShown = 200;

/** What is watched of a task. */
export type WatchedHealth = Pick<Task, "config" | "service" | "container">;

export interface HealthWatchDeps {
  readonly logger: Logger;
  readonly clock: Clock;
  readonly events: TaskEvents;
  /** Whether systemd runs this machine; checked by default. */
  readonly systemd?: boolean;
}

/**
 * The health of one task that has a health check: changes become task events. Podman has systemd's timers run the checks
 * (docs/podman-quirks.md#health-events); where nobody runs them (no systemd, or one that Podman may not use), the driver does,
 * at the check's interval. It waits two intervals first: checks that it did not run show that somebody else does. Health is
 * read from inspect: the response to a single check ignores retries and start period, and Podman 4's event has the health from
 * before the check.
 */
export class HealthWatch {
  readonly #task: WatchedHealth;
  readonly #deps: HealthWatchDeps;
  readonly #command: readonly string[];
  readonly #ended = new AbortController();
  /** True when this driver runs the checks; Podman's events then add nothing. */
  #runsChecks = false;
  /** The health of the last task event; empty before the first. */
  #reported = "";

  constructor(task: WatchedHealth, deps: HealthWatchDeps) {
    this.#task = task;
    this.#deps = deps;
    this.#command = task.container.healthCheck?.command ?? [];
  }

  /** Does nothing for a container without a check. */
  start(): void {
    const interval = this.#task.container.healthCheck?.interval ?? 0;
    if (interval > 0) void this.#run(interval, this.#ended.signal);
  }

  /** Podman's event of a check, with the health that Podman reports. */
  onEvent(status: string): void {
    if (!this.#runsChecks && status !== this.#reported) void this.#inspect();
  }

  stop(): void {
    this.#ended.abort();
  }

  async #run(interval: number, signal: AbortSignal): Promise<void> {
    const { clock, logger } = this.#deps;
    try {
      if (await this.#othersCheck(interval, signal)) return;
      this.#runsChecks = true;
      for (; !signal.aborted; await clock.sleep(interval, signal)) await this.#check(signal);
    } catch (error) {
      if (!signal.aborted) logger.warn("health checks ended", { task: this.#task.config.id, error: messageOf(error) });
    }
  }

  /**
   * True once others have run checks in two intervals in a row: after a restart of the plugin, a single one may have been
   * started by the plugin before.
   */
  async #othersCheck(interval: number, signal: AbortSignal): Promise<boolean> {
    const slack = (this.#deps.systemd ?? existsSync(systemdDirectory)) ? timerSlack : 0;
    let newest = this.#task.container.healthCheckedAt;
    for (let intervals = 0; intervals < 2; ) {
      await this.#deps.clock.sleep(interval + slack, signal);
      const health = await this.#inspect();
      if (health === undefined) continue;
      const last = health.lastCheck?.startedAt ?? "";
      if (last === newest) return false;
      newest = last;
      intervals += 1;
    }
    return true;
  }

  /** Runs one check and waits for its end: Podman before 5.6 never ends a command that hangs, so checks must not pile up. */
  async #check(signal: AbortSignal): Promise<void> {
    const { service, container, config } = this.#task;
    const { timeout = 0, retries = 1 } = container.healthCheck ?? {};
    const hangTimeout = timeout * Math.max(retries, 1);
    const hanging = new AbortController();
    const ended = () => hanging.abort();
    signal.addEventListener("abort", ended, { once: true });
    if (hangTimeout > 0) {
      const late = () => this.#reportUnhealthy(`has not ended for ${hangTimeout / 1000} s`);
      void this.#deps.clock.sleep(hangTimeout, hanging.signal).then(late, () => undefined);
    }
    try {
      await service.client.containers.checkHealth(container.id, { signal });
      await this.#inspect();
    } catch (error) {
      // Paused, ending, or a service that restarts: the next check shows.
      if (!signal.aborted) this.#deps.logger.debug("health check was not run", { task: config.id, error: messageOf(error) });
    } finally {
      hanging.abort();
      signal.removeEventListener("abort", ended);
    }
  }

  async #inspect(): Promise<ContainerHealth | undefined> {
    const { service, container, config } = this.#task;
    try {
      const { state } = await service.client.containers.inspect(container.id, { signal: this.#ended.signal });
      if (state.status === "running" && state.health !== undefined) await this.#onHealth(state.health);
      return state.health;
    } catch (error) {
      this.#deps.logger.debug("health cannot be read", { task: config.id, error: messageOf(error) });
      return undefined;
    }
  }

  async #onHealth(health: ContainerHealth): Promise<void> {
    if (health.status === "unhealthy" && this.#reported !== "unhealthy") {
      const unstarted = await this.#unstarted(health);
      this.#reportUnhealthy(unstarted === undefined ? `failed ${failures(health)}` : `cannot be run: ${unstarted}`);
    }
    if (health.status !== "healthy") return;
    this.#report("healthy", this.#reported === "unhealthy" ? "Container is healthy again" : "Container is healthy");
  }

  /**
   * Why the check's program cannot be started. Podman 4.3.1 reports that like a check that fails without a message: exit code 1
   * and no output. So the program is executed once more before the task is reported as unhealthy.
   */
  async #unstarted(health: ContainerHealth): Promise<string | undefined> {
    if ((health.lastCheck?.output ?? "").trim() !== "" || this.#command.length === 0) return undefined;
    const { service, container, config } = this.#task;
    const { clock, logger } = this.#deps;
    const leftovers = new ExecLeftovers({ clock, logger });
    const deps = { client: service.client, containerId: container.id, leftovers, clock, logger };
    try {
      const timeout = container.healthCheck?.timeout || trialTimeout;
      const { result, stderr } = await execCommand(deps, this.#command, timeout, this.#ended.signal);
      if (result.exitCode !== 126 && result.exitCode !== 127) return undefined;
      return unstartedCheck(Buffer.from(stderr).toString(), this.#command);
    } catch (error) {
      logger.debug("health check was not executed", { task: config.id, error: messageOf(error) });
      return undefined;
    }
  }

  #reportUnhealthy(why: string): void {
    this.#report("unhealthy", `Container is unhealthy: its health check ${shownCommand(this.#command)} ${why}`);
  }

  /** Only changes: Podman has an event for every single check. */
  #report(status: string, text: string): void {
    if (status === this.#reported) return;
    this.#reported = status;
    this.#deps.events.emit(this.#task.config, text, { health: status });
  }
}

function failures({ failingStreak, lastCheck }: ContainerHealth): string {
  const streak = failingStreak === 1 ? "1 time" : `${failingStreak} times in a row`;
  if (lastCheck === undefined) return streak;
  const line = lastCheck.output.trim().split("\n").at(-1) ?? "";
  // Podman's exit code of a check is 1 whatever the command's was.
  return line === "" ? `${streak}, without output` : `${streak}: ${cut(line)}`;
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
