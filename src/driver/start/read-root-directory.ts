import { stat } from "node:fs/promises";
import type { RootDirectory } from "../../translate/mounts/root-file-system.ts";

/**
 * Looks at the directory that a task shall run on. What is not there may be on the machine that Podman runs on, which then
 * reports it itself. Never rejects.
 */
export async function readRootDirectory(path: string | undefined): Promise<RootDirectory> {
  const facts = path === undefined ? undefined : await stat(path).catch(() => undefined);
  if (facts === undefined) return { kind: undefined };
  return { kind: facts.isDirectory() ? "directory" : facts.isFile() ? "file" : "device" };
}
