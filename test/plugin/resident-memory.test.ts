import { expect, test } from "bun:test";
import { codeRanges } from "../../src/plugin/resident-memory.ts";

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
