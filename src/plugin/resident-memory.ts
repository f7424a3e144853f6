import { readFileSync, readlinkSync } from "node:fs";
import { messageOf } from "../core/errors.ts";
import type { Logger } from "../core/logger.ts";
import { after, type LongTimer } from "../platform/timers.ts";

/**
 * Milliseconds until it is quiet: by then what Nomad asks at the start has been answered, or the tasks that came together
 * have been started. What comes later finds its pages in the page cache.
 */
export const quietAfter = { configuration: 100, taskStart: 3_000 } as const;
/** MADV_DONTNEED of madvise(2): the pages are read again from the executable when they are next needed. */
const dontNeed = 4;
/** glibc, musl. */
const libraries: readonly string[] = ["libc.so.6", "libc.so", "libc.musl-x86_64.so.1", "libc.musl-aarch64.so.1"];

/** Part of the address space. */
export interface Range {
  readonly start: number;
  readonly length: number;
}

/**
 * Gives back what only a start needed, of the plugin or of tasks: garbage, and the pages of the runtime's code. A start
 * touches 30 MB of a code that needs a quarter of it to run on, and without pressure the kernel never asks for them.
 *
 * @returns schedules it after n milliseconds; a further call starts the time again
 */
export function memoryRelease(logger: Logger): (milliseconds: number) => void {
  let timer: LongTimer | undefined;
  return (milliseconds) => {
    timer?.cancel();
    timer = after(milliseconds, () => {
      release().catch((error: unknown) => logger.trace("memory was not released", { error: messageOf(error) }));
    }).unref();
  };
}

async function release(): Promise<void> {
  Bun.gc(true);
  const ranges = codeRanges(readFileSync("/proc/self/maps", "utf8"), readlinkSync("/proc/self/exe"));
  const { dlopen } = await import("bun:ffi");
  const names = { madvise: { args: ["usize", "usize", "i32"], returns: "i32" } } as const;
  for (const library of libraries) {
    let libc: ReturnType<typeof dlopen<typeof names>>;
    try {
      libc = dlopen(library, names);
    } catch {
      continue;
    }
    for (const { start, length } of ranges) libc.symbols.madvise(start, length, dontNeed);
    return;
  }
}

/**
 * Where the executable's code is mapped, from /proc/PID/maps. Only ranges that nobody can write: what is written to is
 * not what the executable holds, and would be lost.
 */
export function codeRanges(maps: string, executable: string): readonly Range[] {
  return maps.split("\n").flatMap((line) => {
    const [, start, end, permissions] = /^([0-9a-f]+)-([0-9a-f]+) (\S+) /.exec(line) ?? [];
    if (start === undefined || end === undefined || permissions !== "r-xp" || !line.endsWith(` ${executable}`)) return [];
    const first = Number.parseInt(start, 16);
    return [{ start: first, length: Number.parseInt(end, 16) - first }];
  });
}
