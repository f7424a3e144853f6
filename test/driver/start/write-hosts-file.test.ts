import { expect, test } from "bun:test";
import { linkSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isDriverError, messageOf } from "../../../src/core/errors.ts";
import { writeHostsFile } from "../../../src/driver/start/write-hosts-file.ts";
import { Cleanup } from "../../lab/cleanup.ts";
import { forFile } from "../../lab/for-file.ts";
import { scratchDirectory } from "../../lab/scratch.ts";

const cleanup = forFile(new Cleanup());
const directory = scratchDirectory(cleanup);
let path: string;
let victim: string;
let count = 0;

/** An allocation without a hosts file, and a file that no task may write to. */
function allocation(): void {
  count += 1;
  const allocDir = join(directory, String(count));
  mkdirSync(allocDir);
  path = join(allocDir, "hosts");
  victim = join(directory, `victim${count}`);
  writeFileSync(victim, "untouched\n");
}

const write = () => writeHostsFile({ path, content: "127.0.0.1 localhost\n", extraLines: ["10.0.0.7 db"] });

test("the group's hosts file is made for all to read, and then has only missing lines added", () => {
  allocation();
  write();
  expect(readFileSync(path, "utf8")).toBe("127.0.0.1 localhost\n");
  expect(statSync(path).mode & 0o777).toBe(0o644);
  write();
  write();
  expect(readFileSync(path, "utf8")).toBe("127.0.0.1 localhost\n10.0.0.7 db\n");
});

test("an empty hosts file is written whole", () => {
  allocation();
  writeFileSync(path, "");
  write();
  expect(readFileSync(path, "utf8")).toBe("127.0.0.1 localhost\n");
});

test.each<[string, RegExp, () => unknown]>([
  ["a FIFO", /not a regular file/, () => Bun.spawnSync(["mkfifo", path])],
  ["a link to a file", /symbolic link/, () => symlinkSync(victim, path)],
  ["a link to a terminal", /symbolic link/, () => symlinkSync("/dev/tty", path)],
  ["a second name of a file", /second name/, () => linkSync(victim, path)],
  ["a directory", /it is a directory, not a file/, () => mkdirSync(path)],
])("%s in the place of the hosts file is an error at once, and nothing is written", (_, message, plant) => {
  allocation();
  plant();
  let error: unknown;
  try {
    write();
  } catch (reason) {
    error = reason;
  }
  expect(isDriverError(error, "taskFiles")).toBe(true);
  expect(messageOf(error)).toMatch(message);
  expect(messageOf(error)).toContain(path);
  expect(readFileSync(victim, "utf8")).toBe("untouched\n");
});
