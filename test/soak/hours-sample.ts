import { readdirSync, readFileSync } from "node:fs";
import { loadavg } from "node:os";
import { keepersOf } from "./leftovers.ts";

/** What about a minute cost. Megabytes are 1,000,000 bytes; percent are of one core. */
export interface HoursSample {
  /** At its end, since the first task ran. */
  readonly minute: number;
  readonly pluginResident: number;
  /** Without the pages of the executable, which the kernel takes and brings back as it likes. */
  readonly pluginAnonymous: number;
  readonly pluginCpu: number;
  readonly pluginDescriptors: number;
  readonly keepers: number;
  /** Of all FIFO keepers together; pages that several share count once. */
  readonly keepersProportional: number;
  readonly podmanResident: number;
  readonly podmanCpu: number;
  /** To Podman, a minute. */
  readonly requests: number;
  /** From StartTask to the task's first line: the median of the starts since the last sample. */
  readonly startMilliseconds: number;
  /** Of the machine, over one minute. */
  readonly load: number;
}

interface Span {
  readonly minute: number;
  /** Since the last sample. */
  readonly minutes: number;
  readonly plugin: ProcessTime;
  readonly podman: ProcessTime;
  readonly directory: string;
  readonly requests: number;
  readonly startMilliseconds: readonly number[];
}

export function hoursSample(span: Span): HoursSample {
  const { minute, minutes, plugin, podman, directory, requests, startMilliseconds } = span;
  const keepers = keepersOf(directory);
  return {
    minute: rounded(minute),
    pluginResident: megabytes(plugin.pid, "status", "VmRSS"),
    pluginAnonymous: megabytes(plugin.pid, "status", "RssAnon"),
    pluginCpu: plugin.percent(),
    pluginDescriptors: readdirSync(`/proc/${plugin.pid}/fd`).length,
    keepers: keepers.length,
    keepersProportional: rounded(keepers.reduce((sum, pid) => sum + megabytes(pid, "smaps_rollup", "Pss"), 0)),
    podmanResident: megabytes(podman.pid, "status", "VmRSS"),
    podmanCpu: podman.percent(),
    requests: Math.round(requests / minutes),
    startMilliseconds: Math.round(startMilliseconds.toSorted((a, b) => a - b)[startMilliseconds.length >> 1] ?? 0),
    load: rounded(loadavg()[0] ?? 0),
  };
}

/** CPU time of a process and of those that it has waited for. */
export class ProcessTime {
  readonly pid: number;
  #last: { readonly used: number; readonly at: number };

  constructor(pid: number) {
    this.pid = pid;
    this.#last = { used: usedMilliseconds(pid), at: performance.now() };
  }

  /** Of one core, since the last call. */
  percent(): number {
    const now = { used: usedMilliseconds(this.pid), at: performance.now() };
    const { used, at } = this.#last;
    this.#last = now;
    return rounded((100 * (now.used - used)) / (now.at - at));
  }
}

/** USER_HZ is 100 on every Linux that Nomad runs on. */
function usedMilliseconds(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  // The program's name, in parentheses, may hold anything; utime is the twelfth field after it.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks) * 10, 0);
}

/** 0 for a process that has ended. */
function megabytes(pid: number, file: "status" | "smaps_rollup", name: string): number {
  try {
    const kibibytes = new RegExp(`^${name}:\\s+(\\d+) kB$`, "m").exec(readFileSync(`/proc/${pid}/${file}`, "utf8"))?.[1];
    return rounded((Number(kibibytes ?? 0) * 1024) / 1e6);
  } catch {
    return 0;
  }
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}
