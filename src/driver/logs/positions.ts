/**
 * Where the positions in the tasks' logs are kept: in a directory of the driver's own, which belongs to the user that it runs
 * as and is closed to everybody else. A position says what a task's reader has got, and which process holds its FIFOs, so it
 * can be neither in the allocation, which jobs can mount, nor beside a log that another user's Podman writes.
 */
import { createHash } from "node:crypto";
import { chmodSync, existsSync, lstatSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Clock } from "../../core/clock.ts";
import { messageOf } from "../../core/errors.ts";
import type { Logger } from "../../core/logger.ts";
import { LogStateFile, ownerOf } from "./position-file.ts";

/** Whose position it is: the same for the plugin that starts the task and for the one that recovers it. */
export interface PositionOwner {
  readonly allocDir: string;
  readonly taskName: string;
  readonly containerId: string;
  /** Whether it is a place in conmon's file or in Podman's stream. */
  readonly way: "file" | "stream";
}

/** Below /run: it goes with a restart of the node, as the containers do, and no other disk's being full concerns it. */
export function positionDirectory(userId: number): string {
  return join(userId === 0 ? "/run" : `/run/user/${userId}`, "nomad-driver-podman/log-positions");
}

/** Milliseconds between two sweeps: each reads the position of every task of the node. */
const betweenSweeps = 60_000;

export class LogPositions {
  readonly #directory: string;
  readonly #logger: Logger;
  readonly #clock: Pick<Clock, "monotonic">;
  /** Monotonic milliseconds. */
  #sweptAt = Number.NEGATIVE_INFINITY;

  constructor(directory: string, logger: Logger, clock: Pick<Clock, "monotonic">) {
    this.#directory = directory;
    this.#logger = logger;
    this.#clock = clock;
  }

  /**
   * The position of a task's log: with `resume` where the last plugin was stopped, else from the beginning. Never throws:
   * where none can be kept it is in memory only, and a warning says so.
   */
  open(owner: PositionOwner, resume: boolean): LogStateFile {
    const path = this.#path(owner);
    const warn = (error: unknown) => {
      this.#logger.warn("the position in the log cannot be kept: after a crash of the plugin lines may be repeated", {
        path,
        error: messageOf(error),
      });
    };
    try {
      this.#makeDirectory();
      if (this.#sweptAt === Number.NEGATIVE_INFINITY) this.#sweep();
      const kept = resume ? LogStateFile.reopen(path, warn) : undefined;
      return kept ?? LogStateFile.create(path, owner.allocDir, warn);
    } catch (error) {
      warn(error);
      return LogStateFile.volatile();
    }
  }

  /** Removes the position of a task that Nomad has destroyed, and now and then what tasks left that nobody destroyed. */
  forget(owner: PositionOwner): void {
    rmSync(this.#path(owner), { force: true });
    if (this.#clock.monotonic() - this.#sweptAt >= betweenSweeps) this.#sweep();
  }

  /** Removes the positions of tasks whose allocation is gone: nobody recovers them. */
  #sweep(): void {
    this.#sweptAt = this.#clock.monotonic();
    try {
      for (const name of readdirSync(this.#directory)) {
        const path = join(this.#directory, name);
        const allocDir = ownerOf(path);
        if (allocDir !== undefined && !existsSync(allocDir)) rmSync(path, { force: true });
      }
    } catch (error) {
      this.#logger.debug("old positions in logs cannot be removed", { error: messageOf(error) });
    }
  }

  /** @throws Error when the directory is not ours, or cannot be made */
  #makeDirectory(): void {
    const directory = this.#directory;
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    const facts = lstatSync(directory);
    if (!facts.isDirectory() || facts.uid !== process.geteuid?.()) throw new Error(`${directory} is not a directory of ours`);
    if ((facts.mode & 0o077) !== 0) chmodSync(directory, 0o700);
  }

  #path({ allocDir, taskName, containerId, way }: PositionOwner): string {
    // Hashed: what a Podman says of its containers' ids must not become a path.
    const facts = JSON.stringify([allocDir, taskName, containerId, way]);
    return join(this.#directory, createHash("sha256").update(facts).digest("hex"));
  }
}
