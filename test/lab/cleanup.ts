/** What a lab has started or made, undone in reverse order: at its end, on failure, and when interrupted. */
export class Cleanup implements AsyncDisposable {
  readonly #steps: (() => unknown)[] = [];
  #running: Promise<void> | undefined;

  /** Runs `undo` at the end, before everything that was deferred earlier. */
  defer(undo: () => unknown): void {
    this.#steps.push(undo);
  }

  /** Undoes everything once; later calls wait for the first. A step that fails is reported and does not keep the others from running. */
  run(): Promise<void> {
    this.#running ??= this.#undoAll();
    return this.#running;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.run();
  }

  async #undoAll(): Promise<void> {
    for (let undo = this.#steps.pop(); undo !== undefined; undo = this.#steps.pop()) {
      try {
        await undo();
      } catch (error) {
        process.stderr.write(`clean-up: ${error instanceof Error ? error.message : String(error)}\n`);
      }
    }
  }
}

const open = new Set<Cleanup>();
let listening = false;

/**
 * A Cleanup that also runs when the process is interrupted or terminated: SIGINT, SIGTERM and SIGHUP undo everything
 * that is still open and then end the process with 128 + the signal's number.
 */
export function guardedCleanup(): Cleanup {
  const cleanup = new Cleanup();
  open.add(cleanup);
  cleanup.defer(() => open.delete(cleanup));
  if (!listening) {
    listening = true;
    for (const [name, number] of [
      ["SIGHUP", 1],
      ["SIGINT", 2],
      ["SIGTERM", 15],
    ] as const) {
      process.once(name, () => {
        process.stderr.write(`\n${name}: cleaning up\n`);
        void Promise.all([...open].map((each) => each.run())).then(() => process.exit(128 + number));
      });
    }
  }
  return cleanup;
}
