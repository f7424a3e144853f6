import { existsSync } from "node:fs";
import type { Clock } from "../../core/clock.ts";
import { messageOf } from "../../core/errors.ts";
import type { Logger } from "../../core/logger.ts";
import type { ContainerHealth } from "../../podman/containers/types.ts";
import { unstartedCheck } from "../../translate/refusals/refused-program.ts";
import { execCommand } from "../exec/command.ts";
import { ExecLeftovers } from "../exec/leftovers.ts";
import type { Task } from "../task/task.ts";
import type { TaskEvents } from "../task/task-events.ts";
import { HealthReport } from "./health-report.ts";

/** Where systemd says that it runs the machine (sd_booted(3)). */
const systemdDirectory = "/run/systemd/system";
/** How much later than due a check of systemd's timer may be, in milliseconds: its accuracy and the check itself. */
const timerSlack = 10_000;

/** How long the check's program is tried where the check itself has no bound, in milliseconds. */
const longestTrial = 30_000;

/** What is watched of a task. */
export type WatchedHealth = Pick<Task, "config" | "service" | "container">;

export interface HealthWatchDeps {
  readonly logger: Logger;
  readonly clock: Clock;
  readonly events: TaskEvents;
  /** Whether systemd runs this machine, where that is known; by default it is looked for. */
  readonly systemd?: boolean;
}

/**
 * The health of one task that has a health check. Podman hands the checks to systemd's timers (docs/podman-quirks.md#health-events); where nobody runs them (no
 * systemd, or one that the Podman may not speak to) the driver does, at the check's interval. The first intervals tell
 * which it is: checks that were not ours mean that none of ours is needed. What inspect says counts: the answer to a single
 * check ignores retries and start period, and the event of Podman 4 tells what was before the check.
 */
export class HealthWatch {
  readonly #task: WatchedHealth;
  readonly #deps: HealthWatchDeps;
  readonly #report: HealthReport;
  readonly #ended = new AbortController();
  /** Ours are the checks: Podman's events of them say nothing new. */
  #ours = false;

  constructor(task: WatchedHealth, deps: HealthWatchDeps) {
    this.#task = task;
    this.#deps = deps;
    this.#report = new HealthReport(task.config, task.container.healthCheck, deps.events);
  }

  /** Begins to watch, if the container has a check at all. */
  start(): void {
    const interval = this.#task.container.healthCheck?.interval ?? 0;
    if (interval > 0) void this.#run(interval, this.#ended.signal);
  }

  /** Podman said that a check was run, and what it thinks. */
  onEvent(status: string): void {
    if (!this.#ours && status !== this.#report.told) void this.#look();
  }

  /** The task has ended. */
  stop(): void {
    this.#ended.abort();
  }

  async #run(interval: number, signal: AbortSignal): Promise<void> {
    const { clock } = this.#deps;
    try {
      if (await this.#othersCheck(interval, signal)) return;
      this.#ours = true;
      for (; !signal.aborted; await clock.sleep(interval, signal)) await this.#check(signal);
    } catch (error) {
      if (!signal.aborted)
        this.#deps.logger.warn("health checks ended", { task: this.#task.config.id, error: messageOf(error) });
    }
  }

  /**
   * True once others have run checks in two intervals in a row: one that was under way when the plugin was restarted is ours
   * or that of a plugin before.
   */
  async #othersCheck(interval: number, signal: AbortSignal): Promise<boolean> {
    const slack = (this.#deps.systemd ?? existsSync(systemdDirectory)) ? timerSlack : 0;
    let newest = this.#task.container.healthCheckedAt;
    for (let intervals = 0; intervals < 2; ) {
      await this.#deps.clock.sleep(interval + slack, signal);
      const health = await this.#look();
      if (health === undefined) continue;
      const last = health.lastCheck?.startedAt ?? "";
      if (last === newest) return false;
      newest = last;
      intervals += 1;
    }
    return true;
  }

  /** One check. Podman 4.3.1 waits for a command that hangs however long it takes, so another is not begun beside it. */
  async #check(signal: AbortSignal): Promise<void> {
    const { service, container, config } = this.#task;
    const { timeout = 0, retries = 1 } = container.healthCheck ?? {};
    const patience = timeout * Math.max(retries, 1);
    const hanging = new AbortController();
    const ended = () => hanging.abort();
    signal.addEventListener("abort", ended, { once: true });
    if (patience > 0) {
      const late = () => this.#report.tellHanging(patience);
      void this.#deps.clock.sleep(patience, hanging.signal).then(late, () => undefined);
    }
    try {
      await service.client.containers.checkHealth(container.id, { signal });
      await this.#look();
    } catch (error) {
      // Paused, ending, or a service that restarts: the next check tells.
      if (!signal.aborted) this.#deps.logger.debug("health check was not run", { task: config.id, error: messageOf(error) });
    } finally {
      hanging.abort();
      signal.removeEventListener("abort", ended);
    }
  }

  /**
   * Why the check's program cannot be started. Podman says of that as of a check that fails without a word: exit code 1 and
   * no output (4.3.1). So the program is executed once more, when the task is about to be told unhealthy.
   */
  async #unstarted(health: ContainerHealth | undefined): Promise<string | undefined> {
    const silent = health?.status === "unhealthy" && (health.lastCheck?.output ?? "").trim() === "";
    const { service, container, config } = this.#task;
    const check = container.healthCheck;
    if (!silent || this.#report.told === "unhealthy" || check === undefined || check.command.length === 0) return undefined;
    const { clock, logger } = this.#deps;
    const leftovers = new ExecLeftovers({ clock, logger });
    const deps = { client: service.client, containerId: container.id, leftovers, clock, logger };
    try {
      const ran = await execCommand(deps, check.command, check.timeout || longestTrial, this.#ended.signal);
      const { exitCode } = ran.result;
      if (exitCode !== 126 && exitCode !== 127) return undefined;
      return unstartedCheck(Buffer.from(ran.stderr).toString(), check.command);
    } catch (error) {
      logger.debug("health check was not executed", { task: config.id, error: messageOf(error) });
      return undefined;
    }
  }

  async #look(): Promise<ContainerHealth | undefined> {
    const { service, container, config } = this.#task;
    try {
      const { state } = await service.client.containers.inspect(container.id, { signal: this.#ended.signal });
      if (state.status === "running") this.#report.tell(state.health, await this.#unstarted(state.health));
      return state.health;
    } catch (error) {
      this.#deps.logger.debug("health cannot be read", { task: config.id, error: messageOf(error) });
      return undefined;
    }
  }
}
