import { afterAll, beforeAll, expect, test } from "bun:test";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readSmallFile } from "../../src/platform/small-file.ts";

let directory: string;
const at = (name: string) => join(directory, name);

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), "small-"));
  writeFileSync(at("file"), "137");
  writeFileSync(at("empty"), "");
  symlinkSync(at("file"), at("link"));
  mkdirSync(at("directory"));
  Bun.spawnSync(["mkfifo", at("fifo")]);
});

afterAll(() => rmSync(directory, { recursive: true }));

test("readSmallFile() reads the beginning", () => {
  expect(readSmallFile(at("file"), 8)).toBe("137");
  expect(readSmallFile(at("file"), 2)).toBe("13");
  expect(readSmallFile(at("empty"), 8)).toBe("");
});

test.each(["link", "directory", "fifo", "nothing"])("readSmallFile() does not read a %s, and does not wait", (name) => {
  expect(readSmallFile(at(name), 8)).toBeUndefined();
});
