/** Reports what is wrong with a log: output that a full disk lost, and lines that conmon did not write. */
import { statfsSync } from "node:fs";
import { placeInBlock } from "../../codec/k8s-line.ts";
import type { DecodedLog } from "../../codec/k8s-log.ts";
import type { Logger } from "../../core/logger.ts";

/** Between two reports: a disk that is nearly full cuts lines all the time. */
const againMilliseconds = 60_000;
/** A disk with less room than this is full: conmon writes more at once. */
const fullBytes = 64 * 1024;

export interface LogGapsDeps {
  readonly path: string;
  readonly logger: Logger;
  /** Reports to the task's users. */
  readonly report: (message: string) => void;
}

export class LogGaps {
  readonly #deps: LogGapsDeps;
  #malformedSeen = false;
  #reportedAt = Number.NEGATIVE_INFINITY;
  /** The beginning of a loss was reported, its end was not. */
  #open = false;
  /** Lines cut since the last report, and when. */
  #cutLines = 0;
  #from = "";
  #to = "";
  /** Where the log ended at the last check, if within a line, and where it ended when the disk was last checked. */
  #endWithinLine = -1;
  #seenEnd = -1;

  constructor(deps: LogGapsDeps) {
    this.#deps = deps;
  }

  /**
   * To be called when there is nothing more in the log: it ends at `end`, and its last `rest` bytes are no whole line. True when
   * it has to be checked again soon: conmon may be writing that line.
   */
  ended(end: number, rest: number): boolean {
    if (rest > 0) {
      const stays = end === this.#endWithinLine;
      this.#endWithinLine = end;
      if (stays) this.#begin();
      return !stays;
    }
    // What fitted may have ended with a line.
    if (end === this.#seenEnd || placeInBlock(end) !== 0) return false;
    this.#seenEnd = end;
    if (end > 0 && isFull(this.#deps.path)) this.#begin();
    return false;
  }

  /** To be called with what is delivered. */
  delivered({ consumed, malformedLines, cutLines, cutFrom, cutTo, unended }: Readonly<DecodedLog>): void {
    if (malformedLines > 0) this.#warnMalformed(malformedLines);
    if (unended && isFull(this.#deps.path)) {
      this.#begin();
      return;
    }
    if (cutLines > 0) {
      if (this.#cutLines === 0) this.#from = cutFrom;
      this.#cutLines += cutLines;
      this.#to = cutTo;
    }
    if (this.#open ? consumed > 0 : this.#cutLines > 0 && this.#isTime()) this.#reportLost();
  }

  /** Reports what was not reported yet. */
  close(): void {
    if (this.#cutLines > 0) this.#reportLost();
  }

  #warnMalformed(lines: number): void {
    if (this.#malformedSeen) return;
    this.#malformedSeen = true;
    const { logger, path } = this.#deps;
    logger.warn("the container's log holds lines that conmon did not write; they go to stdout as they are", { path, lines });
  }

  #begin(): void {
    if (this.#open || !this.#isTime()) return;
    this.#open = true;
    this.#report("Output is being lost: the container's log cannot be written, no space is left on its disk");
  }

  #reportLost(): void {
    const span = this.#from !== "" && this.#to !== "" ? ` between ${this.#from} and ${this.#to}` : "";
    const cut = this.#cutLines === 1 ? "1 line was cut and left out" : `${this.#cutLines} lines were cut and left out`;
    const known = this.#cutLines > 0 ? `${cut}; ` : "";
    this.#open = false;
    this.#cutLines = 0;
    this.#from = "";
    this.#report(
      `Output was lost${span}: the container's log could not be written, no space was left on its disk: ${known}how many whole lines were lost is not known`,
    );
  }

  #report(message: string): void {
    const { logger, report, path } = this.#deps;
    this.#reportedAt = performance.now();
    logger.warn(message, { path });
    report(`${message} (${path})`);
  }

  #isTime(): boolean {
    return performance.now() - this.#reportedAt >= againMilliseconds;
  }
}

function isFull(path: string): boolean {
  try {
    const { bfree, bsize } = statfsSync(path);
    return bfree * bsize < fullBytes;
  } catch {
    return false;
  }
}
