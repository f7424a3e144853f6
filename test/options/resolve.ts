import { existsSync, realpathSync } from "node:fs";

/** Where each path ends when every link is followed; without those that do not exist. */
export function resolveAll(paths: readonly string[]): ReadonlyMap<string, string> {
  return new Map(paths.filter((path) => existsSync(path)).map((path) => [path, realpathSync(path)]));
}
