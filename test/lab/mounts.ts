import { readFileSync } from "node:fs";
import { run } from "./run.ts";

/** The mount points at or below a directory, innermost first. */
export function mountsBelow(directory: string): string[] {
  const points = readFileSync("/proc/self/mountinfo", "utf8")
    .split("\n")
    .map((line) => (line.split(" ")[4] ?? "").replace(/\\([0-7]{3})/g, (_, octal) => String.fromCharCode(parseInt(octal, 8))));
  return points.filter((point) => point === directory || point.startsWith(`${directory}/`)).reverse();
}

/** Unmounts everything at or below a directory: what Nomad and Podman leave mounted when they are killed. */
export async function unmountBelow(directory: string): Promise<void> {
  for (const point of mountsBelow(directory)) {
    await run(["umount", "--lazy", point]);
  }
}
