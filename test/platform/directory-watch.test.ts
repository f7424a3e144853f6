import { afterEach, expect, spyOn, test } from "bun:test";
import { renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DirectoryWatch } from "../../src/platform/directory-watch.ts";
import { sleep } from "../../src/platform/timers.ts";
import { Cleanup } from "../lab/cleanup.ts";
import { forFile } from "../lab/for-file.ts";
import { scratchDirectory } from "../lab/scratch.ts";
import { waitFor } from "../lab/wait-for.ts";

const cleanup = forFile(new Cleanup());
const wallClock = Date.now;
let setBy = 0;
const clock = spyOn(Date, "now").mockImplementation(() => wallClock() + setBy);

afterEach(() => {
  setBy = 0;
});
cleanup.defer(async () => clock.mockRestore());

/** A watch on a directory of its own, and what it has told. */
function watched() {
  const directory = scratchDirectory(cleanup);
  const told: unknown[] = [];
  const watch = new DirectoryWatch(
    directory,
    (name) => told.push(name),
    (error) => told.push(error),
  );
  return { directory, told, watch };
}

/** Any timer of the program notices what became of the clock. */
async function setClock(milliseconds: number): Promise<void> {
  setBy += milliseconds;
  await sleep(1);
}

test("a directory watch begins anew when the wall clock was set back, and tells of what comes then", async () => {
  const { directory, told, watch } = watched();
  await setClock(-3_600_000);
  expect(told).toEqual([undefined]);
  writeFileSync(join(directory, "log"), "");
  await waitFor("the event", () => told.includes("log"));
  watch.close();
});

test.each([3_600_000, 5, -5])("a directory watch stays as it is when the wall clock is set by %i ms", async (by) => {
  const { told, watch } = watched();
  await setClock(by);
  expect(told).toEqual([]);
  watch.close();
});

test("a directory watch that was closed does not begin anew", async () => {
  const { told, watch } = watched();
  watch.close();
  await setClock(-3_600_000);
  expect(told).toEqual([]);
});

test("a directory watch reports once that its directory is gone when it has to begin anew", async () => {
  const { directory, told } = watched();
  const elsewhere = `${directory}-gone`;
  renameSync(directory, elsewhere);
  cleanup.defer(async () => rmSync(elsewhere, { recursive: true }));
  await setClock(-3_600_000);
  await setClock(-3_600_000);
  expect(told.filter((each) => each instanceof Error)).toEqual([expect.objectContaining({ code: "ENOENT" })]);
});
