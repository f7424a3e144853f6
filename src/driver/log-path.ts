import { lstatSync } from "node:fs";
import { posix } from "node:path";
import { DriverError, messageOf } from "../core/errors.ts";

/**
 * Refuses a log path that leads through a symbolic link or is neither a FIFO nor a file. With `k8s-file` conmon itself opens
 * the path, as its Podman's user and following every link, and tasks can write to the directory that it is in.
 *
 * @param path as Nomad gave it; one outside `allocDir`, such as /dev/null, is not looked at
 * @throws DriverError `taskFiles`
 */
export function checkLogPath(path: string, allocDir: string): void {
  const way = posix.relative(allocDir, path);
  if (way === "" || way === ".." || way.startsWith("../") || posix.isAbsolute(way)) return;
  let place = allocDir;
  for (const name of way.split("/")) {
    place = posix.join(place, name);
    if (kindOf(place, path) === "link") {
      const text = `log path "${path}" cannot be used: a symlink stands on the way, which a task may have planted`;
      throw new DriverError("taskFiles", text);
    }
  }
  if (kindOf(place, path) !== "output") throw new DriverError("taskFiles", `log path "${path}" is neither a FIFO nor a file`);
}

function kindOf(place: string, path: string): "link" | "output" | "other" {
  try {
    const facts = lstatSync(place);
    if (facts.isSymbolicLink()) return "link";
    return facts.isFIFO() || facts.isFile() ? "output" : "other";
  } catch (cause) {
    throw new DriverError("taskFiles", `log path "${path}" cannot be used: ${messageOf(cause)}`, { cause });
  }
}
