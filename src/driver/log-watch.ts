/** Says when a log file has grown: inotify, or a slow look where the limit of watches is reached. */
import { type FSWatcher, watch } from "node:fs";
import { basename, dirname } from "node:path";
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
  close(): void;
}

/**
 * Calls `onChange` after the file at `path` was written to or replaced; several writes may be one call. Its directory is
 * watched, which holds little else: a watch on the file itself would stay with the old one when conmon rotates.
 */
export function watchLog(path: string, onChange: () => void, logger: Logger): LogWatch {
  const name = basename(path);
  let watcher: FSWatcher | undefined;
  let timer: Timer | undefined;
  let secondLook: Timer | undefined;

  function lookAgain(): void {
    if (secondLook === undefined) secondLook = setTimeout(onChange, secondLookMilliseconds);
    else secondLook.refresh();
  }

  function look(reason: string): void {
    if (timer !== undefined) return;
    logger.warn("the log file cannot be watched; it is looked at four times a second", { path, reason });
    timer = setInterval(onChange, lookMilliseconds);
    timer.unref();
  }

  try {
    watcher = watch(dirname(path), { persistent: false }, (_, changed) => {
      lookAgain();
      if (changed === name) onChange();
    });
    watcher.on("error", (error) => look(messageOf(error)));
  } catch (error) {
    look(messageOf(error));
  }
  return {
    close() {
      watcher?.close();
      clearInterval(timer);
      clearTimeout(secondLook);
    },
  };
}
