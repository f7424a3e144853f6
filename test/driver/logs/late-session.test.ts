import { expect, spyOn, test } from "bun:test";
import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { createLogCollector } from "../../../src/driver/logs/collector.ts";
import { LogOutputs } from "../../../src/driver/logs/outputs.ts";
import { systemClock } from "../../../src/platform/system-clock.ts";
import { withoutDescriptors } from "../../lab/no-descriptors.ts";
import { waitFor } from "../../lab/wait-for.ts";
import { LoggedLines, LogPlace, logLine, readToEnd, takenFrom } from "./fixtures.ts";

const route = { driver: "nomad", collected: true, options: {} } as const;

/** File descriptors that are left: the collection of one task needs some ten. */
const few = [0, 1, 2, 3, 5, 7];

test.each(few.flatMap((left) => [true, false].map((runs) => [left, runs ? "runs" : "has ended", runs] as const)))(
  "a log that only %d file descriptors were left for is collected while the task %s",
  async (left, _, runs) => {
    using place = new LogPlace();
    const read = Promise.all([readToEnd(place.stdoutPath), readToEnd(place.stderrPath)]);
    appendFileSync(place.logPath, logLine("stdout", "one"));
    const logger = new LoggedLines();
    const { positionDirectory } = place;
    const { attach, prepare } = createLogCollector({ logger, clock: systemClock, positionDirectory });
    const session = await withoutDescriptors(() => attach(place.task(), prepare(place.task(), route)), left);
    appendFileSync(place.logPath, logLine("stdout", "two"));
    const taken = () => readFileSync(takenFrom(place.stdoutPath), "utf8");
    if (runs) await waitFor("the lines", () => taken() === "one\ntwo\n");
    await session.finish();
    expect((await read)[0].toString()).toBe("one\ntwo\n");
    expect(logger.lines).toEqual(["warn the task's output cannot be collected yet"]);
  },
  60_000,
);

test("the way to Nomad that was opened before the last file descriptors went stays open", async () => {
  using place = new LogPlace();
  const read = Promise.all([readToEnd(place.stdoutPath), readToEnd(place.stderrPath)]);
  const { positionDirectory } = place;
  const { attach, prepare } = createLogCollector({ logger: new LoggedLines(), clock: systemClock, positionDirectory });
  const prepared = prepare(place.task(), route);
  await waitFor("the readers", () => existsSync(takenFrom(place.stdoutPath)) && existsSync(takenFrom(place.stderrPath)));
  const session = await withoutDescriptors(() => attach(place.task(), prepared));
  appendFileSync(place.logPath, logLine("stdout", "one"));
  await session.finish();
  expect((await read)[0].toString()).toBe("one\n");
}, 60_000);

test("the way to Nomad is open also when no process can keep it", async () => {
  using place = new LogPlace();
  const read = Promise.all([readToEnd(place.stdoutPath), readToEnd(place.stderrPath)]);
  const { positionDirectory } = place;
  const { attach, prepare } = createLogCollector({ logger: new LoggedLines(), clock: systemClock, positionDirectory });
  const spawn = spyOn(LogOutputs.prototype, "startKeeper").mockImplementationOnce(() => {
    throw new Error("EAGAIN: resource temporarily unavailable, posix_spawn");
  });
  try {
    const prepared = prepare(place.task(), route);
    await waitFor("the readers", () => existsSync(takenFrom(place.stdoutPath)) && existsSync(takenFrom(place.stderrPath)));
    const session = attach(place.task(), prepared);
    appendFileSync(place.logPath, logLine("stdout", "one"));
    await session.finish();
    expect((await read)[0].toString()).toBe("one\n");
  } finally {
    spawn.mockRestore();
  }
}, 60_000);

test("a log that no file descriptor is left for to the end is reported as lost", async () => {
  using place = new LogPlace();
  const { positionDirectory } = place;
  const { attach } = createLogCollector({ logger: new LoggedLines(), clock: systemClock, positionDirectory });
  await withoutDescriptors(() => attach(place.task()).finish());
  expect(place.reported).toEqual([expect.stringMatching(/^Output lost: the task's output could not be collected: .*EMFILE/)]);
});
