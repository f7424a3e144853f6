import { closeSync, fstatSync, lstatSync, realpathSync } from "node:fs";
import { DriverError, messageOf } from "../../core/errors.ts";
import { holdBelow, namesBelow, UnusablePath } from "../../platform/below-allocation.ts";
import { mountPoints, placeOf } from "./container-mounts.ts";

/** A path of the node that a container mounts. */
export interface Bind {
  readonly source: string;
  /** Path in the container. */
  readonly destination: string;
}

interface Held extends Bind {
  readonly fd: number;
}

/**
 * Holds what a container may mount from its allocation, until it was seen to mount just that. Tasks write below the
 * allocation: between our check of a path and the runtime's mount, a directory on the way can become a symbolic link to
 * anywhere. So the runtime mounts first, then its work is compared with what is held here, and only then the process runs.
 */
export class MountGuard {
  readonly #held: Held[] = [];

  /**
   * Holds the sources below `allocDir`; others are not guarded.
   *
   * @throws DriverError `notAllowed` for a symbolic link, `taskFiles` for what cannot be opened
   */
  constructor(binds: readonly Bind[], allocDir: string) {
    try {
      // The way to the allocation may hold links of the operator's; sources that were resolved are named without them.
      const bases = new Set([allocDir, realPath(allocDir)]);
      for (const bind of binds) {
        for (const base of bases) {
          const names = namesBelow(base, bind.source);
          if (names === undefined) continue;
          this.#held.push({ ...bind, fd: hold(base, names, bind) });
          break;
        }
      }
    } catch (error) {
      this.close();
      throw error;
    }
  }

  /**
   * Compares with the mounts of a container that is set up and whose process does not run yet.
   *
   * @param pid of the container on the node
   * @throws DriverError `notAllowed` when a mount is something else, `taskFiles` when that cannot be seen
   */
  verify(pid: number): void {
    if (this.#held.length === 0) return;
    const points = visible(() => mountPoints(pid));
    for (const { fd, source, destination } of this.#held) {
      const point = placeOf(pid, destination);
      if (!points.has(point) || !same(fd, `/proc/${pid}/root${point}`)) {
        const text = `the mount of ${source} on ${destination} leads elsewhere since it was checked: volumes are not enabled, and something below the allocation was replaced while the task started`;
        throw new DriverError("notAllowed", text);
      }
    }
  }

  close(): void {
    for (const { fd } of this.#held.splice(0)) closeSync(fd);
  }
}

function realPath(allocDir: string): string {
  try {
    return realpathSync(allocDir);
  } catch (cause) {
    throw new DriverError("taskFiles", `${allocDir} cannot be mounted: ${messageOf(cause)}`, { cause });
  }
}

function hold(base: string, names: readonly string[], { source }: Bind): number {
  try {
    return holdBelow(base, names);
  } catch (cause) {
    const planted = cause instanceof UnusablePath && cause.reason === "link";
    const [code, why] = planted ? (["notAllowed", "volumes are not enabled, and "] as const) : (["taskFiles", ""] as const);
    throw new DriverError(code, `${source} cannot be mounted: ${why}${messageOf(cause)}`, { cause });
  }
}

function same(fd: number, path: string): boolean {
  const held = fstatSync(fd, { bigint: true });
  // Not followed: what a link in the container leads to would be looked up on the node.
  const found = visible(() => lstatSync(path, { bigint: true }));
  return held.dev === found.dev && held.ino === found.ino;
}

function visible<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    const text = `the container's mounts cannot be compared with what volumes { enabled = false } allows: ${messageOf(error)}`;
    throw new DriverError("taskFiles", text, { cause: error });
  }
}
