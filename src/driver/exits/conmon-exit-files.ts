import { closeSync, constants, type FSWatcher, openSync, readFileSync, statSync, watch } from "node:fs";
import { readSmallFile } from "../../platform/small-file.ts";

/** A container id as Podman names its exit file. */
const containerId = /^[0-9a-f]{64}$/;

/** conmon writes the code as a decimal number and nothing else. */
const longestCode = 4;

/** Called with the code that conmon wrote; undefined when the file went before it could be read. */
export type OnExitFile = (containerId: string, exitCode: number | undefined) => void;

/**
 * Watches the directories in which conmon leaves a file for each container that has ended. It is the quickest sign of an exit:
 * 2 ms after the process's end on Podman 4.3.1, where the event stream took 20 to 230 ms (its file backend polls every
 * 250 ms). A sign only: the exit counts when inspect confirms it. One inotify watch a directory, however many tasks.
 */
export class ExitFiles {
  readonly #onExit: OnExitFile;
  readonly #watchers = new Map<string, FSWatcher>();

  constructor(onExit: OnExitFile) {
    this.#onExit = onExit;
  }

  /**
   * Watches where the conmon of this process id reports. False when that cannot be learnt (remote Podman, no permission):
   * the event stream then has to do.
   */
  follow(conmonPid: number): boolean {
    const directory = exitDirectory(conmonPid);
    if (directory === undefined) return false;
    try {
      const { dev, ino } = statSync(directory);
      const key = `${dev}:${ino}`;
      if (this.#watchers.has(key)) return true;
      this.#watchers.set(key, this.#watch(directory, key));
      return true;
    } catch {
      return false;
    }
  }

  close(): void {
    for (const key of [...this.#watchers.keys()]) this.#forget(key);
  }

  #watch(directory: string, key: string): FSWatcher {
    // By a handle on it: its path leads through a conmon that is about to end.
    const place = openSync(directory, constants.O_RDONLY | constants.O_DIRECTORY);
    try {
      const watcher = watch(directory, (_, name) => {
        if (name !== null && containerId.test(name)) this.#onExit(name, exitCode(`/proc/self/fd/${place}/${name}`));
      });
      watcher.on("close", () => closeSync(place));
      watcher.on("error", () => this.#forget(key));
      return watcher;
    } catch (error) {
      closeSync(place);
      throw error;
    }
  }

  #forget(key: string): void {
    this.#watchers.get(key)?.close();
    this.#watchers.delete(key);
  }
}

/** What conmon wrote. A rootless user owns the directory: what is there need not be conmon's. */
function exitCode(path: string): number | undefined {
  const text = readSmallFile(path, longestCode) ?? "";
  return /^\d{1,3}\s?$/.test(text) ? Number(text) : undefined;
}

/** conmon's `--exit-dir`, seen through its own root: Podman may run in another mount namespace. */
function exitDirectory(conmonPid: number): string | undefined {
  if (conmonPid <= 0) return undefined;
  try {
    const words = readFileSync(`/proc/${conmonPid}/cmdline`, "utf8").split("\0");
    const at = words.indexOf("--exit-dir");
    const directory = at < 0 ? undefined : words[at + 1];
    return directory?.startsWith("/") ? `/proc/${conmonPid}/root${directory}` : undefined;
  } catch {
    return undefined;
  }
}
