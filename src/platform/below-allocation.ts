/**
 * The one way to files below an allocation. Tasks write there, some into each other's directories, so no component is
 * followed when it is a symbolic link, and nothing is opened before it was examined: opening alone blocks on a FIFO, and
 * rewinds or arms some devices.
 */
import { closeSync, constants, fstatSync, openSync, type Stats } from "node:fs";
import { posix } from "node:path";
import { errorCode, messageOf } from "../core/errors.ts";

/** Holds a file without opening it. Bun's constants lack it. */
const O_PATH = 0o10_000_000;
const entry = O_PATH | constants.O_NOFOLLOW;

/** Why a path is not used, in words for the operator and without the path. */
export class UnusablePath extends Error {
  /** What `kind` the file has is not the wanted one; `system` is any other error, whose text it has. */
  readonly reason: "link" | "missing" | "kind" | "system";

  constructor(reason: UnusablePath["reason"], message: string, cause?: unknown) {
    super(message, { cause });
    this.reason = reason;
  }
}

/** Says what is wrong with a file, undefined when nothing is. */
export type Examination = (facts: Stats) => string | undefined;

/** Takes a regular file only. */
export const regularFile: Examination = (facts) => {
  if (facts.isFile()) return undefined;
  return facts.isDirectory() ? "it is a directory, not a file" : "it is not a regular file";
};

/** Takes a regular file that is known by one name only: a task can give a second one to what it may not write to. */
export const onlyFile: Examination = (facts) =>
  regularFile(facts) ?? (facts.nlink === 1 ? undefined : "it has a second name (hard link), which a task may have given it");

/** The components that lead from a directory to a path: none for itself, undefined when the path is not below it. */
export function namesBelow(base: string, path: string): readonly string[] | undefined {
  const way = posix.relative(base, path);
  if (way === "") return [];
  return way === ".." || way.startsWith("../") ? undefined : way.split("/");
}

/**
 * Holds what the names lead to from a trusted directory; the caller closes it.
 *
 * @throws UnusablePath `link`, `missing`, `kind` (a component is not a directory) or `system`
 */
export function holdBelow(base: string, names: readonly string[]): number {
  let held = explained(() => openSync(base, O_PATH | constants.O_DIRECTORY));
  for (const [index, name] of names.entries()) {
    const above = held;
    try {
      held = explained(() => openSync(`/proc/self/fd/${above}/${name}`, entry));
    } finally {
      closeSync(above);
    }
    const facts = fstatSync(held);
    const wrong = facts.isSymbolicLink() ? linkOnTheWay() : undefined;
    const isLast = index === names.length - 1;
    const closed = wrong ?? (isLast || facts.isDirectory() ? undefined : new UnusablePath("kind", notADirectory));
    if (closed === undefined) continue;
    closeSync(held);
    throw closed;
  }
  return held;
}

/** Holds what a path that tasks have no part in leads to, through links; the caller closes it. @throws UnusablePath */
export function holdTrusted(path: string): number {
  return explained(() => openSync(path, O_PATH));
}

/**
 * Opens what is held, once it has passed the examination; `held` is closed in any case.
 *
 * @throws UnusablePath `kind` or `system`
 */
export function openHeld(held: number, flags: number, examine: Examination): number {
  try {
    const wrong = examine(fstatSync(held));
    if (wrong !== undefined) throw new UnusablePath("kind", wrong);
    return explained(() => openSync(`/proc/self/fd/${held}`, flags));
  } finally {
    closeSync(held);
  }
}

/**
 * Opens a file of a directory that tasks can write to, and makes it if it is missing.
 *
 * @param flags for one that is there; a new one is opened with them too
 * @param mode of a new one, less the umask
 * @throws UnusablePath
 */
export function openOrMake(base: string, name: string, flags: number, mode: number): number {
  const present = () => openHeld(holdBelow(base, [name]), flags, onlyFile);
  try {
    return present();
  } catch (error) {
    if (!(error instanceof UnusablePath) || error.reason !== "missing") throw error;
  }
  const above = holdBelow(base, []);
  try {
    return openSync(`/proc/self/fd/${above}/${name}`, flags | constants.O_CREAT | constants.O_EXCL, mode);
  } catch (error) {
    // Nomad's driver for another task of the group was faster.
    if (errorCode(error) === "EEXIST") return present();
    throw error;
  } finally {
    closeSync(above);
  }
}

function explained(open: () => number): number {
  try {
    return open();
  } catch (cause) {
    const code = errorCode(cause);
    if (code === "ENOENT") throw new UnusablePath("missing", "it does not exist on the node", cause);
    if (code === "ENOTDIR") throw new UnusablePath("kind", notADirectory, cause);
    if (code === "ELOOP") throw linkOnTheWay(cause);
    if (code === "EACCES" || code === "EPERM") throw new UnusablePath("system", notPermitted, cause);
    throw new UnusablePath("system", messageOf(cause), cause);
  }
}

const notADirectory = "a component of it is not a directory";
const notPermitted = "the driver's user may not open it, or may not enter a directory on the way to it";

function linkOnTheWay(cause?: unknown): UnusablePath {
  const text = "a component of it is a symbolic link; tasks can create these, so it is not followed";
  return new UnusablePath("link", text, cause);
}
