/** Opens what Nomad reads a task's output from. */
import { closeSync, constants, fstatSync, openSync } from "node:fs";
import { posix } from "node:path";
import { DriverError, errorCode, messageOf } from "../../core/errors.ts";
import { type Examination, holdBelow, namesBelow, onlyFile, openHeld, UnusablePath } from "../../platform/below-allocation.ts";
import { enlargePipe } from "../../platform/libc.ts";

/** What a FIFO holds while its reader is busy; Linux's default limit for an unprivileged user. */
const pipeBytes = 1024 * 1024;

// O_RDWR: opening neither waits for a reader nor fails without one, writing never breaks, and what is written stays
// in the pipe while Nomad's logmon is away.
const outputFlags = constants.O_RDWR | constants.O_APPEND | constants.O_NONBLOCK | constants.O_NOCTTY;

const output: Examination = (facts) =>
  facts.isFIFO() ? undefined : facts.isFile() ? onlyFile(facts) : "it is neither a FIFO nor a file";

/**
 * File descriptor for writing to `path`, a FIFO, a regular file or /dev/null; the caller closes it. No component below the
 * allocation is followed when it is a symbolic link.
 *
 * @throws DriverError `invalidRequest` when it cannot be opened or is something else.
 */
export function openOutput(path: string, allocDir: string): number {
  if (path === "/dev/null") return openSync(path, constants.O_RDWR | constants.O_NOCTTY);
  const { base, names } = split(path, allocDir);
  try {
    const fd = openHeld(holdBelow(base, names), outputFlags, output);
    if (fstatSync(fd).isFIFO()) enlargePipe(fd, pipeBytes);
    return fd;
  } catch (cause) {
    throw new DriverError("invalidRequest", `log path "${path}" cannot be opened: ${messageOf(cause)}`, { cause });
  }
}

/**
 * Ends the reader of a FIFO that nothing was written to: it reads end of file. False when there is none yet; true also for what
 * has no reader to wait for, such as a path where nothing is.
 */
export function endReader(path: string, allocDir: string): boolean {
  try {
    const { base, names } = split(path, allocDir);
    // A writer that is not to wait is refused while there is no reader, and one that is in open(2) counts.
    closeSync(openHeld(holdBelow(base, names), constants.O_WRONLY | constants.O_NONBLOCK | constants.O_NOCTTY, output));
    return true;
  } catch (error) {
    return !(error instanceof UnusablePath && errorCode(error.cause) === "ENXIO");
  }
}

/** The trusted directory, and the names below it that are walked one by one. */
function split(path: string, allocDir: string): { readonly base: string; readonly names: readonly string[] } {
  const below = allocDir === "" ? undefined : namesBelow(allocDir, path);
  const base = below === undefined ? posix.dirname(path) : allocDir;
  const names = below ?? [posix.basename(path)];
  if (!posix.isAbsolute(path) || path.endsWith("/") || names.length === 0) {
    throw new DriverError("invalidRequest", `log path "${path}" is not an absolute path of a file`);
  }
  return { base, names };
}
