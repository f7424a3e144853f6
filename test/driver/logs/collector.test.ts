import { expect, test } from "bun:test";
import {
  appendFileSync,
  closeSync,
  constants,
  existsSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { createLogCollector } from "../../../src/driver/logs/collector.ts";
import { systemClock } from "../../../src/platform/system-clock.ts";
import { waitFor } from "../../lab/wait-for.ts";
import { LoggedLines, LogPlace, logLine, pumpChild, readToEnd, takenFrom } from "./fixtures.ts";

function collector({ positionDirectory }: LogPlace) {
  const logger = new LoggedLines();
  return { logger, ...createLogCollector({ logger, clock: systemClock, positionDirectory }) };
}

test("the log collector delivers both streams as they were written, and then end of file", async () => {
  using place = new LogPlace();
  const read = Promise.all([readToEnd(place.stdoutPath), readToEnd(place.stderrPath)]);
  const { attach, logger } = collector(place);
  const session = attach(place.task());
  appendFileSync(place.logPath, logLine("stdout", "one") + logLine("stderr", "two"));
  await Bun.sleep(20);
  appendFileSync(place.logPath, logLine("stdout", "no newline", "P"));
  await session.finish();
  const [out, err] = await read;
  expect([out.toString(), err.toString()]).toEqual(["one\nno newline", "two\n"]);
  expect(logger.lines).toEqual([]);
});

test("the log collector loses nothing when the plugin is killed again and again under load", async () => {
  using place = new LogPlace();
  const read = Promise.all([readToEnd(place.stdoutPath), readToEnd(place.stderrPath)]);
  const start = (resume: boolean) => pumpChild(place, { resume });
  const wanted = 400_000;
  let written = 0;
  const write = (count: number) => {
    let text = "";
    for (const end = written + count; written < end; written += 1) {
      text += logLine(written % 3 === 0 ? "stderr" : "stdout", `line ${written} ${"x".repeat(written % 97)}`);
    }
    appendFileSync(place.logPath, text);
  };
  let child = await start(false);
  for (let kills = 0; kills < 6; kills += 1) {
    const goal = ((kills + 1) * wanted) / 8;
    while (written < goal) {
      write(2_000);
      await Bun.sleep(0);
    }
    child.kill("SIGKILL");
    await child.exited;
    write(2_000);
    child = await start(true);
  }
  write(wanted - written);
  child.stdin.write("finish\n");
  child.stdin.flush();
  expect(await child.exited).toBe(0);
  const [out, err] = await read;
  expect(missing(out, (line) => line % 3 !== 0, wanted)).toEqual({ torn: [], lost: [] });
  expect(missing(err, (line) => line % 3 === 0, wanted)).toEqual({ torn: [], lost: [] });
  // What was delivered takes no disk any more, but for less than one of the pieces of 4 MiB in which it is given back.
  expect(statSync(place.logPath).size).toBeGreaterThan(30_000_000);
  expect(statSync(place.logPath).blocks * 512).toBeLessThan(5_000_000);
}, 60_000);

/** Lines that are not whole, and numbers that do not come in their order; a repeated stretch is allowed. */
function missing(bytes: Buffer, belongs: (line: number) => boolean, count: number) {
  const torn: string[] = [];
  const lost: number[] = [];
  let next = 0;
  const skip = () => {
    while (next < count && !belongs(next)) next += 1;
  };
  skip();
  for (const line of bytes.toString().trimEnd().split("\n")) {
    const match = /^line (\d+) (x*)$/.exec(line);
    const number = Number(match?.[1]);
    if (match === null || match[2]?.length !== number % 97) torn.push(line);
    else if (number > next) lost.push(next);
    if (match === null || number < next) continue;
    next = number + 1;
    skip();
  }
  if (next < count) lost.push(next);
  return { torn: torn.slice(0, 5), lost: lost.slice(0, 5) };
}

test("the log collector waits for a slow reader and loses nothing", async () => {
  using place = new LogPlace();
  const slow = Bun.spawn(["sh", "-c", `exec < "$0"; sleep 0.5; wc -c`, place.stdoutPath], { stdout: "pipe" });
  const { attach } = collector(place);
  const session = attach(place.task({ stderrPath: "/dev/null" }));
  const line = logLine("stdout", "x".repeat(7_999));
  appendFileSync(place.logPath, line.repeat(1_000));
  await session.finish();
  expect((await new Response(slow.stdout).text()).trim()).toBe("8000000");
});

test("the log collector takes all the time that a slow reader needs, and gives up on one that stopped", async () => {
  using place = new LogPlace();
  const got = join(place.allocDir, "got");
  // 40 pauses, and then all that is left; a pause is much shorter than what is waited for a reader that takes nothing.
  const script = `exec < "$0"; for i in $(seq 40); do dd bs=100000 count=1 iflag=fullblock; sleep 0.05; done > "$1" 2>/dev/null; cat >> "$1"`;
  const slow = Bun.spawn(["sh", "-c", script, place.stdoutPath, got]);
  const clock = { ...systemClock, sleep: (time: number, signal?: AbortSignal) => systemClock.sleep(time / 5, signal) };
  const logger = new LoggedLines();
  const { attach } = createLogCollector({ logger, clock, positionDirectory: place.positionDirectory });
  const session = attach(place.task({ stderrPath: "/dev/null" }));
  appendFileSync(place.logPath, logLine("stdout", "x".repeat(7_999)).repeat(700));
  await session.finish();
  await slow.exited;
  expect(statSync(got).size).toBe(5_600_000);
  expect(logger.lines).toEqual([]);
  const unread = attach(place.task({ stderrPath: "/dev/null" }));
  await unread.finish();
  expect(logger.lines.join()).toContain("the rest is lost");
}, 60_000);

test("the log collector's preparation becomes the session's", async () => {
  using place = new LogPlace();
  const read = readToEnd(place.stdoutPath);
  const { prepare, attach } = collector(place);
  const task = place.task({ stderrPath: "" });
  const session = attach(task, prepare(task, { ...task, options: {} }));
  appendFileSync(place.logPath, logLine("stdout", "one"));
  await session.finish();
  expect((await read).toString()).toBe("one\n");
});

test("the log collector leaves nobody at the FIFOs of a task that did not start", async () => {
  using place = new LogPlace();
  const paths = [place.stdoutPath, place.stderrPath];
  // A reader that comes when all is over would wait for a writer for ever.
  const held = paths.map((path) => openSync(path, constants.O_RDWR));
  const read = Promise.all(paths.map(readToEnd));
  const task = place.task();
  await collector(place)
    .prepare(task, { ...task, options: {} })
    ?.drop();
  await waitFor("the readers", async () => paths.every((path) => existsSync(takenFrom(path))));
  for (const fd of held) closeSync(fd);
  expect((await read).join("")).toBe("");
});

test("the log collector repeats nothing for the next plugin", async () => {
  using place = new LogPlace();
  const read = readToEnd(place.stdoutPath);
  const first = collector(place).attach(place.task());
  appendFileSync(place.logPath, logLine("stdout", "one"));
  await Bun.sleep(50);
  first.abandon();
  appendFileSync(place.logPath, logLine("stdout", "two"));
  await collector(place)
    .attach(place.task({ resume: true }))
    .finish();
  expect((await read).toString()).toBe("one\ntwo\n");
});

test("the log collector forgets the position of an earlier container", async () => {
  using place = new LogPlace();
  const stdoutPath = join(place.allocDir, "out");
  const pass = async (resume: boolean) => {
    writeFileSync(stdoutPath, "");
    await collector(place)
      .attach(place.task({ resume, stdoutPath, stderrPath: "" }))
      .finish();
    return Bun.file(stdoutPath).text();
  };
  appendFileSync(place.logPath, logLine("stdout", "one"));
  expect(await pass(false)).toBe("one\n");
  expect(await pass(true)).toBe("");
  expect(await pass(false)).toBe("one\n");
});

test("the log collector follows a log that conmon rotates", async () => {
  using place = new LogPlace();
  const read = readToEnd(place.stdoutPath);
  const { attach } = collector(place);
  const session = attach(place.task());
  appendFileSync(place.logPath, logLine("stdout", "one"));
  await Bun.sleep(100);
  writeFileSync(`${place.logPath}.new`, logLine("stdout", "two"));
  renameSync(`${place.logPath}.new`, place.logPath);
  await Bun.sleep(100);
  await session.finish();
  expect((await read).toString()).toBe("one\ntwo\n");
});

test("the log collector writes to a regular file as well", async () => {
  using place = new LogPlace();
  rmSync(place.stdoutPath);
  writeFileSync(place.stdoutPath, "before\n");
  appendFileSync(place.logPath, logLine("stdout", "after"));
  await collector(place)
    .attach(place.task({ stderrPath: "" }))
    .finish();
  expect(await Bun.file(place.stdoutPath).text()).toBe("before\nafter\n");
});

test.each(["alloc/logs/.task.stdout.fifo", "alloc/logs", "alloc"])(
  "the log collector refuses a symlink at %s",
  async (planted) => {
    using place = new LogPlace();
    const path = join(place.allocDir, planted);
    renameSync(path, join(place.allocDir, "elsewhere"));
    symlinkSync(join(place.allocDir, "elsewhere"), path);
    const { attach, logger } = collector(place);
    appendFileSync(place.logPath, logLine("stdout", "secret"));
    await attach(place.task()).finish();
    expect(logger.lines.join()).toContain("a component of it is a symbolic link");
  },
);

test.each([
  ["none", { driver: "none" }],
  ["disable_log_collection", { collected: false }],
] as const)("the log collector leaves the FIFOs alone with %s", async (_, changes) => {
  using place = new LogPlace();
  appendFileSync(place.logPath, logLine("stdout", "x"));
  // Opening a FIFO that is not there would be reported.
  rmSync(place.stdoutPath);
  const { attach, logger } = collector(place);
  await attach(place.task(changes)).finish();
  expect(logger.lines).toEqual([]);
});

test("the log collector does not take an earlier plugin's output in a regular file for unread", async () => {
  using place = new LogPlace();
  const [stdoutPath, stderrPath] = [join(place.allocDir, "out"), join(place.allocDir, "err")];
  writeFileSync(stdoutPath, "from before\n");
  writeFileSync(stderrPath, "from before\n");
  const { attach, logger } = collector(place);
  await attach(place.task({ stdoutPath, stderrPath, resume: true })).finish();
  expect(logger.lines).toEqual([]);
});
