import { expect, spyOn, test } from "bun:test";
import { readFileSync, readlinkSync } from "node:fs";
import { silentLogger } from "../../src/core/silent-logger.ts";
import { codeRanges, memoryRelease } from "../../src/plugin/resident-memory.ts";
import { launchPlugin } from "../lab/plugin-client.ts";
import { waitFor } from "../lab/wait-for.ts";

const maps = `00200000-01a39000 r--p 00000000 fe:00 5383573                            /opt/plugins/driver x
01a40000-0684a000 r-xp 01838000 fe:00 5383573                            /opt/plugins/driver x
06867000-06e7f000 rw-p 0665e000 fe:00 5383573                            /opt/plugins/driver x
07000000-07001000 rwxp 0665e000 fe:00 5383573                            /opt/plugins/driver x
7f8aaa408000-7f8aaa55e000 r-xp 00026000 fe:00 326269                     /usr/lib/x86_64-linux-gnu/libc.so.6
7ffd00000000-7ffd00001000 r-xp 00000000 00:00 0                          [vdso]
`;

test("codeRanges finds the executable's own code and nothing that can be written", () => {
  expect(codeRanges(maps, "/opt/plugins/driver x")).toEqual([{ start: 0x01a40000, length: 0x0684a000 - 0x01a40000 }]);
});

test("memoryRelease collects and gives the code's pages back once it is quiet, however often it was asked", async () => {
  const collect = spyOn(Bun, "gc");
  try {
    const release = memoryRelease(silentLogger);
    for (let asked = 0; asked < 5; asked += 1) release(20);
    expect(collect).not.toHaveBeenCalled();
    const before = residentCode(process.pid);
    await waitFor("less resident code", () => residentCode(process.pid) < before, { interval: 5 });
    await Bun.sleep(100);
    expect(collect).toHaveBeenCalledTimes(1);
  } finally {
    collect.mockRestore();
  }
});

test("a plugin gives memory back once it has been configured, and after tasks were started", async () => {
  const plugin = await launchPlugin();
  try {
    const givesBack = (before: number) =>
      waitFor("less resident code", () => residentCode(plugin.pid) < before, { interval: 10 });
    const launched = residentCode(plugin.pid);
    await plugin.setConfig({ socket_path: "unix:///nonexistent/podman.sock" });
    await givesBack(launched);
    for (const start of [() => plugin.driver.StartTask({}), () => plugin.driver.RecoverTask({})]) {
      await start().catch(() => undefined);
      await givesBack(residentCode(plugin.pid));
    }
  } finally {
    await plugin.kill();
  }
});

/** Kilobytes of a process's own executable that are resident and code. */
function residentCode(pid: number): number {
  const executable = readlinkSync(`/proc/${pid}/exe`);
  const code = /^[0-9a-f]+-[0-9a-f]+ r-xp ([^\n]*)\n(?:[A-Z][^\n]*\n)*?Rss: +(\d+) kB/gm;
  const found = [...readFileSync(`/proc/${pid}/smaps`, "utf8").matchAll(code)];
  return found.reduce((sum, [, mapped = "", resident]) => (mapped.endsWith(executable) ? sum + Number(resident) : sum), 0);
}
