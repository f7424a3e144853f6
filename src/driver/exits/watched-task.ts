/**
 * The exit of one task. A hint says that it may have ended; only a check of its container decides.
 *
 *                    hint, catchUp, confirm                exit
 *       ┌─────────┐ ────────────────────────▶ ┌──────────┐ ─────▶ ┌────────┐
 *  ───▶ │ running │                           │ checking │        │ exited │
 *       └─────────┘ ◀──────────────────────── └──────────┘        └────────┘
 *                    checked: no exit found     │      ▲
 *                                hint, confirm  ▼      │ checked: no exit found, check again
 *                                             ┌──────────┐
 *                                             │  hinted  │  (the check under way may have read stale state)
 *                                             └──────────┘
 *
 *  called by                                             method           checks the container
 *  conmon's exit file; Podman's event, with its code     hint, eventHint  for 10 s
 *  fingerprint: its process is missing in /proc          processMissing   for 10 s, once where Podman is on another machine
 *  the event stream was opened; the task was recovered   catchUp          once, unless /proc shows that it runs
 *  StopTask, DestroyTask: the signal had no effect       confirm          for 10 s
 */
import { readDenials } from "../../cgroup/denials.ts";
import type { Clock } from "../../core/clock.ts";
import { messageOf } from "../../core/errors.ts";
import type { Logger } from "../../core/logger.ts";
import { isAlive, isConmonOf, isInCgroupOf } from "../../platform/processes.ts";
import { readSmallFile } from "../../platform/small-file.ts";
import { HealthWatch } from "../health/health-watch.ts";
import type { Task } from "../task/task.ts";
import type { TaskEvents } from "../task/task-events.ts";
import { confirmExit, type Exit, type ExitHints, type Finding, lostExit, removedExit } from "./confirm-exit.ts";

/** Pauses after each check of a container that may have ended, in milliseconds; some 10 s in all. */
const checkPauses = [2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 3_000, 3_000];
/** From this check on the exit code of a missing container is unknown; before, Podman's event may still bring it. */
const lastCheckForEvent = 8;
/** How long Podman's event of an exit may take after the exit was seen, in milliseconds. */
const eventTimeout = 10_000;
/** In characters, with a line feed. */
const longestPid = 12;

export interface WatchDeps {
  readonly logger: Logger;
  readonly clock: Clock;
  readonly events: TaskEvents;
}

/** One task and its exit, until that is settled; its transitions are called by the `ExitWatcher`. */
export class WatchedTask {
  readonly task: Task;
  readonly health: HealthWatch;
  readonly #deps: WatchDeps;
  /** The container's processes are on this machine, so /proc shows them. */
  readonly #isLocal: boolean;
  #state: "running" | "checking" | "hinted" | "exited" = "running";
  #hints: ExitHints = {};
  /** By the monotonic clock. */
  #exitedAt: number | undefined;
  /** Podman's event of the exit has come, or cannot come any more. */
  #eventSeen = false;

  constructor(task: Task, deps: WatchDeps) {
    this.task = task;
    this.health = new HealthWatch(task, deps);
    this.#deps = deps;
    const { id, pid, conmonPid } = task.container;
    this.#isLocal = isConmonOf(conmonPid, id) || isInCgroupOf(pid, id) || hasPidFile(task);
  }

  hint(exitCode?: number): void {
    if (this.task.result !== undefined) return;
    const { cgroupPath, id } = this.task.container;
    this.#hints = {
      exitCode: this.#hints.exitCode ?? exitCode,
      // Now: the runtime's clean-up is about to remove the cgroup.
      denials: this.#hints.denials ?? readDenials(cgroupPath, id),
    };
    void this.confirm();
  }

  eventHint(exitCode?: number): void {
    this.#eventSeen = true;
    this.hint(exitCode);
  }

  /** True when Podman should have sent the event of the exit long ago. */
  get isEventMissing(): boolean {
    return !this.#eventSeen && this.#exitedAt !== undefined && this.#deps.clock.monotonic() - this.#exitedAt > eventTimeout;
  }

  /** No hint came. A process of another machine's Podman is always missing here. */
  async processMissing(): Promise<void> {
    if (this.#isLocal) this.hint();
    else await this.#check([0]);
  }

  /**
   * The event stream was not open before: it sends no event of an exit that is found here. While its own conmon and its process run
   * it has not ended, and Podman is not asked: the agent's start waits for the inspects of the tasks that it recovers.
   */
  async catchUp(): Promise<void> {
    const { id, pid, conmonPid } = this.task.container;
    if (isAlive(pid) && isConmonOf(conmonPid, id)) return;
    await this.#check([0]);
    this.#eventSeen ||= this.task.result !== undefined;
  }

  /** Resolves when the exit is settled, after some 10 s, or at once when another check is under way. */
  async confirm(): Promise<void> {
    if (this.#state === "checking") this.#state = "hinted";
    await this.#check(checkPauses);
  }

  /** Never rejects: the next hint starts another check, whatever goes wrong in this one. */
  async #check(pauses: readonly number[]): Promise<void> {
    if (this.#state !== "running") return;
    this.#state = "checking";
    try {
      await this.#findExit(pauses);
    } catch (error) {
      this.#deps.logger.error("an exit check failed", { task: this.task.config.id, error: messageOf(error) });
    }
    await this.#checked();
  }

  async #checked(): Promise<void> {
    const isHinted = this.#state === "hinted";
    this.#state = this.task.result === undefined ? "running" : "exited";
    if (isHinted) await this.confirm();
  }

  async #findExit(pauses: readonly number[]): Promise<void> {
    const { clock, logger } = this.#deps;
    const isLong = pauses.length > 1;
    let found: Finding = "unknown";
    for (const [index, pause] of pauses.entries()) {
      found = await confirmExit(this.task, this.#hints, logger);
      if (typeof found === "object") return this.#exit(found);
      if (found === "gone" && (index >= lastCheckForEvent || !isLong)) return this.#exit(removedExit(this.task, this.#hints));
      if (pause > 0) await clock.sleep(pause);
    }
    // Without conmon Podman 4.3.1 says "running" for ever (test/driver/exits/exits.podman.test.ts).
    if (found === "running" && isLong && this.#isLocal && hasNoProcess(this.task)) {
      await this.#exit(lostExit(this.task, this.#hints, "ended after its conmon, and Podman still reports it as running"));
    }
  }

  /** The process has ended; the exit is settled when its output is with Nomad, or cannot be delivered. */
  async #exit({ result, at, messages }: Exit): Promise<void> {
    const { task } = this;
    const { logger, clock, events } = this.#deps;
    const exitedAt = at ?? new Date(clock.now());
    for (const message of messages) events.emit(task.config, message);
    task.end();
    try {
      await task.log.finish();
    } catch (error) {
      logger.error("the end of the task's output was not delivered", { task: task.config.id, error: messageOf(error) });
    }
    task.settle(result, exitedAt);
    this.health.stop();
    this.#exitedAt = clock.monotonic();
  }
}

/** True when Podman's files about the container are on this machine: they remain after its processes have ended. */
function hasPidFile({ container: { conmonPid, conmonPidFile } }: Task): boolean {
  return conmonPid > 0 && readSmallFile(conmonPidFile, longestPid)?.trim() === String(conmonPid);
}

function hasNoProcess({ container }: Task): boolean {
  return !isAlive(container.pid) && !isConmonOf(container.conmonPid, container.id);
}
