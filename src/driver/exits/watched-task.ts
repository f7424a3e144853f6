import { oomKills } from "../../cgroup/oom-kills.ts";
import { messageOf } from "../../core/errors.ts";
import { isAlive, isConmonOf, isInCgroupOf } from "../../platform/processes.ts";
import { readSmallFile } from "../../platform/small-file.ts";
import { HealthWatch } from "../health/health-watch.ts";
import type { Task } from "../task/task.ts";
import { type ExitSigns, type Look, type LookDeps, lookAtContainer, settleLost } from "./confirm-exit.ts";

/** Pauses between two looks at a container that is said to have ended, in milliseconds; some 10 s in all. */
const looks = [2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 3_000, 3_000];
/** In characters, with a line feed. */
const longestPid = 12;
/** How long Podman's event of an end may take after the end itself was seen, in milliseconds. */
const eventPatience = 10_000;
/** From this look on a container that is gone is taken for lost; before, Podman's event may still tell its code. */
const patienceWithEvents = 8;

/** One task whose end is waited for, and what is known of it. */
export class WatchedTask {
  readonly task: Task;
  readonly health: HealthWatch;
  readonly #deps: LookDeps;
  /** The container's processes are of this machine: what /proc says of them counts. */
  readonly #isLocal: boolean;
  #signs: ExitSigns = {};
  /** When its end was seen, by the monotonic clock. */
  #endedAt: number | undefined;
  /** Podman's event of its end has come, or can come no more. */
  #heard = false;
  #looking = false;
  /** There was a sign while somebody looked: what he saw may have been older. */
  #signed = false;

  constructor(task: Task, deps: LookDeps) {
    this.task = task;
    this.health = new HealthWatch(task, deps);
    this.#deps = deps;
    const { id, pid, conmonPid } = task.container;
    this.#isLocal = isConmonOf(conmonPid, id) || isInCgroupOf(pid, id) || hasPidFile(task);
  }

  /** Takes note that it is said to have ended, and looks until that is seen. */
  sign(exitCode?: number): void {
    if (this.task.result !== undefined) return;
    const { cgroupPath, id } = this.task.container;
    this.#signs = {
      exitCode: this.#signs.exitCode ?? exitCode,
      // At once: the runtime's clean-up is about to remove the cgroup.
      oomKills: this.#signs.oomKills ?? oomKills(cgroupPath, id),
    };
    void this.confirm();
  }

  /** Podman has told of its end. */
  signOfEvent(exitCode?: number): void {
    this.#heard = true;
    this.sign(exitCode);
  }

  /** True when it has ended, and Podman should have told so long ago. */
  get isUnheard(): boolean {
    return !this.#heard && this.#endedAt !== undefined && this.#deps.clock.monotonic() - this.#endedAt > eventPatience;
  }

  /** Looks for an end from before the event stream was open: no event of that comes. */
  async lookBack(): Promise<void> {
    await this.lookOnce();
    this.#heard ||= this.task.result !== undefined;
  }

  /** A process of it is missing without a sign. One look where that says little: Podman may be on another machine. */
  async suspect(): Promise<void> {
    if (this.#isLocal) this.sign();
    else await this.lookOnce();
  }

  /** Looks once. */
  lookOnce(): Promise<void> {
    return this.#look([0]);
  }

  /** Looks until it is seen to have ended; to be called when there is reason to believe so. */
  confirm(): Promise<void> {
    if (this.#looking) {
      this.#signed = true;
      return Promise.resolve();
    }
    return this.#look(looks);
  }

  /** Never rejects: whatever goes wrong in it, the next hint of an end is followed up. */
  async #look(pauses: readonly number[]): Promise<void> {
    if (this.#looking) return;
    this.#looking = true;
    try {
      await this.#lookUntilSettled(pauses);
    } catch (error) {
      this.#deps.logger.error("an exit check failed", { task: this.task.config.id, error: messageOf(error) });
    } finally {
      this.#looking = false;
    }
    if (!this.#signed) return;
    this.#signed = false;
    await this.confirm();
  }

  async #lookUntilSettled(pauses: readonly number[]): Promise<void> {
    let found: Look = "unknown";
    for (const [index, pause] of pauses.entries()) {
      if (this.task.result !== undefined) break;
      found = await lookAtContainer(this.task, this.#signs, this.#deps);
      if (found === "settled" || (found === "gone" && (index >= patienceWithEvents || pauses.length === 1))) break;
      if (pause > 0) await this.#deps.clock.sleep(pause);
    }
    if (this.task.result === undefined) await this.#giveUp(found, pauses.length > 1);
    if (this.task.result !== undefined) {
      this.health.stop();
      this.#endedAt ??= this.#deps.clock.monotonic();
    }
  }

  /** Settles what no further look can tell. */
  async #giveUp(found: Look, lookedLong: boolean): Promise<void> {
    if (found === "gone") await settleLost(this.task, this.#signs, "was removed from Podman behind Nomad's back", this.#deps);
    // Without conmon Podman 4.3.1 says "running" for ever (test/driver/exits/exits.podman.test.ts).
    else if (found === "running" && lookedLong && this.#isLocal && hasEnded(this.task)) {
      await settleLost(this.task, this.#signs, "ended after its conmon, so that Podman takes it for running", this.#deps);
    }
  }
}

/** True when Podman's own files about the container are on this machine: of processes that have ended nothing else is left. */
function hasPidFile({ container: { conmonPid, conmonPidFile } }: Task): boolean {
  return conmonPid > 0 && readSmallFile(conmonPidFile, longestPid)?.trim() === String(conmonPid);
}

/** True when neither the container's process nor its conmon is there any more. */
function hasEnded({ container }: Task): boolean {
  return !isAlive(container.pid) && !isConmonOf(container.conmonPid, container.id);
}
