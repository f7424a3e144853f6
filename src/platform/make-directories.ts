import { chmodSync, chownSync, closeSync, constants, fstatSync, mkdirSync, openSync } from "node:fs";
import { errorCode } from "../core/errors.ts";
import { holdBelow, UnusablePath } from "./below-allocation.ts";

const mode = 0o755;

/**
 * Makes what is missing of the directories that the names lead to from a trusted one, with mode 0755 whatever the umask is.
 *
 * @param owner of new ones
 * @returns whether any was missing
 * @throws UnusablePath `link` for a symbolic link among the names, also one that leads nowhere; `kind` for a file on the way; what
 *   mkdir does
 */
export function makeDirectoriesBelow(
  base: string,
  names: readonly string[],
  owner: { readonly uid: number; readonly gid: number },
): boolean {
  let made = false;
  for (const [index, name] of names.entries()) {
    if (exists(base, names.slice(0, index + 1))) continue;
    const above = holdBelow(base, names.slice(0, index));
    try {
      made = makeOne(`/proc/self/fd/${above}/${name}`, owner) || made;
    } finally {
      closeSync(above);
    }
  }
  return made;
}

function exists(base: string, names: readonly string[]): boolean {
  try {
    closeSync(holdBelow(base, names));
    return true;
  } catch (error) {
    if (error instanceof UnusablePath && error.reason === "missing") return false;
    throw error;
  }
}

function makeOne(path: string, { uid, gid }: { readonly uid: number; readonly gid: number }): boolean {
  const ours = process.getuid?.() ?? 0;
  try {
    mkdirSync(path, mode);
  } catch (error) {
    // Another task was faster.
    if (errorCode(error) === "EEXIST") return false;
    throw error;
  }
  const fd = openSync(path, constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW);
  try {
    // A task that can write to the directory above could have put another one in its place.
    if (fstatSync(fd).uid !== ours) return true;
    chmodSync(`/proc/self/fd/${fd}`, mode);
    if (uid !== ours) chownSync(`/proc/self/fd/${fd}`, uid, gid);
  } finally {
    closeSync(fd);
  }
  return true;
}
