import { expect, test } from "bun:test";
import { appendFileSync } from "node:fs";
import { ChunkBuffer } from "../../../src/driver/logs/chunk-buffer.ts";
import { LogOutputs } from "../../../src/driver/logs/outputs.ts";
import { LogPosition } from "../../../src/driver/logs/position.ts";
import { LogPositions } from "../../../src/driver/logs/positions.ts";
import { LogPump } from "../../../src/driver/logs/pump.ts";
import { systemClock } from "../../../src/platform/system-clock.ts";
import { waitFor } from "../../lab/wait-for.ts";
import { LoggedLines, LogPlace, logLine, readToEnd } from "./fixtures.ts";

test("the log pump notes a write within a line before it is made: a kill in between tears no line", async () => {
  using place = new LogPlace();
  const read = Promise.all([readToEnd(place.stdoutPath), readToEnd(place.stderrPath)]);
  const logger = new LoggedLines();
  const owner = { allocDir: place.allocDir, taskName: "task", containerId: "c", way: "file" } as const;
  const positions = new LogPositions(place.positionDirectory, logger, systemClock);
  const position = new LogPosition(positions.open(owner, false));
  const outputs = LogOutputs.open(place);
  const write = outputs.write.bind(outputs);
  const writes: { readonly text: string; readonly noted: number }[] = [];
  outputs.write = (stream, chunk) => {
    // What the next plugin would find, were this one killed now.
    const kept = positions.open(owner, true);
    writes.push({ text: Buffer.from(chunk).toString(), noted: new LogPosition(kept).delivered(stream) });
    kept.close();
    return write(stream, chunk);
  };
  const { report } = place.task();
  const fixed = { place: { ...place.task(), path: place.logPath }, startOver: false, raw: false };
  const pump = new LogPump({ ...fixed, outputs, position, scratch: new ChunkBuffer(), logger, report });
  for (const line of [logLine("stdout", "whole"), logLine("stdout", "begin", "P"), logLine("stdout", "end")]) {
    const before = writes.length;
    appendFileSync(place.logPath, line);
    await waitFor("the write", () => writes.length > before, { interval: 5 });
  }
  await pump.drained();
  pump.close();
  await outputs.drop();
  expect(writes).toEqual([
    { text: "whole\n", noted: 0 },
    { text: "begin", noted: 5 },
    { text: "end\n", noted: 4 },
  ]);
  expect((await read).map(String)).toEqual(["whole\nbeginend\n", ""]);
});
