import { expect, test } from "bun:test";
import {
  appendFileSync,
  chownSync,
  closeSync,
  copyFileSync,
  linkSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { createLogCollector } from "../../../src/driver/logs/collector.ts";
import { LogStateFile } from "../../../src/driver/logs/position-file.ts";
import { LogPositions } from "../../../src/driver/logs/positions.ts";
import { punchHole } from "../../../src/platform/libc.ts";
import { systemClock } from "../../../src/platform/system-clock.ts";
import { Cleanup } from "../../lab/cleanup.ts";
import { forFile } from "../../lab/for-file.ts";
import { check, run } from "../../lab/run.ts";
import { scratchDirectory } from "../../lab/scratch.ts";
import { LoggedLines, LogPlace, logLine, pumpChild, readToEnd } from "./fixtures.ts";

const cleanup = forFile(new Cleanup());
const isRoot = process.getuid?.() === 0;
const noFailure = (error: unknown) => {
  throw error;
};

/** The one file in a directory. */
function only(directory: string): string {
  const [name = "", ...others] = readdirSync(directory);
  expect(others).toEqual([]);
  return join(directory, name);
}

function attach(place: LogPlace, resume = false) {
  const logger = new LoggedLines();
  const { positionDirectory } = place;
  const session = createLogCollector({ logger, clock: systemClock, positionDirectory }).attach(place.task({ resume }));
  return { session, logger };
}

test("a plugin whose position file is cut short again and again goes on", async () => {
  using place = new LogPlace();
  const read = Promise.all([readToEnd(place.stdoutPath), readToEnd(place.stderrPath)]);
  const child = await pumpChild(place);
  const count = 2_000;
  const position = only(place.positionDirectory);
  for (let line = 0; line < count; line += 1) {
    truncateSync(position, 0);
    appendFileSync(place.logPath, logLine("stdout", `line ${line}`));
    if (line % 100 === 0) await Bun.sleep(5);
  }
  child.stdin.write("finish\n");
  await child.stdin.end();
  expect(await child.exited).toBe(0);
  expect((await read).join("")).toBe(Array.from({ length: count }, (_, line) => `line ${line}\n`).join(""));
}, 60_000);

test.skipIf(!isRoot).each([
  ["is full when the task starts", true],
  ["becomes full", false],
])("a plugin goes on where the disk of the positions %s", async (_, atStart) => {
  using place = new LogPlace();
  const small = scratchDirectory(cleanup);
  await check(["mount", "-t", "tmpfs", "-o", "size=128k", "none", small]);
  const logPath = join(small, "c/ctr.log");
  place.makeLog(logPath);
  const fill = () => run(["dd", "if=/dev/zero", `of=${join(small, "filler")}`, "bs=4k"]);
  const read = Promise.all([readToEnd(place.stdoutPath), readToEnd(place.stderrPath)]);
  appendFileSync(logPath, logLine("stdout", "one"));
  if (atStart) await fill();
  const child = await pumpChild(place, { logPath, positionDirectory: small }, "pipe");
  if (!atStart) await fill();
  appendFileSync(logPath, logLine("stdout", "two"));
  child.stdin.write("finish\n");
  await child.stdin.end();
  const said = await new Response(child.stderr).text();
  await child.exited;
  expect((await read).join("")).toBe("one\ntwo\n");
  expect(said).toBe(
    atStart ? "warn the position in the log cannot be kept: after a crash of the plugin lines may be repeated\n" : "",
  );
  expect(child.signalCode).toBeNull();
});

test("a process that a position names is left alone unless it holds the task's FIFOs", async () => {
  using place = new LogPlace();
  const bystander = Bun.spawn(["sleep", "60"]);
  const stat = readFileSync(`/proc/${bystander.pid}/stat`, "latin1");
  const startTime = Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19]);
  attach(place).session.abandon();
  const file = LogStateFile.reopen(only(place.positionDirectory), noFailure);
  for (const { pid } of file?.keepers ?? []) if (pid > 0) process.kill(pid);
  for (const slot of [0, 1] as const) file?.setKeeper(slot, { pid: bystander.pid, startTime });
  file?.close();
  const read = Promise.all([readToEnd(place.stdoutPath), readToEnd(place.stderrPath)]);
  const { session } = attach(place, true);
  await session.finish();
  // One that was killed by then does not end by this.
  bystander.kill("SIGTERM");
  await bystander.exited;
  expect(bystander.signalCode).toBe("SIGTERM");
  await read;
});

test("nothing is kept in the allocation of a task whose log is followed", () => {
  using place = new LogPlace();
  const before = readdirSync(place.allocDir);
  const positionDirectory = scratchDirectory(cleanup);
  const containers = { logs: () => (async function* () {})() };
  const { attach: follow } = createLogCollector({ logger: new LoggedLines(), clock: systemClock, positionDirectory });
  follow(place.task({ driver: "journald", logPath: "", containers })).abandon();
  expect(readdirSync(place.allocDir)).toEqual(before);
  expect(lstatSync(only(positionDirectory)).mode & 0o777).toBe(0o600);
});

