/** Frees the disk space of delivered output while the log grows, and finds the oldest line that is left. */
import { readSync } from "node:fs";
import type { Logger } from "../../core/logger.ts";
import { firstData, punchHole } from "../../platform/libc.ts";

/** Space is freed in pieces of this size, up to a block boundary: larger ones cost less per byte. */
const pieceBytes = 4 * 1024 * 1024;
const blockBytes = 4096;
/** conmon's lines are far shorter: it reads 8 KiB of output at a time. */
const longestLine = 64 * 1024;
const newline = 10;

export class LogSpace {
  readonly #path: string;
  readonly #logger: Logger;
  #freed = 0;
  #possible = true;

  constructor(path: string, logger: Logger) {
    this.#path = path;
    this.#logger = logger;
  }

  /** Everything before `offset` in the file may be freed. */
  delivered(fd: number, offset: number): void {
    if (!this.#possible || offset - this.#freed < pieceBytes) return;
    const end = offset - (offset % blockBytes);
    this.#possible = punchHole(fd, this.#freed, end - this.#freed);
    this.#freed = end;
    if (!this.#possible) {
      this.#logger.warn("the file system cannot give space back: the container's log grows until the task ends", {
        path: this.#path,
      });
    }
  }

  /** A new file begins. */
  restart(): void {
    this.#freed = 0;
  }
}

/** Where the oldest line begins that is still in the log: what comes before was delivered and freed. */
export function oldestLine(fd: number): number {
  const start = firstData(fd);
  if (start === 0) return 0;
  const bytes = Buffer.allocUnsafe(longestLine);
  const end = bytes.subarray(0, readSync(fd, bytes, 0, longestLine, start)).indexOf(newline);
  return start + end + 1;
}
