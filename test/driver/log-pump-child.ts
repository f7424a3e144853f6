/** A plugin's worth of log collection in a process of its own, which a test can kill: finishes on a line of stdin. */
import { createLogCollector } from "../../src/driver/log-collector.ts";
import { systemClock } from "../../src/driver/system-clock.ts";
import { LoggedLines } from "./log-fixtures.ts";

const logger = new LoggedLines();
const collector = createLogCollector({ logger, clock: systemClock });
const containers = {
  logs() {
    throw new Error("nobody follows the API here");
  },
};
const session = collector.attach({ ...JSON.parse(process.argv[2] ?? ""), containers });
process.stdout.write("attached\n");
for await (const _ of process.stdin) break;
await session.finish();
for (const line of logger.lines) process.stderr.write(`${line}\n`);
process.exit(logger.lines.length === 0 ? 0 : 1);
