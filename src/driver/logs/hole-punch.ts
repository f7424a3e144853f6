/** Gives the disk space of what is delivered back while the log goes on growing. */
import type { Logger } from "../../core/logger.ts";
import { punchHole } from "../../platform/libc.ts";

/** Space is given back in pieces of this many bytes, and up to a block boundary: larger ones cost less per byte. */
const pieceBytes = 4 * 1024 * 1024;
const blockBytes = 4096;

export class LogSpace {
  readonly #path: string;
  readonly #logger: Logger;
  #given = 0;
  #possible = true;

  constructor(path: string, logger: Logger) {
    this.#path = path;
    this.#logger = logger;
  }

  /** What is before `offset` in the file is not needed any more. */
  delivered(fd: number, offset: number): void {
    if (!this.#possible || offset - this.#given < pieceBytes) return;
    const end = offset - (offset % blockBytes);
    this.#possible = punchHole(fd, this.#given, end - this.#given);
    this.#given = end;
    if (!this.#possible) {
      this.#logger.warn("the file system cannot give space back: the container's log grows until the task ends", {
        path: this.#path,
      });
    }
  }

  /** A new file begins. */
  restart(): void {
    this.#given = 0;
  }
}
