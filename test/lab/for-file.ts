import { afterAll } from "bun:test";

const open: AsyncDisposable[] = [];

/**
 * What the tests of a file share, made at its top level: disposed after the last one, before what was made earlier. (Not for
 * hooks: bun runs an afterAll that a hook registers right after that hook.)
 */
export function forFile<Made extends AsyncDisposable>(made: Made): Made {
  open.push(made);
  afterAll(closeAll);
  return made;
}

/**
 * Disposes what is open, if anything still is. The preload calls it at the end of a run: bun runs no hook of a file that `-t`
 * left without a test.
 */
export async function closeAll(): Promise<void> {
  for (let last = open.pop(); last !== undefined; last = open.pop()) await last[Symbol.asyncDispose]();
}
