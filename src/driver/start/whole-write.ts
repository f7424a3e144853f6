/** Files of an allocation, which tasks share: written whole or not at all. */
import { fstatSync, ftruncateSync, writeFileSync } from "node:fs";
import { DriverError, messageOf } from "../../core/errors.ts";
import { fullDisk } from "../../platform/full-disk.ts";

/** Adds the text at the end of the file. @throws what the write does; a disk that becomes full may take a part, which is cut off again */
export function appendWhole(fd: number, text: string): void {
  const { size } = fstatSync(fd);
  try {
    // Unlike writeSync it goes on after a short write.
    writeFileSync(fd, text);
  } catch (error) {
    ftruncateSync(fd, size);
    throw error;
  }
}

/** The error for a file that was not written. Another try may help once a full disk has room. */
export function notWritten(what: string, cause: unknown): DriverError {
  const full = fullDisk(cause);
  return new DriverError("taskFiles", `${what} cannot be written: ${full ?? messageOf(cause)}`, {
    cause,
    recoverable: full !== undefined,
  });
}
