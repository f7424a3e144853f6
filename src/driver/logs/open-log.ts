/**
 * Opens a container's log. Podman only names it, and the Podman may be on another machine (TCP, a forwarded socket) or
 * belong to another user: what it names is read and has holes punched only where the directory beside it shows that a Podman on this
 * node made it for this very task.
 */
import { closeSync, constants, fstatSync, openSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import * as v from "valibot";
import { taskDirectoryNames } from "../../core/task-config.ts";
import { type Examination, holdBelow, onlyFile, openHeld } from "../../platform/below-allocation.ts";
import { podmanUser } from "../../podman/http/socket-owner.ts";

// Writing is needed for giving space back.
const logFlags = constants.O_RDWR | constants.O_NONBLOCK | constants.O_NOCTTY;

/** The container's OCI configuration, which Podman leaves beside its log from the first start on. */
const configuration = "config.json";
const ociConfiguration = v.object({ mounts: v.array(v.object({ source: v.optional(v.string()) })) });
/** The largest that is read, in bytes: Podman's own are some 20 KB. */
const largestConfiguration = 8 * 1024 * 1024;

/** A log as Podman names it, and what shows whose it is. */
export interface LogPlace {
  readonly path: string;
  readonly containerId: string;
  /** Podman's socket, as the operator wrote it: who owns it owns the log. */
  readonly socket: string;
  readonly allocDir: string;
  readonly taskName: string;
}

/**
 * File descriptor for the log of a task's container; the caller closes it.
 *
 * @throws Error when it is not shown to be that, and what the file system throws
 */
export function openLog(place: LogPlace): number {
  const { path, containerId } = place;
  if (!path.startsWith("/") || !path.split("/").includes(containerId)) {
    throw new Error("it is not in a directory that is named after the container");
  }
  const held = openSync(posix.dirname(path), constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW);
  try {
    const directory = `/proc/self/fd/${held}`;
    const owner = podmanUser(place.socket)?.uid ?? process.getuid?.() ?? 0;
    if (fstatSync(held).uid !== owner) throw new Error(notTheirs(owner));
    const theirs: Examination = (facts) => (facts.uid === owner ? onlyFile(facts) : notTheirs(owner));
    if (!mountsSecretsOf(place, directory, theirs)) throw new Error("the container beside it is not this task's");
    return openHeld(holdBelow(directory, [posix.basename(path)]), logFlags, theirs);
  } finally {
    closeSync(held);
  }
}

/** The task's secrets are mounted into its own container only, and no Podman elsewhere can write on this node that they are. */
function mountsSecretsOf({ allocDir, taskName }: LogPlace, directory: string, theirs: Examination): boolean {
  const secrets = `${allocDir}/${taskName}/${taskDirectoryNames.secrets}`;
  const fd = openHeld(holdBelow(directory, [configuration]), constants.O_RDONLY, theirs);
  try {
    if (fstatSync(fd).size > largestConfiguration) return false;
    const { mounts } = v.parse(ociConfiguration, JSON.parse(readFileSync(fd, "utf8")));
    return mounts.some(({ source }) => source === secrets);
  } finally {
    closeSync(fd);
  }
}

function notTheirs(user: number): string {
  return `it does not belong to user ${user}, who owns Podman's socket`;
}
