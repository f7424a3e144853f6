import { afterAll, beforeAll, expect, test } from "bun:test";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readDenials } from "../../src/cgroup/denials.ts";
import type { CgroupMounts } from "../../src/cgroup/mounts.ts";

const id = "a".repeat(64);
let root: string;

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "oom-"));
});

afterAll(() => rmSync(root, { recursive: true }));

/** A file of a hierarchy below the root. */
function file(path: string, text: string): void {
  mkdirSync(join(root, path, ".."), { recursive: true });
  writeFileSync(join(root, path), text);
}

const mountAt = (path: string) => ({ mountPoint: join(root, path), root: "/" });
const version1 = (path: string): CgroupMounts => ({ controllers: new Map([["memory", mountAt(path)]]), unified: undefined });
const version2 = (path: string): CgroupMounts => ({ controllers: new Map(), unified: mountAt(path) });
const events = (kills: number) => `low 0\nhigh 0\nmax 7\noom 9\noom_kill ${kills}\noom_group_kill 0\n`;
const control = (kills: number) => `oom_kill_disable 0\nunder_oom 0\noom_kill ${kills}\n`;

test("readDenials() reads the OOM kills of v2", () => {
  file(`two/machine.slice/libpod-${id}.scope/memory.events`, events(3));
  expect(readDenials(`/machine.slice/libpod-${id}.scope`, id, version2("two")).oomKills).toBe(3);
});

test("readDenials() reads the OOM kills of v2 where the container's directory still stands, not in one below that is gone", () => {
  file(`crun/libpod-${id}.scope/memory.events`, events(1));
  expect(readDenials(`/libpod-${id}.scope/container`, id, version2("crun")).oomKills).toBe(1);
});

test("readDenials() adds up the OOM kills of v1's directories below the container's, which count for themselves", () => {
  file(`one/libpod_parent/libpod-${id}/memory.oom_control`, control(1));
  file(`one/libpod_parent/libpod-${id}/system.slice/memory.oom_control`, control(2));
  file(`one/libpod_parent/libpod-${id}/system.slice/a.service/memory.oom_control`, control(4));
  file("one/libpod_parent/libpod-other/memory.oom_control", control(8));
  expect(readDenials(`/libpod_parent/libpod-${id}/init.scope`, id, version1("one")).oomKills).toBe(7);
});

test("readDenials() takes v1's memory controller on a hybrid machine", () => {
  file(`memory/libpod-${id}/memory.oom_control`, control(2));
  file(`unified/libpod-${id}/memory.events`, events(5));
  const hybrid = { controllers: version1("memory").controllers, unified: mountAt("unified") };
  expect(readDenials(`/libpod-${id}`, id, hybrid).oomKills).toBe(2);
});

test.each([
  ["a cgroup that is gone", `/libpod-${"b".repeat(64)}`, "b".repeat(64)],
  ["a cgroup that is not the container's own", "/system.slice/podman.service", id],
  ["a container that does not run", "", id],
])("readDenials() counts no OOM kills for %s", (_, path, container) => {
  file("none/system.slice/podman.service/memory.events", events(6));
  expect(readDenials(path, container, version2("none")).oomKills).toBe(0);
});

test("readDenials() counts no OOM kills where the kernel does not", () => {
  file(`old/libpod-${id}/memory.oom_control`, "oom_kill_disable 0\nunder_oom 0\n");
  expect(readDenials(`/libpod-${id}`, id, version1("old")).oomKills).toBe(0);
});

test.each([
  ["v1", () => ({ controllers: new Map([["pids", mountAt("pids-one")]]), unified: undefined }), "pids-one", 4],
  ["v2", () => version2("pids-two"), "pids-two", 1],
  ["no cgroup", () => version2("pids-none"), undefined, 0],
] as const)("readDenials() reads the denied processes of %s", (_, mounts, folder, count) => {
  if (folder !== undefined) file(`${folder}/libpod-${id}/pids.events`, `max ${count}\n`);
  expect(readDenials(`/libpod-${id}`, id, mounts()).processes).toBe(count);
});

test("readDenials() reads the denied processes of v2 where crun puts the process", () => {
  file(`pids-crun/libpod-${id}.scope/pids.events`, "max 0\n");
  file(`pids-crun/libpod-${id}.scope/container/pids.events`, "max 2\n");
  expect(readDenials(`/libpod-${id}.scope/container`, id, version2("pids-crun")).processes).toBe(2);
});
