import { expect, test } from "bun:test";
import { appendFileSync, rmSync } from "node:fs";
import { createLogCollector } from "../../../src/driver/logs/collector.ts";
import { systemClock } from "../../../src/platform/system-clock.ts";
import { LoggedLines, LogPlace, logLine, readToEnd } from "./fixtures.ts";

function collector(place: LogPlace) {
  const logger = new LoggedLines();
  return { logger, ...createLogCollector({ logger, clock: systemClock, positionDirectory: place.positionDirectory }) };
}

test("the log collector leaves the FIFOs of a container alone that the Go driver made: conmon writes to them", async () => {
  using place = new LogPlace();
  rmSync(place.stdoutPath);
  const { attach, logger } = collector(place);
  await attach(place.task({ driver: "k8s-file", logPath: place.stdoutPath })).finish();
  expect(logger.lines).toEqual([]);
});

test("the log collector brings conmon's lines as they are with k8s-file, to stdout, and none of them torn or twice", async () => {
  using place = new LogPlace();
  const read = readToEnd(place.stdoutPath);
  const task = place.task({ driver: "k8s-file", stderrPath: "" });
  const lines = [logLine("stdout", "one"), logLine("stderr", "a part", "P"), logLine("stdout", "x".repeat(8_000)).repeat(500)];
  const first = collector(place).attach(task);
  appendFileSync(place.logPath, lines.slice(0, 2).join("") + lines[2]?.slice(0, 20));
  await Bun.sleep(50);
  first.abandon();
  appendFileSync(place.logPath, lines[2]?.slice(20) ?? "");
  await collector(place)
    .attach({ ...task, resume: true })
    .finish();
  expect((await read).toString()).toBe(lines.join(""));
});
