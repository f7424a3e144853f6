/** Where the cgroup hierarchies of this machine are mounted: v1 (one mount a controller), v2, or both side by side. */
import { readFileSync } from "node:fs";

export interface CgroupMount {
  readonly mountPoint: string;
  /** Path inside the hierarchy that the mount shows; `/` unless the plugin runs in a container. */
  readonly root: string;
}

export interface CgroupMounts {
  /** v1 controllers by name: `cpu`, `cpuacct`, `memory`… */
  readonly controllers: ReadonlyMap<string, CgroupMount>;
  readonly unified: CgroupMount | undefined;
}

/** Controllers whose files are read. */
const wanted = ["cpu", "cpuacct", "memory", "pids"];

/** The text of /proc/self/mountinfo, read for cgroup mounts. */
export function parseCgroupMounts(mountinfo: string): CgroupMounts {
  const controllers = new Map<string, CgroupMount>();
  let unified: CgroupMount | undefined;
  for (const line of mountinfo.split("\n")) {
    const [before = "", after = ""] = line.split(" - ");
    const [, , , root, mountPoint] = before.split(" ");
    const [type, , superOptions = ""] = after.split(" ");
    if (root === undefined || mountPoint === undefined) continue;
    const mount = { mountPoint: unescaped(mountPoint), root: unescaped(root) };
    if (type === "cgroup2") unified ??= mount;
    if (type !== "cgroup") continue;
    for (const option of superOptions.split(",")) {
      if (wanted.includes(option) && !controllers.has(option)) controllers.set(option, mount);
    }
  }
  return { controllers, unified };
}

let known: CgroupMounts | undefined;

/** The mounts of this process; read once, they do not change while a plugin runs. */
export function cgroupMounts(): CgroupMounts {
  known ??= parseCgroupMounts(readFileSync("/proc/self/mountinfo", "utf8"));
  return known;
}

/** A path of mountinfo, which writes space, tab, newline and backslash as three octal digits. */
export function unescaped(text: string): string {
  return text.replace(/\\([0-7]{3})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 8)));
}
