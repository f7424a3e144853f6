import { beforeAll, expect, test } from "bun:test";
import { chmodSync, closeSync, constants, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { holdBelow, openHeld, regularFile } from "../../src/platform/below-allocation.ts";
import { Cleanup } from "../lab/cleanup.ts";
import { forFile } from "../lab/for-file.ts";
import { scratchDirectory } from "../lab/scratch.ts";

const cleanup = forFile(new Cleanup());
let base: string;

beforeAll(() => {
  base = scratchDirectory(cleanup);
  chmodSync(base, 0o755);
  mkdirSync(join(base, "directory"));
  writeFileSync(join(base, "directory/file"), "x");
  writeFileSync(join(base, "secret"), "x", { mode: 0o600 });
  symlinkSync("directory", join(base, "link"));
});

function open(path: string): void {
  closeSync(openHeld(holdBelow(base, path.split("/")), constants.O_RDONLY, regularFile));
}

test.each([
  ["directory", "kind", "it is a directory, not a file"],
  ["directory/file/more", "kind", "a component of it is not a directory"],
  ["directory/nothing", "missing", "it does not exist on the node"],
  ["link", "link", "a component of it is a symbolic link; tasks can create these, so it is not followed"],
  ["link/file", "link", "a component of it is a symbolic link; tasks can create these, so it is not followed"],
])("a file below the allocation at %s is not opened: %s", (path, reason, message) => {
  expect(() => open(path)).toThrow(expect.objectContaining({ reason, message }));
});

test("a file below the allocation is opened", () => {
  open("directory/file");
});

// Only root can become another user.
test.skipIf(process.geteuid?.() !== 0)("a file that the driver's user may not read is reported as such", () => {
  process.seteuid?.(65_534);
  try {
    const message = "the driver's user may not open it, or may not enter a directory on the way to it";
    expect(() => open("secret")).toThrow(expect.objectContaining({ reason: "system", message }));
  } finally {
    process.seteuid?.(0);
  }
});
