import { DriverError } from "../../core/errors.ts";

/**
 * The error for a request that failed because a disk of the node is full; undefined for any other. Another try may help,
 * once there is room. The kernel says the same of a cgroup that takes no more, which no free space helps.
 *
 * @param root of Podman's storage, where it is known
 */
export function fullStorage(words: string, root: string | undefined): DriverError | undefined {
  const at = words.search(/no space left on device|disk quota exceeded/i);
  if (at === -1 || /cgroup|cpuset/.test(words)) return undefined;
  const path = pathBefore(words.slice(0, at));
  const elsewhere = path !== undefined && root !== undefined && !path.startsWith(`${root}/`);
  const text = elsewhere
    ? `the node has no space left for ${path}: free space or inodes there (df, df -i)`
    : `Podman's storage${root === undefined ? "" : ` ${root}`} is full: free space or inodes there (podman system df, df -i)`;
  return new DriverError("podmanFailed", text, { recoverable: true });
}

/** The file of `write /a/b: no space left on device`. */
function pathBefore(words: string): string | undefined {
  if (!words.endsWith(": ")) return undefined;
  const word = words.slice(0, -2).split(" ").at(-1) ?? "";
  return word.startsWith("/") ? word : undefined;
}
