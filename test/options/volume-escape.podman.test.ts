import { describe, expect, test } from "bun:test";
import { mkdirSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isDriverError } from "../../src/core/errors.ts";
import { forFile } from "../lab/for-file.ts";
import { openOptionsLab, type RunningContainer } from "./options-lab.ts";

const lab = forFile(await openOptionsLab());

/** Starts a task with host volumes off, in an allocation that a former run of it has prepared. */
function confined(
  name: string,
  volume: string,
  prepare: (taskDirectory: string) => void,
  more: object = {},
): Promise<RunningContainer> {
  const allocDir = join(lab.directory, name);
  mkdirSync(join(allocDir, "web/local"), { recursive: true });
  prepare(join(allocDir, "web"));
  return lab.start({
    options: { volumes: [volume], init: false, init_path: "", ...more },
    plugin: { volumes: { enabled: false } },
    task: { allocDir, name: "web", allocId: name },
  });
}

test.each([
  ["an absolute path", "/etc:/x", () => {}],
  ["dots", "local/../../../../etc:/x", () => {}],
  ["a symbolic link", "local/out:/x", (directory: string) => symlinkSync("/etc", join(directory, "local/out"))],
  [
    "a chain of links",
    "local/a/b:/x",
    (directory: string) => {
      symlinkSync("../..", join(directory, "local/up"));
      symlinkSync("up/..", join(directory, "local/a"));
      mkdirSync(join(directory, "../../b"), { recursive: true });
    },
  ],
] as const)("volumes { enabled = false } is not escaped by %s", async (what, volume, prepare) => {
  const error: unknown = await confined(`escape-${what.replaceAll(" ", "-")}`, volume, prepare).catch(
    (reason: unknown) => reason,
  );
  expect(isDriverError(error, "notAllowed")).toBe(true);
});

test.each([
  ["a path in the task directory", "local:/x", "local"],
  ["a path in the allocation", "../alloc:/x", "../alloc"],
  ["a link that stays inside", "local/link:/x", "secrets"],
])("volumes { enabled = false } leaves %s", async (what, volume, place) => {
  const name = `inside-${what.replaceAll(" ", "-")}`;
  await using container = await confined(name, volume, (directory) => {
    mkdirSync(join(directory, place), { recursive: true });
    writeFileSync(join(directory, place, "hello"), "hello\n");
    symlinkSync("../secrets", join(directory, "local/link"));
  });
  expect(await container.sh("cat /x/hello")).toBe("hello");
});

test("a path that does not exist is named", async () => {
  await expect(confined("missing", "local/nothing:/x", () => {})).rejects.toThrow(/local\/nothing does not exist/);
});

describe("volumes { enabled = false } and create_volume_paths", () => {
  const create = { create_volume_paths: true };

  test.each([
    ["an absolute path", (outside: string) => `${outside}/made`, () => {}],
    ["dots", () => "../../outside/made", () => {}],
    ["a link on the way", () => "local/out/made", (task: string, outside: string) => symlinkSync(outside, `${task}/local/out`)],
    [
      "a link that leads nowhere",
      () => "local/out",
      (task: string, outside: string) => symlinkSync(`${outside}/made`, `${task}/local/out`),
    ],
  ] as const)("make nothing outside the allocation by %s", async (what, source, prepare) => {
    const outside = join(lab.directory, "outside");
    mkdirSync(outside, { recursive: true });
    const name = `make-${what.replaceAll(" ", "-")}`;
    const started = confined(name, `${source(outside)}:/x`, (task) => prepare(task, outside), create);
    await expect(started).rejects.toThrow(/volumes/);
    expect(readdirSync(outside)).toEqual([]);
  });

  test("make a directory inside, also behind a link that stays inside", async () => {
    const linked = (task: string) => symlinkSync("../../alloc", join(task, "local/shared"));
    await using container = await confined("make-inside", "local/shared/a/b:/x", linked, create);
    await container.sh("touch /x/file");
    expect(readdirSync(join(container.allocDir, "alloc/a/b"))).toEqual(["file"]);
  });
});
