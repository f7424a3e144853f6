import { type FSWatcher, watch } from "node:fs";
import { onClockSetBack } from "./clock-steps.ts";

/**
 * inotify on one directory. After the wall clock was set back it begins anew: Bun takes each event for a repetition of the
 * last, and drops it, until the clock has caught up (Bun 1.4.5; `test/machine/clock.test.ts`).
 */
export class DirectoryWatch {
  readonly #directory: string;
  readonly #onEvent: (name: string | undefined) => void;
  readonly #onError: (error: unknown) => void;
  readonly #ignoreClock: () => void;
  #watcher: FSWatcher;

  /**
   * @param onEvent called with the name of what has changed; undefined when that is not known
   * @param onError called once, when the directory cannot be watched any more; then the watch is closed
   * @throws Error when it cannot be watched at all
   */
  constructor(directory: string, onEvent: (name: string | undefined) => void, onError: (error: unknown) => void) {
    this.#directory = directory;
    this.#onEvent = onEvent;
    this.#onError = onError;
    this.#watcher = this.#begin();
    this.#ignoreClock = onClockSetBack(() => this.#beginAnew());
  }

  close(): void {
    this.#ignoreClock();
    this.#watcher.close();
  }

  #begin(): FSWatcher {
    const watcher = watch(this.#directory, { persistent: false }, (_, name) => this.#onEvent(name ?? undefined));
    watcher.on("error", (error) => this.#fail(error));
    return watcher;
  }

  #beginAnew(): void {
    this.#watcher.close();
    try {
      this.#watcher = this.#begin();
    } catch (error) {
      this.#fail(error);
      return;
    }
    this.#onEvent(undefined);
  }

  #fail(error: unknown): void {
    this.close();
    this.#onError(error);
  }
}
