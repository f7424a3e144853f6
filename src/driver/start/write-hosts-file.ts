import { closeSync, constants, fstatSync, openSync, readFileSync, writeSync } from "node:fs";
import { posix } from "node:path";
import { DriverError, errorCode, messageOf } from "../../core/errors.ts";
import { holdBelow, onlyFile, openHeld, UnusablePath } from "../../platform/below-allocation.ts";
import type { SharedHostsFile } from "../../translate/network/hosts-file.ts";

/** The largest hosts file that is read, in bytes. */
const largest = 1024 * 1024;

const flags = constants.O_RDWR | constants.O_APPEND;

/**
 * Makes the hosts file that the tasks of a group share, or adds this task's lines to it. Tasks can write to its directory:
 * anything but a regular file with one name is an error.
 *
 * @throws DriverError `taskFiles`
 */
export function writeHostsFile({ path, content, extraLines }: SharedHostsFile): void {
  try {
    const fd = openOrMake(posix.dirname(path), posix.basename(path));
    try {
      const { size } = fstatSync(fd);
      if (size === 0) writeSync(fd, content);
      else if (size <= largest) addLines(fd, extraLines);
    } finally {
      closeSync(fd);
    }
  } catch (cause) {
    throw new DriverError("taskFiles", `the group's hosts file ${path} cannot be written: ${messageOf(cause)}`, { cause });
  }
}

function openOrMake(directory: string, name: string): number {
  const present = () => openHeld(holdBelow(directory, [name]), flags, onlyFile);
  try {
    return present();
  } catch (error) {
    if (!(error instanceof UnusablePath) || error.reason !== "missing") throw error;
  }
  const above = holdBelow(directory, []);
  try {
    return openSync(`/proc/self/fd/${above}/${name}`, flags | constants.O_CREAT | constants.O_EXCL, 0o644);
  } catch (error) {
    // Nomad's driver for another task of the group was faster.
    if (errorCode(error) === "EEXIST") return present();
    throw error;
  } finally {
    closeSync(above);
  }
}

function addLines(fd: number, lines: readonly string[]): void {
  const present = new Set(readFileSync(fd, "utf8").split("\n"));
  const missing = lines.filter((line) => !present.has(line));
  if (missing.length > 0) writeSync(fd, `${missing.join("\n")}\n`);
}
