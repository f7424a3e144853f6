/** A disk that becomes full takes a part of what is written, and says nothing of the rest. */
import { beforeAll, describe, expect, test } from "bun:test";
import { rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DriverError } from "../../../src/core/errors.ts";
import { writeHostsFile } from "../../../src/driver/start/write-hosts-file.ts";
import { writeTaskFile } from "../../../src/driver/start/write-task-file.ts";
import { Cleanup } from "../../lab/cleanup.ts";
import { forFile } from "../../lab/for-file.ts";
import { check } from "../../lab/run.ts";
import { scratchDirectory } from "../../lab/scratch.ts";

const cleanup = forFile(new Cleanup());
const isRoot = process.getuid?.() === 0;
const allocDir = scratchDirectory(cleanup);
const path = join(allocDir, "file");
/** More than the disk has room for. */
const long = "x".repeat(20_000);
const line = "10.0.0.1 db\n";

beforeAll(async () => {
  if (isRoot) await check(["mount", "-t", "tmpfs", "-o", "size=16k", "none", allocDir]);
});

function errorOf(act: () => void): DriverError {
  try {
    act();
  } catch (error) {
    if (error instanceof DriverError) return error;
    throw error;
  }
  throw new Error("it was written");
}

describe.skipIf(!isRoot).each([
  ["the group's hosts file", "", 0, () => writeHostsFile({ path, content: long, extraLines: [] })],
  ["lines of the group's hosts file", line, line.length, () => writeHostsFile({ path, content: "", extraLines: [long] })],
  ["the task's file", line, 0, () => writeTaskFile({ path, content: long, mode: 0o644 })],
])("%s on a disk that becomes full", (_, before, left, write) => {
  test("is an error that another try may mend, and no part of it stays", () => {
    rmSync(path, { force: true });
    writeFileSync(path, before);
    const { code, message, recoverable } = errorOf(write);
    expect(message).toMatch(/file cannot be written: its disk is full: free space or inodes there \(df, df -i\)$/);
    expect({ code, recoverable }).toEqual({ code: "taskFiles", recoverable: true });
    expect(statSync(path).size).toBe(left);
  });
});
