import { expect, test } from "bun:test";
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readSmallFile } from "../../src/platform/small-file.ts";
import { Cleanup } from "../lab/cleanup.ts";
import { forFile } from "../lab/for-file.ts";
import { scratchDirectory } from "../lab/scratch.ts";

const directory = scratchDirectory(forFile(new Cleanup()));
const at = (name: string) => join(directory, name);
writeFileSync(at("file"), "137");
writeFileSync(at("empty"), "");
symlinkSync(at("file"), at("link"));
mkdirSync(at("directory"));
Bun.spawnSync(["mkfifo", at("fifo")]);

test("readSmallFile() reads the beginning", () => {
  expect(readSmallFile(at("file"), 8)).toBe("137");
  expect(readSmallFile(at("file"), 2)).toBe("13");
  expect(readSmallFile(at("empty"), 8)).toBe("");
});

test.each(["link", "directory", "fifo", "nothing"])("readSmallFile() does not read a %s, and does not wait", (name) => {
  expect(readSmallFile(at(name), 8)).toBeUndefined();
});
