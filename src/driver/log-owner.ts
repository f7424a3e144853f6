import { closeSync, constants, fchownSync, fstatSync, statSync } from "node:fs";
import { posix } from "node:path";
import { DriverError, messageOf } from "../core/errors.ts";
import { parseSocketAddress } from "../podman/socket-address.ts";
import { openBelow } from "./open-below.ts";

// O_NONBLOCK: opening a FIFO must not wait for a writer, and Nomad's reader does not take this for one.
const flags = constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW | constants.O_NOCTTY;

/**
 * Gives the log path to the user who runs Podman, where that is not us: with `k8s-file` that user's conmon writes to
 * Nomad's FIFO, which belongs to root and nobody else may open. As in the Go driver that user is the owner of Podman's socket.
 *
 * @param path as Nomad gave it; one outside `allocDir`, such as /dev/null, is left as it is
 * @param socket as the operator wrote it; one that is no file tells nothing of its owner
 * @throws DriverError `taskFiles` when it cannot be opened without following a link, is neither a FIFO nor a file, has a
 * second name, or cannot be given away
 */
export function giveLogToPodman(path: string, allocDir: string, socket: string): void {
  const owner = otherUser(socket);
  const way = posix.relative(allocDir, path);
  if (owner === undefined || way === ".." || way.startsWith("../")) return;
  try {
    const fd = openBelow(allocDir, way.split("/"), flags);
    try {
      const facts = fstatSync(fd);
      if (!facts.isFIFO() && !facts.isFile()) throw new Error("it is neither a FIFO nor a file");
      // A task can give a second name to what belongs to somebody else.
      if (facts.nlink !== 1) throw new Error("it has a second name (hard link), which a task may have planted");
      if (facts.uid !== owner.uid) fchownSync(fd, owner.uid, owner.gid);
    } finally {
      closeSync(fd);
    }
  } catch (cause) {
    const text = `log path "${path}" cannot be given to user ${owner.uid}, who runs Podman: ${messageOf(cause)}`;
    throw new DriverError("taskFiles", text, { cause });
  }
}

/** The owner of Podman's socket, who runs it; undefined when that is us, or nobody can tell. */
export function otherUser(socket: string): { readonly uid: number; readonly gid: number } | undefined {
  const address = parseSocketAddress(socket);
  const owner = address.kind === "unix" ? statSync(address.path, { throwIfNoEntry: false }) : undefined;
  return owner?.uid === process.getuid?.() ? undefined : owner;
}
