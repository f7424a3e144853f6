import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { OptionsLab } from "../options-lab.ts";

/** A directory of the node with a file `hello` in it. */
export function hostDirectory(lab: OptionsLab, name: string): string {
  const path = join(lab.directory, name);
  mkdirSync(path, { recursive: true });
  writeFileSync(join(path, "hello"), "hello from the node\n");
  return path;
}

/** A line of shell that shows what is mounted there. */
export const mountOf = (path: string): string => `grep ' ${path} ' /proc/self/mounts`;
