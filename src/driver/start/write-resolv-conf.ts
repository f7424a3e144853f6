import { closeSync, constants, fchmodSync, ftruncateSync, writeSync } from "node:fs";
import { posix } from "node:path";
import { DriverError, messageOf } from "../../core/errors.ts";
import { openOrMake } from "../../platform/below-allocation.ts";
import type { ResolvConf } from "../../translate/network/resolv-conf.ts";

/**
 * Makes the task's copy of a resolv.conf, or makes it new: an earlier start's container may have changed it. Tasks can write to
 * its directory: anything but a regular file with one name is an error.
 *
 * @throws DriverError `taskFiles`
 */
export function writeResolvConf({ source, copy }: ResolvConf): void {
  if (copy === undefined) return;
  try {
    const fd = openOrMake(posix.dirname(source), posix.basename(source), constants.O_RDWR, copy.mode);
    try {
      fchmodSync(fd, copy.mode);
      ftruncateSync(fd);
      writeSync(fd, copy.content, 0);
    } finally {
      closeSync(fd);
    }
  } catch (cause) {
    throw new DriverError("taskFiles", `the task's copy ${source} cannot be written: ${messageOf(cause)}`, { cause });
  }
}
