import { expect, test } from "bun:test";
import { chownSync, closeSync, linkSync, readdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { LogChunk } from "../../../src/core/output.ts";
import { createLogCollector } from "../../../src/driver/logs/collector.ts";
import { openLog } from "../../../src/driver/logs/open-log.ts";
import { systemClock } from "../../../src/platform/system-clock.ts";
import { LoggedLines, LogPlace } from "./fixtures.ts";

const user = 4321;
const isRoot = process.getuid?.() === 0;

/** A log of this process's user, as openLog() asks for it. */
function asked(place: LogPlace) {
  return { ...place.task(), path: place.logPath };
}

test("openLog() opens the log of the task's own container", () => {
  using place = new LogPlace();
  const fd = openLog(asked(place));
  expect(fd).toBeGreaterThan(2);
  closeSync(fd);
});

const configuration = (place: LogPlace) => join(dirname(place.logPath), "config.json");
const replaced = (path: string, make: (kept: string) => void) => {
  const kept = `${path}.kept`;
  renameSync(path, kept);
  make(kept);
};

test.each<[string, RegExp, (place: LogPlace) => unknown]>([
  ["of another task's container", /not this task's/, (place) => writeFileSync(configuration(place), '{"mounts":[]}')],
  ["with no container beside it", /does not exist/, (place) => rmSync(configuration(place))],
  ["with something else beside it", /JSON/, (place) => writeFileSync(configuration(place), "not JSON")],
  ["that is a link", /symbolic link/, ({ logPath }) => replaced(logPath, (kept) => symlinkSync(kept, logPath))],
  [
    "in a directory that is a link",
    /ENOTDIR|ELOOP/,
    ({ logPath }) => replaced(dirname(logPath), (kept) => symlinkSync(kept, dirname(logPath))),
  ],
  ["that has a second name", /second name/, ({ logPath }) => linkSync(logPath, `${logPath}.2`)],
  ["that is a FIFO", /not a regular file/, ({ logPath }) => replaced(logPath, () => Bun.spawnSync(["mkfifo", logPath]))],
  [
    "beside a configuration that is a link",
    /symbolic link/,
    (place) => replaced(configuration(place), (kept) => symlinkSync(kept, configuration(place))),
  ],
])("openLog() refuses a log %s", (_, message, change) => {
  using place = new LogPlace();
  change(place);
  expect(() => openLog(asked(place))).toThrow(message);
});

test("openLog() refuses a log outside the container's directory, and one that is no path of this node", () => {
  using place = new LogPlace();
  expect(() => openLog({ ...asked(place), containerId: "another" })).toThrow(/named after the container/);
  expect(() => openLog({ ...asked(place), path: "c/ctr.log" })).toThrow(/named after the container/);
});

/** The socket of a Podman that another user runs. */
function usersSocket(place: LogPlace): string {
  const path = join(place.allocDir, "podman.sock");
  writeFileSync(path, "");
  chownSync(path, user, user);
  return `unix://${path}`;
}

test.skipIf(!isRoot).each<[string, (place: LogPlace) => readonly string[]]>([
  ["its directory", (place) => [dirname(place.logPath)]],
  ["its directory and the container's configuration", (place) => [dirname(place.logPath), configuration(place)]],
  ["its directory and the log", (place) => [dirname(place.logPath), place.logPath]],
  ["nothing of it", () => []],
])("openLog() refuses the log of a user's Podman when that user owns %s", (_, owned) => {
  using place = new LogPlace();
  for (const path of owned(place)) chownSync(path, user, user);
  expect(() => openLog({ ...asked(place), socket: usersSocket(place) })).toThrow(/does not belong to user 4321/);
});

test.skipIf(!isRoot)("openLog() opens that user's own, and refuses it from a Podman on TCP", () => {
  using place = new LogPlace();
  for (const path of [dirname(place.logPath), place.logPath, configuration(place)]) chownSync(path, user, user);
  closeSync(openLog({ ...asked(place), socket: usersSocket(place) }));
  expect(() => openLog({ ...asked(place), socket: "tcp://127.0.0.1:1" })).toThrow(/does not belong to user 0/);
});

test("a log that is not the container's is followed through the API, and nothing is made beside it", async () => {
  using place = new LogPlace();
  writeFileSync(configuration(place), "{}");
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
  await attach(place.task({ containers })).finish();
  expect(followed).toBeGreaterThan(0);
  expect(logger.lines).toEqual(["warn the container's log file is out of reach; Podman's log stream is followed instead"]);
  expect(readdirSync(dirname(place.logPath)).sort()).toEqual(["config.json", basename(place.logPath)]);
});
