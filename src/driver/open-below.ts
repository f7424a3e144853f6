import { closeSync, constants, fstatSync, openSync } from "node:fs";
import { join, relative } from "node:path";
import { DriverError, messageOf } from "../core/errors.ts";

const directoryFlags = constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW;
// O_NONBLOCK: opening a FIFO that was planted in place of the file must not wait for a writer.
const fileFlags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

/**
 * File descriptor for reading a regular file; the caller closes it. Below `trusted`, the allocation, where tasks can write,
 * no component is followed when it is a symlink.
 *
 * @throws DriverError `taskFiles` that says why it cannot be read, without its path
 */
export function openFileForReading(path: string, trusted: string): number {
  const names = relative(trusted, path).split("/");
  const fd = guarded(() =>
    names[0] === ".." ? openSync(path, constants.O_RDONLY | constants.O_NONBLOCK) : openBelow(trusted, names, fileFlags),
  );
  if (fstatSync(fd).isFile()) return fd;
  closeSync(fd);
  throw new DriverError("taskFiles", "it is not a regular file");
}

/**
 * Opens what the names lead to from a trusted directory, one component after another; none of them is followed when it is a
 * symlink.
 *
 * @param flags of the last one; O_NOFOLLOW must be among them
 * @throws the system's error: ELOOP or ENOTDIR for a symlink
 */
export function openBelow(trusted: string, names: readonly string[], flags: number): number {
  let directory = openSync(trusted, constants.O_RDONLY | constants.O_DIRECTORY);
  try {
    for (const name of names.slice(0, -1)) {
      const child = openSync(join("/proc/self/fd", String(directory), name), directoryFlags);
      closeSync(directory);
      directory = child;
    }
    return openSync(join("/proc/self/fd", String(directory), names.at(-1) ?? ""), flags);
  } finally {
    closeSync(directory);
  }
}

function guarded(open: () => number): number {
  try {
    return open();
  } catch (cause) {
    const code = cause instanceof Error && "code" in cause ? cause.code : "";
    if (code === "ENOENT") throw new DriverError("taskFiles", "it does not exist on the node", { cause });
    const planted = code === "ELOOP" || code === "ENOTDIR";
    throw new DriverError(
      "taskFiles",
      planted ? "a symlink stands on the way, which the task may have planted" : messageOf(cause),
      {
        cause,
      },
    );
  }
}
