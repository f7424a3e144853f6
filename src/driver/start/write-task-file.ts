import { closeSync, constants, fchmodSync, ftruncateSync } from "node:fs";
import { posix } from "node:path";
import { openOrMake } from "../../platform/below-allocation.ts";
import { appendWhole, notWritten } from "./whole-write.ts";

/** A file in the task directory that its container mounts. */
export interface TaskFile {
  readonly path: string;
  readonly content: string;
  readonly mode: number;
}

/**
 * Makes the file, or makes it new: an earlier start's container may have changed it. Tasks can write to its directory: anything but
 * a regular file with one name is an error.
 *
 * @throws DriverError `taskFiles`
 */
export function writeTaskFile({ path, content, mode }: TaskFile): void {
  try {
    const fd = openOrMake(posix.dirname(path), posix.basename(path), constants.O_RDWR, mode);
    try {
      fchmodSync(fd, mode);
      ftruncateSync(fd);
      appendWhole(fd, content);
    } finally {
      closeSync(fd);
    }
  } catch (cause) {
    throw notWritten(`the task's file ${path}`, cause);
  }
}
