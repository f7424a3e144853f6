import { closeSync, constants, fstatSync, openSync, realpathSync } from "node:fs";
import { posix } from "node:path";
import { DriverError, messageOf } from "../core/errors.ts";
import { mountPoints, placeOf } from "./container-mounts.ts";

/** A path of the node that a container mounts. */
export interface Bind {
  readonly source: string;
  /** Path in the container. */
  readonly destination: string;
}

/** Opens without reading, which needs no permission and waits for no FIFO; Bun's constants lack it. */
const O_PATH = 0o10_000_000;
const entry = O_PATH | constants.O_NOFOLLOW;
const directory = entry | constants.O_DIRECTORY;

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
   * Opens the sources below `allocDir` component by component, none of them a symbolic link; others are not guarded.
   *
   * @throws DriverError `notAllowed` for a symbolic link, `taskFiles` for what cannot be opened
   */
  constructor(binds: readonly Bind[], allocDir: string) {
    try {
      // The way to the allocation may hold links of the operator's; sources that were resolved are named without them.
      const bases = new Set([allocDir, guarded(allocDir, () => realpathSync(allocDir))]);
      for (const bind of binds) {
        for (const base of bases) {
          const names = namesBelow(base, bind.source);
          if (names === undefined) continue;
          this.#held.push({ ...bind, fd: openBelow(base, names, bind) });
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

function namesBelow(base: string, path: string): readonly string[] | undefined {
  const way = posix.relative(base, path);
  if (way === "") return [];
  return way === ".." || way.startsWith("../") || posix.isAbsolute(way) ? undefined : way.split("/");
}

function openBelow(base: string, names: readonly string[], { source }: Bind): number {
  let fd = guarded(source, () => openSync(base, O_PATH | constants.O_DIRECTORY));
  for (const [index, name] of names.entries()) {
    const above = fd;
    try {
      const flags = index === names.length - 1 ? entry : directory;
      fd = guarded(source, () => openSync(`/proc/self/fd/${above}/${name}`, flags));
    } finally {
      closeSync(above);
    }
  }
  if (!fstatSync(fd).isSymbolicLink()) return fd;
  closeSync(fd);
  throw planted(source);
}

function guarded<T>(source: string, open: () => T): T {
  try {
    return open();
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : "";
    if (code === "ENOTDIR" || code === "ELOOP") throw planted(source, error);
    throw new DriverError("taskFiles", `${source} cannot be mounted: ${messageOf(error)}`, { cause: error });
  }
}

function planted(source: string, cause?: unknown): DriverError {
  const text = `${source} cannot be mounted: volumes are not enabled, and a symbolic link stands on the way, which a task may have planted`;
  return new DriverError("notAllowed", text, { cause });
}

function same(fd: number, path: string): boolean {
  const found = visible(() => openSync(path, entry));
  try {
    const [a, b] = [fstatSync(fd, { bigint: true }), fstatSync(found, { bigint: true })];
    return a.dev === b.dev && a.ino === b.ino;
  } finally {
    closeSync(found);
  }
}

function visible<T>(look: () => T): T {
  try {
    return look();
  } catch (error) {
    const text = `the container's mounts cannot be compared with what volumes { enabled = false } allows: ${messageOf(error)}`;
    throw new DriverError("taskFiles", text, { cause: error });
  }
}
