import { beforeEach, expect, test } from "bun:test";
import { chmodSync, existsSync, mkdirSync, readdirSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeDirectoriesBelow } from "../../src/platform/make-directories.ts";
import { Cleanup } from "../lab/cleanup.ts";
import { forFile } from "../lab/for-file.ts";
import { scratchDirectory } from "../lab/scratch.ts";

const cleanup = forFile(new Cleanup());
const us = { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 };
let base: string;

beforeEach(() => {
  base = scratchDirectory(cleanup);
});

const make = (path: string, owner = us) => makeDirectoriesBelow(base, path.split("/"), owner);
const modeOf = (path: string) => statSync(join(base, path)).mode & 0o7777;

test("missing directories are made with mode 0755 whatever the umask is", () => {
  const umask = process.umask(0o077);
  try {
    expect(make("a/b/c")).toBe(true);
  } finally {
    process.umask(umask);
  }
  expect([modeOf("a"), modeOf("a/b"), modeOf("a/b/c")]).toEqual([0o755, 0o755, 0o755]);
});

test("what is there stays as it is", () => {
  mkdirSync(join(base, "a"));
  chmodSync(join(base, "a"), 0o700);
  writeFileSync(join(base, "a/file"), "x");
  expect(make("a/b")).toBe(true);
  expect(make("a/b")).toBe(false);
  expect(make("a/file")).toBe(false);
  expect(modeOf("a")).toBe(0o700);
});

test.each([
  ["a link on the way", "out/new", "link"],
  ["a link at the end", "out", "link"],
  ["a link that leads nowhere", "nowhere", "link"],
  ["a file on the way", "file/new", "kind"],
])("%s is an error, and nothing is made where it leads", (_, path, reason) => {
  mkdirSync(join(base, "elsewhere"));
  symlinkSync("elsewhere", join(base, "out"));
  symlinkSync("missing", join(base, "nowhere"));
  writeFileSync(join(base, "file"), "x");
  expect(() => make(path)).toThrow(expect.objectContaining({ reason }));
  expect(readdirSync(join(base, "elsewhere"))).toEqual([]);
  expect(existsSync(join(base, "missing"))).toBe(false);
});

// Only root can give a directory away.
test.skipIf(process.geteuid?.() !== 0)("new directories belong to the owner", () => {
  make("a", { uid: 4321, gid: 1234 });
  const { uid, gid } = statSync(join(base, "a"));
  expect([uid, gid]).toEqual([4321, 1234]);
});
