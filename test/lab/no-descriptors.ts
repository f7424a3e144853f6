import { closeSync, openSync, readFileSync } from "node:fs";
import { check } from "./run.ts";

/** Acts while this process may open no more files, or so many. What is asynchronous in it should open none of its own. */
export async function withoutDescriptors<T>(act: () => T | Promise<T>, left = 0): Promise<T> {
  const [, soft = "", hard = ""] = /^Max open files +(\d+) +(\d+)/m.exec(readFileSync("/proc/self/limits", "utf8")) ?? [];
  const limit = (most: string) => check(["prlimit", `--pid=${process.pid}`, `--nofile=${most}:${hard}`]);
  await limit("256");
  const taken: number[] = [];
  try {
    for (;;) taken.push(openSync("/dev/null", "r"));
  } catch {
    // None is left.
  }
  for (const fd of taken.splice(0, left)) closeSync(fd);
  try {
    return await act();
  } finally {
    for (const fd of taken) closeSync(fd);
    await limit(soft);
  }
}
