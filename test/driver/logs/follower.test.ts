import { expect, test } from "bun:test";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { LogChunk } from "../../../src/core/output.ts";
import { createLogCollector } from "../../../src/driver/logs/collector.ts";
import { systemClock } from "../../../src/platform/system-clock.ts";
import type { ContainersApi } from "../../../src/podman/containers/calls.ts";
import type { LogsOptions } from "../../../src/podman/containers/streams.ts";
import { LoggedLines, LogPlace } from "./fixtures.ts";

/** A log of Podman's, whose stream can break; answers from `since` on, as Podman does. */
class FakeLog implements Pick<ContainersApi, "logs"> {
  readonly asked: LogsOptions[] = [];
  readonly #lines: readonly (readonly [stream: "stdout" | "stderr", stamp: string, text: string])[];
  /** How many chunks each connection gives before it breaks; the last one ends in order. */
  readonly #breaks: number[];

  constructor(lines: FakeLog["lines"], breaks: number[]) {
    this.#lines = lines;
    this.#breaks = breaks;
  }

  get lines() {
    return this.#lines;
  }

  async *logs(_: string, options: LogsOptions): AsyncGenerator<LogChunk> {
    this.asked.push(options);
    let left = this.#breaks.shift() ?? Number.POSITIVE_INFINITY;
    for (const [stream, stamp, text] of this.#lines) {
      if (options.since !== undefined && Date.parse(stamp) / 1000 < Math.floor(Number(options.since))) continue;
      if (left-- === 0) throw new Error("broken pipe");
      yield { stream, data: Buffer.from(`${stamp} ${text}`) };
    }
  }
}

async function collect(log: FakeLog, place: LogPlace) {
  const paths = { stdoutPath: join(place.allocDir, "out"), stderrPath: join(place.allocDir, "err") };
  for (const path of Object.values(paths)) writeFileSync(path, "");
  const logger = new LoggedLines();
  const { attach } = createLogCollector({ logger, clock: systemClock, positionDirectory: place.positionDirectory });
  await attach(place.task({ ...paths, driver: "journald", logPath: "", containers: log })).finish();
  expect(logger.lines).toEqual([]);
  return [await Bun.file(paths.stdoutPath).text(), await Bun.file(paths.stderrPath).text()];
}

const lines = [
  ["stdout", "2026-11-21T02:15:04Z", "one\n"],
  ["stderr", "2026-11-21T02:15:05Z", "two\n"],
  ["stdout", "2026-11-21T02:15:05Z", "three\n"],
  ["stdout", "2026-11-21T02:15:05Z", "par"],
  ["stdout", "2026-11-21T02:15:06Z", "t\n"],
] as const;
const [out, err] = ["one\nthree\npart\n", "two\n"];

test.each([[[]], [[1]], [[2, 1]], [[3, 2, 2]], [[4, 3, 3, 1]]])(
  "the log follower delivers each line once when the stream breaks after %j lines",
  async (breaks) => {
    using place = new LogPlace();
    expect(await collect(new FakeLog(lines, [...breaks]), place)).toEqual([out, err]);
  },
);

test("the log follower goes on at the exact timestamp", async () => {
  using place = new LogPlace();
  const nano = lines.map(([stream, stamp, text]) => [stream, stamp.replace("Z", ".123456789Z"), text] as const);
  const log = new FakeLog(nano, [2]);
  expect(await collect(log, place)).toEqual([out, err]);
  expect(log.asked.map(({ since }) => since)).toEqual([undefined, "1795227305.123456789"]);
});

test("the log follower gives lines the form that conmon gives them with k8s-file, all on stdout", async () => {
  using place = new LogPlace();
  const stdoutPath = join(place.allocDir, "out");
  writeFileSync(stdoutPath, "");
  const { attach } = createLogCollector({
    logger: new LoggedLines(),
    clock: systemClock,
    positionDirectory: place.positionDirectory,
  });
  const containers = new FakeLog(lines, [3, 2]);
  await attach(place.task({ stdoutPath, driver: "k8s-file", logPath: "", containers })).finish();
  const formed = lines.map(([stream, stamp, text]) => `${stamp} ${stream} ${text === "par" ? "P" : "F"} ${text.trim()}\n`);
  expect(await Bun.file(stdoutPath).text()).toBe(formed.join(""));
});

test("the log follower is what a log file out of reach falls back to", async () => {
  using place = new LogPlace();
  rmSync(place.logPath);
  const stdoutPath = join(place.allocDir, "out");
  writeFileSync(stdoutPath, "");
  const { attach } = createLogCollector({
    logger: new LoggedLines(),
    clock: systemClock,
    positionDirectory: place.positionDirectory,
  });
  const containers = new FakeLog(lines, []);
  await attach(place.task({ stdoutPath, stderrPath: "", containers })).finish();
  expect(await Bun.file(stdoutPath).text()).toBe(out);
});
