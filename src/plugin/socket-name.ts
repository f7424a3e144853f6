/** The names of socket and directory, by which the owner is found: a killed plugin leaves both. */
import { readFileSync } from "node:fs";

/** The socket's name in its directory. */
export const socketName = "plugin.sock";

const prefix = "nomad-podman-";
const ours = /^nomad-podman-(\d{1,10})-(\d{1,20})-[A-Za-z0-9]{6}$/;

/** What the name of this process's own directory begins with; six letters of mkdtemp follow. */
export function ownPrefix(): string {
  return `${prefix}${process.pid}-${startOf(process.pid) ?? "0"}-`;
}

/** The process that a directory is named after. */
export function ownerOf(directory: string): { readonly pid: number; readonly start: string } | undefined {
  const [, pid, start] = ours.exec(directory) ?? [];
  return pid === undefined || start === undefined ? undefined : { pid: Number(pid), start };
}

/** When a process was started, in the kernel's ticks since boot: with the PID it names one process for good. Undefined: it is gone. */
export function startOf(pid: number): string | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "latin1");
    // The program's name stands in parentheses and may hold anything; the 20th field behind it is starttime.
    return text.slice(text.lastIndexOf(")") + 2).split(" ")[19];
  } catch {
    return undefined;
  }
}
