import { closeSync, constants, fstatSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import { openOrMake } from "../../platform/below-allocation.ts";
import type { SharedHostsFile } from "../../translate/network/hosts-file.ts";
import { appendWhole, notWritten } from "./whole-write.ts";

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
    const fd = openOrMake(posix.dirname(path), posix.basename(path), flags, 0o644);
    try {
      const { size } = fstatSync(fd);
      if (size === 0) appendWhole(fd, content);
      else if (size <= largest) addLines(fd, extraLines);
    } finally {
      closeSync(fd);
    }
  } catch (cause) {
    throw notWritten(`the group's hosts file ${path}`, cause);
  }
}

function addLines(fd: number, lines: readonly string[]): void {
  const present = new Set(readFileSync(fd, "utf8").split("\n"));
  const missing = lines.filter((line) => !present.has(line));
  if (missing.length > 0) appendWhole(fd, `${missing.join("\n")}\n`);
}
