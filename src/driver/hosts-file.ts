import { constants } from "node:fs";
import { open } from "node:fs/promises";
import { DriverError, messageOf } from "../core/errors.ts";
import type { SharedHostsFile } from "../translate/hosts-file.ts";

/** The largest hosts file that is looked into, in bytes. */
const largest = 1024 * 1024;

/**
 * Makes the hosts file that the tasks of a group share, or adds this task's lines to it. It is never opened through a
 * symbolic link: tasks can write below the allocation.
 *
 * @throws DriverError `taskFiles`
 */
export async function writeHostsFile(file: SharedHostsFile): Promise<void> {
  try {
    const handle = await open(
      file.path,
      constants.O_RDWR | constants.O_CREAT | constants.O_APPEND | constants.O_NOFOLLOW,
      0o644,
    );
    try {
      const { size } = await handle.stat();
      if (size === 0) {
        await handle.write(file.content);
        return;
      }
      if (size > largest) return;
      const present = new Set((await handle.readFile("utf8")).split("\n"));
      const missing = file.extraLines.filter((line) => !present.has(line));
      if (missing.length > 0) await handle.write(`${missing.join("\n")}\n`);
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw new DriverError("taskFiles", `the group's hosts file ${file.path} cannot be written: ${messageOf(error)}`, {
      cause: error,
    });
  }
}
