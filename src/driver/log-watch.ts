/** Says when a log file has grown: inotify, or a slow look where the limit of watches is reached. */
import { type FSWatcher, watch } from "node:fs";
import { messageOf } from "../core/errors.ts";
import type { Logger } from "../core/logger.ts";

/** Only without inotify. */
const lookMilliseconds = 250;

/**
 * Bun 1.4 drops an event that comes within 2 ms of one of the same kind (half of all double writes were lost, see
 * test/driver/log-watch.test.ts), so a second look follows each event once that time is over.
 */
const secondLookMilliseconds = 5;

export interface LogWatch {
  /** True once when another file may have taken the path since the last call. */
  takeReplaced(): boolean;
  /** Watches the file that has the path now. */
  renew(): void;
  close(): void;
}

/** Calls `onChange` after the file at `path` was written to or replaced; several writes may be one call. */
export function watchLog(path: string, onChange: () => void, logger: Logger): LogWatch {
  let replaced = false;
  let watcher: FSWatcher | undefined;
  let timer: Timer | undefined;
  let secondLook: Timer | undefined;

  function lookAgain(): void {
    secondLook ??= setTimeout(() => {
      secondLook = undefined;
      onChange();
    }, secondLookMilliseconds);
  }

  function look(reason: string): void {
    if (timer !== undefined) return;
    logger.warn("the log file cannot be watched; it is looked at four times a second", { path, reason });
    timer = setInterval(() => {
      replaced = true;
      onChange();
    }, lookMilliseconds);
    timer.unref();
  }

  function start(): void {
    try {
      watcher = watch(path, { persistent: false }, (kind) => {
        if (kind === "rename") replaced = true;
        lookAgain();
        onChange();
      });
      watcher.on("error", (error) => look(messageOf(error)));
    } catch (error) {
      look(messageOf(error));
    }
  }

  start();
  return {
    takeReplaced() {
      const was = replaced;
      replaced = false;
      return was;
    },
    renew() {
      watcher?.close();
      if (timer === undefined) start();
    },
    close() {
      watcher?.close();
      clearInterval(timer);
      clearTimeout(secondLook);
    },
  };
}
