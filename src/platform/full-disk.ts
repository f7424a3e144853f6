import { rootCode } from "../core/errors.ts";

/** What is wrong with the disk of a file that could not be written, and what to do; undefined when the error is another one. */
export function fullDisk(error: unknown): string | undefined {
  const code = rootCode(error);
  if (code === "ENOSPC") return "its disk is full: free space or inodes there (df, df -i)";
  if (code === "EDQUOT") return "the quota of its disk is used up: free space there, or raise it";
  return undefined;
}