test("a position goes when its task is destroyed, or its allocation is gone, and no other does", () => {
  const directory = scratchDirectory(cleanup);
  const [here, gone] = [scratchDirectory(cleanup), scratchDirectory(cleanup)];
  const now = { milliseconds: 0 };
  const positions = new LogPositions(directory, new LoggedLines(), { monotonic: () => now.milliseconds });
  const owner = (allocDir: string, containerId: string) => ({ allocDir, containerId, taskName: "t", way: "file" as const });
  for (const one of [owner(here, "a"), owner(here, "b"), owner(gone, "c")]) positions.open(one, false).close();
  expect(readdirSync(directory)).toHaveLength(3);
  writeFileSync(join(directory, "not-a-position"), new Uint8Array(1_000));
  positions.forget(owner(here, "a"));
  expect(readdirSync(directory)).toHaveLength(3);
  rmSync(gone, { recursive: true });
  // A sweep reads the position of every task: a hundred that end together are one reason for it, not a hundred.
  positions.forget(owner(here, "a"));
  expect(readdirSync(directory)).toHaveLength(3);
  now.milliseconds += 60_000;
  positions.forget(owner(here, "a"));
  expect(readdirSync(directory)).toHaveLength(2);
  expect(readdirSync(directory)).toContain("not-a-position");
  expect(positions.open(owner(here, "b"), true).resumed).toBe(true);
});

test("a plugin that begins removes the positions of allocations that are gone", () => {
  const directory = scratchDirectory(cleanup);
  const [here, gone] = [scratchDirectory(cleanup), scratchDirectory(cleanup)];
  const owner = (allocDir: string) => ({ allocDir, containerId: "c", taskName: "t", way: "file" as const });
  const before = new LogPositions(directory, new LoggedLines(), systemClock);
  for (const allocDir of [here, gone]) before.open(owner(allocDir), false).close();
  rmSync(gone, { recursive: true });
  new LogPositions(directory, new LoggedLines(), systemClock).open(owner(here), true).close();
  expect(readdirSync(directory)).toHaveLength(1);
});

test("the directory of the positions is closed to others", () => {
  const directory = join(scratchDirectory(cleanup), "nomad-driver-podman/log-positions");
  mkdirSync(directory, { recursive: true, mode: 0o755 });
  const owner = { allocDir: "/", containerId: "c", taskName: "t", way: "file" } as const;
  new LogPositions(directory, new LoggedLines(), systemClock).open(owner, false).close();
  expect(lstatSync(directory).mode & 0o777).toBe(0o700);
});

test("a position that was being noted when the plugin was killed is the old one or the new one", () => {
  const path = join(scratchDirectory(cleanup), "position");
  const next = `${path}.next`;
  LogStateFile.create(path, "/alloc", noFailure).replace(1, 2, 3);
  copyFileSync(path, next);
  LogStateFile.reopen(next, noFailure)?.replace(4, 5, 6);
  const [before, after] = [readFileSync(path), readFileSync(next)];
  const seen = new Set<string>();
  for (let bytes = 0; bytes <= after.length; bytes += 1) {
    writeFileSync(path, Buffer.concat([after.subarray(0, bytes), before.subarray(bytes)]));
    const file = LogStateFile.reopen(path, noFailure);
    seen.add([0, 1, 2].map((index) => file?.read(index as 0 | 1 | 2)).join());
    file?.close();
  }
  expect([...seen].sort()).toEqual(["1,2,3", "4,5,6"]);
});

test.each<[string, (path: string, other: string) => void]>([
  ["a symbolic link", (path, other) => symlinkSync(other, path)],
  ["a second name", (path, other) => linkSync(other, path)],
  ["a file that is too short", (path) => writeFileSync(path, "x")],
  ["a file of zeros", (path) => writeFileSync(path, new Uint8Array(300))],
  ["a FIFO", (path) => void Bun.spawnSync(["mkfifo", path])],
  ...(isRoot
    ? [
        [
          "somebody else's file",
          (path: string, other: string) => {
            copyFileSync(other, path);
            chownSync(path, 4321, 4321);
          },
        ] as [string, (path: string, other: string) => void],
      ]
    : []),
])("a position is not taken from %s, which is replaced and not written to", (_, plant) => {
  const directory = scratchDirectory(cleanup);
  const owner = { allocDir: "/", containerId: "c", taskName: "t", way: "file" } as const;
  const positions = new LogPositions(directory, new LoggedLines(), systemClock);
  const file = positions.open(owner, false);
  file.replace(7, 8, 9);
  file.close();
  const path = only(directory);
  const other = join(scratchDirectory(cleanup), "other");
  renameSync(path, other);
  const content = readFileSync(other);
  plant(path, other);
  const opened = positions.open(owner, true);
  expect([opened.resumed, opened.read(0)]).toEqual([false, 0]);
  opened.replace(1, 1, 1);
  opened.close();
  expect(readFileSync(other)).toEqual(content);
  expect(positions.open(owner, true).resumed).toBe(true);
});

test("a log whose position is lost is delivered from the oldest whole line that it still holds", async () => {
  using place = new LogPlace();
  const read = Promise.all([readToEnd(place.stdoutPath), readToEnd(place.stderrPath)]);
  const lines = Array.from({ length: 1_000 }, (_, line) => `line ${line}`);
  appendFileSync(place.logPath, lines.map((line) => logLine("stdout", line)).join(""));
  const file = Bun.file(place.logPath);
  const fd = openSync(place.logPath, "r+");
  expect(punchHole(fd, 0, 8192)).toBe(true);
  closeSync(fd);
  const whole = (await file.text()).slice(8192).split("\n").slice(1, -1);
  const { session, logger } = attach(place, true);
  await session.finish();
  const expected = whole.map((line) => `${line.slice(line.indexOf(" line ") + 1)}\n`).join("");
  expect((await read)[0].toString()).toBe(expected);
  expect(logger.lines).toEqual([
    "warn the position in the log is lost: what the log still holds is delivered, also what was delivered before",
  ]);
});
