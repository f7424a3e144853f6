import { stat } from "node:fs/promises";
import type { RootDirectory } from "../../translate/mounts/root-file-system.ts";
import { initPrograms } from "../../translate/spec/systemd.ts";
import { placeBelow } from "./container-mounts.ts";

/**
 * Looks at the directory that a task shall run on. What is not there may be on the machine that Podman runs on, which then
 * reports it itself. Never rejects.
 *
 * @param path undefined for a task on an image
 * @param wantsInit whether its init program is wanted
 */
export async function readRootDirectory(path: string | undefined, wantsInit: boolean): Promise<RootDirectory> {
  const facts = path === undefined ? undefined : await stat(path).catch(() => undefined);
  if (path === undefined || facts === undefined) return { kind: undefined };
  if (facts.isFile()) return { kind: "file" };
  if (!facts.isDirectory()) return { kind: "device" };
  return wantsInit ? { kind: "directory", init: await initOf(path) } : { kind: "directory" };
}

async function initOf(root: string): Promise<string | undefined> {
  for (const program of initPrograms) {
    const facts = await stat(`${root}${placeBelow(root, program)}`).catch(() => undefined);
    if (facts?.isFile() === true) return program;
  }
  return undefined;
}
