import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { installBusybox } from "./image.ts";

/** Makes a directory that a container can run on, with busybox and a file /hello; returns its path. */
export async function makeRootDirectory(path: string): Promise<string> {
  for (const folder of ["bin", "etc", "tmp", "var/inside"]) mkdirSync(join(path, folder), { recursive: true });
  await installBusybox(path);
  writeFileSync(join(path, "hello"), "hello from the node\n");
  return path;
}
