import { readSync } from "node:fs";
import { firstData } from "../../platform/libc.ts";

/** conmon's lines are far shorter: it reads 8 KiB of output at a time. */
const longestLine = 64 * 1024;
const newline = 10;

/** Where in a log the oldest line begins that is still there: what comes before was delivered and given back to the file system. */
export function oldestLine(fd: number): number {
  const start = firstData(fd);
  if (start === 0) return 0;
  const bytes = Buffer.allocUnsafe(longestLine);
  const end = bytes.subarray(0, readSync(fd, bytes, 0, longestLine, start)).indexOf(newline);
  return start + end + 1;
}
