import { expect, spyOn, test } from "bun:test";
import { appendFileSync, closeSync, fstatSync, mkdirSync, openSync, renameSync, rmSync } from "node:fs";
import { ChunkBuffer } from "../../../src/driver/logs/chunk-buffer.ts";
import { createLogCollector } from "../../../src/driver/logs/collector.ts";
import { LogOutputs } from "../../../src/driver/logs/outputs.ts";
import { systemClock } from "../../../src/platform/system-clock.ts";
import { waitFor } from "../../lab/wait-for.ts";
import { LoggedLines, LogPlace, logLine, readToEnd } from "./fixtures.ts";

/** Waits of seconds never end: what needs one does not come. */
const clock: typeof systemClock = {
  ...systemClock,
  sleep: (milliseconds, signal) =>
    milliseconds >= 1_000 ? new Promise(() => undefined) : systemClock.sleep(milliseconds, signal),
};

function attach(place: LogPlace) {
  const logger = new LoggedLines();
  const { positionDirectory } = place;
  return { logger, session: createLogCollector({ logger, clock, positionDirectory }).attach(place.task()) };
}

test("a log that can no longer be read is reported at once and at the task's end, which waits for nobody", async () => {
  using place = new LogPlace();
  const read = Promise.all([readToEnd(place.stdoutPath), readToEnd(place.stderrPath)]);
  const { session, logger } = attach(place);
  appendFileSync(place.logPath, logLine("stdout", "one"));
  await Bun.sleep(50);
  // conmon's next file is none.
  renameSync(place.logPath, `${place.logPath}.old`);
  mkdirSync(place.logPath);
  await waitFor("the failure", () => logger.lines.length > 0);
  // Whoever gets the number of the descriptor that was closed keeps it.
  const others = Array.from({ length: 20 }, () => openSync("/dev/null", "r"));
  await session.finish();
  for (const fd of others) {
    expect(fstatSync(fd).isCharacterDevice()).toBe(true);
    closeSync(fd);
  }
  expect((await read)[0].toString()).toBe("one\n");
  expect(logger.lines.map((line) => line.replace(/ \{.*/, ""))).toEqual([
    "error the task's log cannot be delivered",
    "warn the rest of the task's output is lost: it could not be delivered",
  ]);
  expect(place.reported).toEqual([
    expect.stringMatching(/^Output lost: the task's output is delivered no more: it is a directory, not a file/),
    expect.stringMatching(/^Output lost: the rest of the task's output could not be delivered: it is a directory, not a file/),
  ]);
}, 10_000);

test("the buffers of the last task's log are given back when it has ended", async () => {
  using place = new LogPlace();
  rmSync(place.stderrPath);
  const read = readToEnd(place.stdoutPath);
  const steps: string[] = [];
  const spies = (["load", "release"] as const).map((name) => {
    const original = ChunkBuffer.prototype[name] as (...args: unknown[]) => unknown;
    return spyOn(ChunkBuffer.prototype, name).mockImplementation(function (this: ChunkBuffer, ...args: unknown[]) {
      steps.push(name);
      return original.apply(this, args);
    } as never);
  });
  const logger = new LoggedLines();
  const { positionDirectory } = place;
  const session = createLogCollector({ logger, clock, positionDirectory }).attach(place.task({ stderrPath: "" }));
  appendFileSync(place.logPath, logLine("stdout", "one"));
  await session.finish();
  for (const spy of spies) spy.mockRestore();
  expect((await read).toString()).toBe("one\n");
  expect(steps.filter((step) => step === "release")).toHaveLength(1);
  expect(steps.at(-1)).toBe("release");
}, 10_000);

test("a keeper that could not be started is started later, and only the first failure is logged", async () => {
  using place = new LogPlace();
  const read = Promise.all([readToEnd(place.stdoutPath), readToEnd(place.stderrPath)]);
  const failing = () => {
    throw new Error("EAGAIN: resource temporarily unavailable");
  };
  const keep = spyOn(LogOutputs.prototype, "keep").mockImplementationOnce(failing).mockImplementationOnce(failing);
  try {
    const { session, logger } = attach(place);
    await waitFor("the third attempt", () => keep.mock.results[2]?.type === "return");
    await session.finish();
    await read;
    expect(logger.lines).toEqual(["warn output written while the plugin is down may be lost: no process can hold the FIFOs"]);
  } finally {
    keep.mockRestore();
  }
}, 30_000);
