/** The socket directories of killed plugins: each is named after its process. */
import { closeSync, constants, fstatSync, openSync, readdirSync, rmdirSync, unlinkSync } from "node:fs";
import { opendir } from "node:fs/promises";
import { createConnection } from "node:net";
import { join } from "node:path";
import { errorCode } from "../core/errors.ts";
import { ownerOf, socketName, startOf } from "./socket-name.ts";

/** No more names of a directory are read, and no more directories of ours removed: the next start goes on. */
const limits = { read: 20_000, removed: 100 } as const;
/** A directory younger than this is left alone, in milliseconds: its plugin may be about to listen. */
const youngest = 60_000;

/**
 * Removes below the directories what dead plugins of this user left. Each must be a directory of this user that nobody else may
 * enter, be named after a process that is gone, and hold nothing but a socket on which nobody listens (a plugin in another PID
 * namespace looks dead from here). No link is followed.
 */
export async function removeLeftovers(parents: readonly string[]): Promise<void> {
  for (const parent of parents) {
    const found = await leftoversIn(parent).catch(() => []);
    for (const directory of found) await removeLeftover(directory).catch(() => undefined);
  }
}

async function leftoversIn(parent: string): Promise<readonly string[]> {
  const found: string[] = [];
  let read = 0;
  for await (const { name } of await opendir(parent)) {
    read += 1;
    const owner = ownerOf(name);
    if (owner !== undefined && startOf(owner.pid) !== owner.start) found.push(join(parent, name));
    if (read >= limits.read || found.length >= limits.removed) break;
  }
  return found;
}

async function removeLeftover(path: string): Promise<void> {
  const directory = openSync(path, constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW);
  try {
    const { uid, mode, mtimeMs } = fstatSync(directory);
    if (uid !== process.getuid?.() || (mode & 0o027) !== 0 || Date.now() - mtimeMs < youngest) return;
    // The directory that was opened, whatever is at the path now.
    const inside = `/proc/self/fd/${directory}`;
    const names = readdirSync(inside);
    if (names.some((name) => name !== socketName)) return;
    if (names.length > 0) {
      if (!(await isDeserted(`${inside}/${socketName}`))) return;
      unlinkSync(`${inside}/${socketName}`);
    }
    rmdirSync(path);
  } finally {
    closeSync(directory);
  }
}

/** True for a socket on which nobody listens; a file that is no socket refuses connections too, and is removed as well. */
function isDeserted(socket: string): Promise<boolean> {
  return new Promise((resolve) => {
    const connection = createConnection(socket, () => {
      connection.destroy();
      resolve(false);
    });
    connection.on("error", (error) => resolve(errorCode(error) === "ECONNREFUSED"));
  });
}
