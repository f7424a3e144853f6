import { afterEach, beforeEach, expect, test } from "bun:test";
import { appendFileSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { silentLogger } from "../../../src/core/silent-logger.ts";
import { LogWatch } from "../../../src/driver/logs/watch.ts";

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "log-watch-"));
});

afterEach(() => rmSync(directory, { recursive: true, force: true }));

/** A log file and somebody who checks at its size whenever the watch says so. */
class Watched implements Disposable {
  readonly path: string;
  readonly #watch: LogWatch;
  seen = 0;
  checks = 0;

  constructor(name: string) {
    this.path = join(directory, name);
    writeFileSync(this.path, "");
    this.#watch = new LogWatch(this.path, () => this.#check(), silentLogger);
  }

  async sees(size: number): Promise<number> {
    for (let waited = 0; waited < 2_000 && this.seen < size; waited += 1) await Bun.sleep(5);
    return this.seen;
  }

  #check(): void {
    const { size } = statSync(this.path);
    const found = size > this.seen;
    this.seen = size;
    this.checks += 1;
    this.#watch.checked(found);
  }

  [Symbol.dispose](): void {
    this.#watch.close();
  }
}

test("the log watch sees the last of several writes that come within a millisecond", async () => {
  for (let round = 0; round < 50; round += 1) {
    using watched = new Watched(`${round}.log`);
    await Bun.sleep(2);
    appendFileSync(watched.path, "a");
    await Bun.sleep(0.3);
    appendFileSync(watched.path, "b");
    await Bun.sleep(0.3);
    appendFileSync(watched.path, "c");
    expect(await watched.sees(3)).toBe(3);
  }
}, 60_000);

test("the log watch sees a write that comes right after one to another file", async () => {
  for (let round = 0; round < 50; round += 1) {
    using watched = new Watched(`${round}.log`);
    await Bun.sleep(2);
    appendFileSync(join(directory, "other"), "a");
    await Bun.sleep(0.3);
    appendFileSync(watched.path, "b");
    expect(await watched.sees(1)).toBe(1);
  }
}, 60_000);

test("the log watch sees what is written after a stretch of many writes, whenever it comes", async () => {
  using watched = new Watched("c.log");
  let size = 0;
  const write = () => {
    appendFileSync(watched.path, "x");
    size += 1;
  };
  for (let round = 0; round < 40; round += 1) {
    for (const end = performance.now() + 40; performance.now() < end; await Bun.sleep(1)) write();
    await Bun.sleep(round % 17);
    write();
    expect(await watched.sees(size)).toBe(size);
  }
}, 60_000);

test("the log watch asks for no check while nothing is written", async () => {
  using watched = new Watched("d.log");
  for (let written = 1; written <= 100; written += 1) {
    appendFileSync(watched.path, "x");
    await Bun.sleep(1);
  }
  await watched.sees(100);
  // The watch asks for one or two more checks, then waits for an event.
  for (let before = -1; before !== watched.checks; ) {
    before = watched.checks;
    await Bun.sleep(100);
  }
  const { checks } = watched;
  await Bun.sleep(200);
  expect(watched.checks).toBe(checks);
});
