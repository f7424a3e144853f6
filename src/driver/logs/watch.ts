/**
 * Says when to check a log file: inotify while little is written, a timer while much is, and slow polling where the limit
 * of watches is reached. conmon writes 8 KiB at a time, so at 100 MB/s an event for each costs the plugin, and conmon too,
 * more than the log itself does (297 ms of CPU for 100 MB, 90 without); a timer takes what has gathered in one go.
 */
import { basename, dirname } from "node:path";
import { messageOf } from "../../core/errors.ts";
import type { Logger } from "../../core/logger.ts";
import { DirectoryWatch } from "../../platform/directory-watch.ts";
import { after, every, type LongTimer } from "../../platform/timers.ts";

/** Only without inotify. */
const pollMilliseconds = 250;

/**
 * Until the next check after one that found something. Bun 1.4 drops an event that comes within 2 ms of one of the same kind
 * (half of all double writes were lost, see test/driver/logs/watch.test.ts), so this must be longer.
 */
const nextMilliseconds = 5;

/** After this many checks in a row that found something the watch ends; after as many that found nothing it is back. */
const busyChecks = 4;

/**
 * Calls `onCheck` when the file at `path` may have been written to or replaced; each call must be followed by
 * {@link LogWatch.checked}. The file's directory is watched, which holds little else: a watch on the file itself would stay
 * with the old one when conmon rotates.
 */
export class LogWatch {
  readonly #path: string;
  readonly #onCheck: () => void;
  readonly #logger: Logger;
  #watcher: DirectoryWatch | undefined;
  #next: LongTimer | undefined;
  #slow: LongTimer | undefined;
  /** When the last event came, by the monotonic clock. */
  #eventAt = Number.NEGATIVE_INFINITY;
  /** Checks in a row that found something, and that found nothing. */
  #found = 0;
  #missed = 0;

  constructor(path: string, onCheck: () => void, logger: Logger) {
    this.#path = path;
    this.#onCheck = onCheck;
    this.#logger = logger;
    this.#watch();
  }

  /** To be called after a check, with whether it found anything: plans the next one. */
  checked(found: boolean): void {
    this.#found = found ? this.#found + 1 : 0;
    this.#missed = found ? 0 : this.#missed + 1;
    const resting = this.#watcher === undefined && this.#slow === undefined;
    if (this.#found >= busyChecks) this.#rest();
    else if (resting && this.#missed >= busyChecks) this.#watch();
    // What was written just before the watch began, or just after another event, comes without an event.
    if (found || resting || performance.now() - this.#eventAt < nextMilliseconds) this.#checkSoon();
  }

  close(): void {
    this.#rest();
    this.#slow?.cancel();
    this.#next?.cancel();
  }

  #checkSoon(): void {
    this.#next ??= after(nextMilliseconds, () => {
      this.#next = undefined;
      this.#onCheck();
    });
  }

  #watch(): void {
    const name = basename(this.#path);
    const onEvent = (changed: string | undefined) => {
      this.#eventAt = performance.now();
      if (this.#next !== undefined) return;
      if (changed === name) this.#onCheck();
      else this.#checkSoon();
    };
    try {
      this.#watcher = new DirectoryWatch(dirname(this.#path), onEvent, (error) => this.#poll(messageOf(error)));
    } catch (error) {
      this.#poll(messageOf(error));
    }
  }

  #rest(): void {
    this.#watcher?.close();
    this.#watcher = undefined;
  }

  #poll(reason: string): void {
    if (this.#slow !== undefined) return;
    this.#rest();
    this.#logger.warn("the log file cannot be watched; it is polled four times a second", { path: this.#path, reason });
    this.#slow = every(pollMilliseconds, this.#onCheck).unref();
  }
}
