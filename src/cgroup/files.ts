/** Reads cgroup files, which are small and made anew by the kernel at each reading, into one buffer for all. */
import { closeSync, openSync, readSync } from "node:fs";

/** memory.stat, the longest, has about 2 kB. */
const buffer = Buffer.allocUnsafeSlow(16 * 1024);

/** The file's text; undefined when it cannot be read: an older kernel, a cgroup that is gone. */
export function readCgroupFile(directory: string | undefined, name: string): string | undefined {
  if (directory === undefined) return undefined;
  let fd: number | undefined;
  try {
    fd = openSync(`${directory}/${name}`, "r");
    return buffer.toString("latin1", 0, readSync(fd, buffer, 0, buffer.length, 0));
  } catch {
    return undefined;
  } finally {
    if (fd !== undefined) closeSync(fd);
  }
}

/** A file that is one number. */
export function readCgroupNumber(directory: string | undefined, name: string): number | undefined {
  return numeric(readCgroupFile(directory, name)?.trim());
}

/** The number after `key` in a file of `key number` lines. */
export function keyedNumber(text: string | undefined, key: string): number | undefined {
  if (text === undefined) return undefined;
  const at = text.startsWith(`${key} `) ? 0 : text.indexOf(`\n${key} `) + 1;
  if (at === 0 && !text.startsWith(`${key} `)) return undefined;
  const end = text.indexOf("\n", at);
  return numeric(text.slice(at + key.length + 1, end === -1 ? undefined : end));
}

function numeric(text: string | undefined): number | undefined {
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined;
}
