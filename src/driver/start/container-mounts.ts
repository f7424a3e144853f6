import { readFileSync, readlinkSync } from "node:fs";
import { posix } from "node:path";
import { unescaped } from "../../cgroup/mounts.ts";

/** As many links as the kernel follows. */
const longestChain = 40;

/** Where the process's namespace has mounts, as the kernel names them. @throws what reading /proc does */
export function mountPoints(pid: number): ReadonlySet<string> {
  const lines = readFileSync(`/proc/${pid}/mountinfo`, "utf8").split("\n");
  return new Set(lines.map((line) => unescaped(line.split(" ")[4] ?? "")));
}

/** Where a path inside the container ends: links of the image are followed as the runtime does, never out of the root. */
export function placeOf(pid: number, path: string): string {
  return placeBelow(`/proc/${pid}/root`, path);
}

/** The same for a path below the directory `root`. */
export function placeBelow(root: string, path: string): string {
  let done = "/";
  const rest = posix
    .normalize(path)
    .split("/")
    .filter((name) => name !== "");
  for (let links = 0; rest.length > 0; ) {
    const next = posix.join(done, rest.shift() ?? "");
    const link = linkOf(`${root}${next}`);
    if (link === undefined) {
      done = next;
      continue;
    }
    links += 1;
    if (links > longestChain) return path;
    rest.unshift(...link.split("/").filter((name) => name !== ""));
    if (link.startsWith("/")) done = "/";
  }
  return done;
}

function linkOf(path: string): string | undefined {
  try {
    return readlinkSync(path);
  } catch {
    return undefined;
  }
}
