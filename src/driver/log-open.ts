import { closeSync, constants, fstatSync, openSync } from "node:fs";

// Writing is needed for giving space back.
const flags = constants.O_RDWR | constants.O_NOFOLLOW | constants.O_NONBLOCK | constants.O_NOCTTY;

/** A log as Podman names it. */
export interface LogPlace {
  readonly path: string;
  /** The user whose it must be, when another than us runs Podman: root must not read, or empty, what that user may not. */
  readonly podmanUser?: number | undefined;
}

/**
 * File descriptor for a container's log; the caller closes it.
 *
 * @throws Error when the file is not what that user's conmon made, and what the file system throws
 */
export function openLog({ path, podmanUser }: LogPlace): number {
  const fd = openSync(path, flags);
  const facts = fstatSync(fd);
  const isTheirs = podmanUser === undefined || (facts.uid === podmanUser && facts.nlink === 1);
  if (facts.isFile() && isTheirs) return fd;
  closeSync(fd);
  throw new Error(
    facts.isFile() ? `it does not belong to user ${podmanUser}, who owns Podman's socket` : "it is not a regular file",
  );
}
