/**
 * Says when to look at a log file: inotify while little is written, a timer while much is, and a slow look where the limit
 * of watches is reached. conmon writes 8 KiB at a time, so at 100 MB/s an event for each costs the plugin, and conmon too,
 * more than the log itself does (297 ms of CPU for 100 MB, 90 without); a timer takes what has gathered in one go.
 */
import { type FSWatcher, watch } from "node:fs";
import { basename, dirname } from "node:path";
import { messageOf } from "../../core/errors.ts";
import type { Logger } from "../../core/logger.ts";
import { after, every, type LongTimer } from "../../platform/timers.ts";

/** Only without inotify. */
const slowMilliseconds = 250;

/**
 * Until the next look after one that found something. Bun 1.4 drops an event that comes within 2 ms of one of the same kind
 * (half of all double writes were lost, see test/driver/logs/watch.test.ts), so this must be longer.
 */
const nextMilliseconds = 5;

/** So many looks in a row that found something end the watch, and so many that found nothing bring it back. */
const busyLooks = 4;

/**
 * Calls `onLook` when the file at `path` may have been written to or replaced; it must answer each call with
 * {@link LogWatch.looked}. The file's directory is watched, which holds little else: a watch on the file itself would stay
 * with the old one when conmon rotates.
 */
export class LogWatch {
  readonly #path: string;
  readonly #onLook: () => void;
  readonly #logger: Logger;
  #watcher: FSWatcher | undefined;
  #next: LongTimer | undefined;
  #slow: LongTimer | undefined;
  /** When the last event came, by the monotonic clock. */
  #eventAt = Number.NEGATIVE_INFINITY;
  /** Looks in a row that found something, and those that did not. */
  #found = 0;
  #missed = 0;

  constructor(path: string, onLook: () => void, logger: Logger) {
    this.#path = path;
    this.#onLook = onLook;
    this.#logger = logger;
    this.#watch();
  }

  /** To be called after a look, with whether it found anything: plans the next one. */
  looked(found: boolean): void {
    this.#found = found ? this.#found + 1 : 0;
    this.#missed = found ? 0 : this.#missed + 1;
    const resting = this.#watcher === undefined && this.#slow === undefined;
    if (this.#found >= busyLooks) this.#rest();
    else if (resting && this.#missed >= busyLooks) this.#watch();
    // What was written just before the watch began, or just after another event, comes without one.
    if (found || resting || performance.now() - this.#eventAt < nextMilliseconds) this.#lookSoon();
  }

  close(): void {
    this.#rest();
    this.#slow?.cancel();
    this.#next?.cancel();
  }

  #lookSoon(): void {
    this.#next ??= after(nextMilliseconds, () => {
      this.#next = undefined;
      this.#onLook();
    });
  }

  #watch(): void {
    const name = basename(this.#path);
    try {
      this.#watcher = watch(dirname(this.#path), { persistent: false }, (_, changed) => {
        this.#eventAt = performance.now();
        if (this.#next !== undefined) return;
        if (changed === name) this.#onLook();
        else this.#lookSoon();
      });
      this.#watcher.on("error", (error) => this.#lookSlowly(messageOf(error)));
    } catch (error) {
      this.#lookSlowly(messageOf(error));
    }
  }

  #rest(): void {
    this.#watcher?.close();
    this.#watcher = undefined;
  }

  #lookSlowly(reason: string): void {
    if (this.#slow !== undefined) return;
    this.#rest();
    this.#logger.warn("the log file cannot be watched; it is looked at four times a second", { path: this.#path, reason });
    this.#slow = every(slowMilliseconds, this.#onLook).unref();
  }
}
