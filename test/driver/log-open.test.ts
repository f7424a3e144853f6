import { afterAll, beforeAll, expect, test } from "bun:test";
import { chownSync, linkSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { Cleanup } from "../../scripts/lab/cleanup.ts";
import { scratchDirectory } from "../../scripts/lab/scratch.ts";
import { createLogCollector } from "../../src/driver/log-collector.ts";
import { openLog } from "../../src/driver/log-open.ts";
import { systemClock } from "../../src/driver/system-clock.ts";
import type { LogChunk } from "../../src/podman/api.ts";
import { LoggedLines, LogPlace } from "./log-fixtures.ts";

const user = 4321;
const isRoot = process.getuid?.() === 0;
const cleanup = new Cleanup();
let directory: string;

beforeAll(() => {
  directory = scratchDirectory(cleanup);
});
afterAll(() => cleanup.run());

function fileOf(name: string, owner: number): string {
  const path = join(directory, name);
  writeFileSync(path, "secret");
  chownSync(path, owner, owner);
  return path;
}

test.skipIf(!isRoot).each<[string, RegExp, () => string]>([
  ["a file of root's", /does not belong to user 4321/, () => fileOf("shadow", 0)],
  [
    "a second name of a file",
    /does not belong/,
    () => {
      linkSync(fileOf("first", user), join(directory, "second"));
      return join(directory, "second");
    },
  ],
  [
    "a symbolic link",
    /ELOOP/,
    () => {
      symlinkSync(fileOf("target", user), join(directory, "link"));
      return join(directory, "link");
    },
  ],
  [
    "a directory",
    /EISDIR/,
    () => {
      mkdirSync(join(directory, "folder"));
      return join(directory, "folder");
    },
  ],
])("openLog() refuses %s that a user's Podman calls a log", (_, message, make) => {
  const path = make();
  expect(() => openLog({ path, podmanUser: user })).toThrow(message);
});

test.skipIf(!isRoot)("openLog() opens that user's own", () => {
  expect(openLog({ path: fileOf("ctr.log", user), podmanUser: user })).toBeGreaterThan(2);
});

test.skipIf(!isRoot)("a log that is not the user's is followed through the API, and nothing is made beside it", async () => {
  using place = new LogPlace();
  const socket = fileOf("podman.sock", user);
  const logger = new LoggedLines();
  let followed = 0;
  const containers = {
    logs(): AsyncIterable<LogChunk> {
      followed += 1;
      return (async function* () {
        yield { stream: "stdout", data: new Uint8Array() } as const;
      })();
    },
  };
  const { attach } = createLogCollector({ logger, clock: systemClock, positionDirectory: place.positionDirectory });
  await attach(place.task({ socket: `unix://${socket}`, containers })).finish();
  expect(followed).toBeGreaterThan(0);
  expect(logger.lines).toEqual(["warn the container's log file is out of reach; Podman's log stream is followed instead"]);
  expect(readdirSync(dirname(place.logPath))).toEqual([basename(place.logPath)]);
});
