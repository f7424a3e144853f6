import { closeSync, constants, fstatSync, openSync, readSync } from "node:fs";

/**
 * The beginning of a small file that another user may own: it is no link, and reading it never waits. Undefined when it is
 * not there, may not be read, or is something else than a file.
 *
 * @param limit in bytes
 */
export function readSmallFile(path: string, limit: number): string | undefined {
  let file: number | undefined;
  try {
    file = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    if (!fstatSync(file).isFile()) return undefined;
    const bytes = Buffer.alloc(limit);
    return bytes.toString("latin1", 0, readSync(file, bytes));
  } catch {
    return undefined;
  } finally {
    if (file !== undefined) closeSync(file);
  }
}
