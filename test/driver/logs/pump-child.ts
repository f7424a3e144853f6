/** A plugin's worth of log collection in a process of its own, which a test can kill: finishes on a line of stdin. */
import { writeSync } from "node:fs";
import { createLogCollector } from "../../../src/driver/logs/collector.ts";
import { systemClock } from "../../../src/platform/system-clock.ts";
import { LoggedLines } from "./fixtures.ts";

const logger = new LoggedLines();
const { positionDirectory, ...task } = JSON.parse(process.argv[2] ?? "");
const collector = createLogCollector({ logger, clock: systemClock, positionDirectory });
const containers = {
  logs() {
    throw new Error("nobody follows the API here");
  },
};
const session = collector.attach({ ...task, containers, report: (message) => logger.warn(message) });
process.stdout.write("attached\n");
for await (const _ of process.stdin) break;
await session.finish();
for (const line of logger.lines) writeSync(2, `${line}\n`);
process.exit(logger.lines.length === 0 ? 0 : 1);
