/**
 * Opens what Nomad reads a task's output from. The task can write to its own directories, so no component below the
 * allocation is followed when it is a symlink.
 */
import { closeSync, constants, fstatSync, openSync } from "node:fs";
import { posix } from "node:path";
import { DriverError, messageOf } from "../core/errors.ts";
import { enlargePipe } from "../platform/libc.ts";
import { openBelow } from "./open-below.ts";

/** What a FIFO holds while its reader is busy; Linux's default limit for an unprivileged user. */
const pipeBytes = 1024 * 1024;

// O_RDWR: opening neither waits for a reader nor fails without one, writing never breaks, and what is written stays
// in the pipe while Nomad's logmon is away.
const outputFlags = constants.O_RDWR | constants.O_APPEND | constants.O_NONBLOCK | constants.O_NOFOLLOW | constants.O_NOCTTY;

/**
 * File descriptor for writing to `path`, a FIFO, a regular file or /dev/null; the caller closes it.
 *
 * @throws DriverError `invalidRequest` when it cannot be opened, is something else, or when a symlink stands on the way.
 */
export function openOutput(path: string, allocDir: string): number {
  if (path === "/dev/null") return openSync(path, constants.O_RDWR | constants.O_NOCTTY);
  const { base, names } = split(path, allocDir);
  return checked(
    guarded(path, () => openBelow(base, names, outputFlags)),
    path,
  );
}

/** The trusted directory, and the names below it that are walked one by one. */
function split(path: string, allocDir: string): { readonly base: string; readonly names: string[] } {
  const whole = posix.normalize(path);
  const trusted = allocDir === "" ? "" : posix.normalize(`${allocDir}/`);
  const base = trusted !== "" && whole.startsWith(trusted) ? trusted : `${posix.dirname(whole)}/`;
  const names = whole.slice(base.length).split("/");
  if (!posix.isAbsolute(whole) || names.some((name) => name === "" || name === "..")) {
    throw new DriverError("invalidRequest", `log path "${path}" is not an absolute path of a file`);
  }
  return { base, names };
}

function checked(fd: number, path: string): number {
  const facts = fstatSync(fd);
  if (facts.isFIFO()) {
    enlargePipe(fd, pipeBytes);
    return fd;
  }
  if (facts.isFile()) return fd;
  closeSync(fd);
  throw new DriverError("invalidRequest", `log path "${path}" is neither a FIFO nor a file: the task may have replaced it`);
}

function guarded<T>(path: string, open: () => T): T {
  try {
    return open();
  } catch (error) {
    const planted = error instanceof Error && "code" in error && (error.code === "ELOOP" || error.code === "ENOTDIR");
    const reason = planted ? "a symlink stands on the way, which the task may have planted" : messageOf(error);
    throw new DriverError("invalidRequest", `log path "${path}" cannot be opened: ${reason}`, { cause: error });
  }
}
