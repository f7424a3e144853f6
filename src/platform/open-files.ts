/** The limits of open files, which no call of this process can do anything about but wait. */
import { closeSync, openSync } from "node:fs";
import { rootCode } from "../core/errors.ts";

const advice: Readonly<Record<string, string>> = {
  EMFILE: "the driver may open no more files: raise the limit of the Nomad agent (LimitNOFILE of its service, ulimit -n)",
  ENFILE: "the node may open no more files: raise fs.file-max",
};

/** What to do about an error for which no file descriptor was left; undefined for any other. */
export function noMoreFiles(error: unknown): string | undefined {
  return advice[rootCode(error)];
}

/** @throws EMFILE or ENFILE unless so many more files can be opened now: nothing is begun that would have to be undone halfway */
export function needFiles(count: number): void {
  const taken: number[] = [];
  try {
    while (taken.length < count) taken.push(openSync("/dev/null", "r"));
  } finally {
    for (const fd of taken) closeSync(fd);
  }
}

/** Whether a file can be opened now, in the same words: Bun.connect calls it ECONNREFUSED when none can. */
export function filesUsedUp(): string | undefined {
  try {
    needFiles(1);
    return undefined;
  } catch (error) {
    return noMoreFiles(error);
  }
}
