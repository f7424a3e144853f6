import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { chownSync, linkSync, mkdirSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Cleanup } from "../../scripts/lab/cleanup.ts";
import { scratchDirectory } from "../../scripts/lab/scratch.ts";
import { isDriverError, messageOf } from "../../src/core/errors.ts";
import { giveLogToPodman } from "../../src/driver/log-owner.ts";

const [user, group] = [4321, 8765];
const cleanup = new Cleanup();
let directory: string;
let socket: string;
let count = 0;

beforeAll(() => {
  directory = scratchDirectory(cleanup);
  socket = join(directory, "podman.sock");
  writeFileSync(socket, "");
  if (process.getuid?.() === 0) chownSync(socket, user, group);
});
afterAll(() => cleanup.run());

/** An allocation with its FIFO for stdout. */
function allocation(): { readonly allocDir: string; readonly path: string } {
  count += 1;
  const allocDir = join(directory, `alloc${count}`);
  const path = join(allocDir, "alloc/logs/.web.stdout.fifo");
  mkdirSync(join(allocDir, "alloc/logs"), { recursive: true });
  Bun.spawnSync(["mkfifo", "-m", "0600", path]);
  return { allocDir, path };
}

function refusal(path: string, allocDir: string): string {
  try {
    giveLogToPodman(path, allocDir, `unix://${socket}`);
  } catch (error) {
    expect(isDriverError(error, "taskFiles")).toBe(true);
    return messageOf(error);
  }
  return "nothing was refused";
}

// Only root can give a file away.
describe.skipIf(process.getuid?.() !== 0)("the log path of a Podman that another user runs", () => {
  test("becomes that user's, who is the owner of the socket", () => {
    const { allocDir, path } = allocation();
    giveLogToPodman(path, allocDir, `unix://${socket}`);
    expect(statSync(path)).toMatchObject({ uid: user, gid: group });
    giveLogToPodman(path, allocDir, socket);
    expect(statSync(path)).toMatchObject({ uid: user, gid: group });
  });

  test.each(["tcp://127.0.0.1:8080", "unix:///nowhere/podman.sock"])("stays root's with %s, which has no owner", (address) => {
    const { allocDir, path } = allocation();
    giveLogToPodman(path, allocDir, address);
    expect(statSync(path).uid).toBe(0);
  });

  test("outside the allocation stays as it is", () => {
    const { allocDir } = allocation();
    giveLogToPodman("/dev/null", allocDir, socket);
    expect(statSync("/dev/null").uid).toBe(0);
  });

  test.each<[string, RegExp, (path: string, victim: string) => void]>([
    ["a symbolic link", /ELOOP/, (path, victim) => symlinkSync(victim, path)],
    ["a hard link", /second name/, (path, victim) => linkSync(victim, path)],
    ["a directory", /neither a FIFO nor a file/, (path) => mkdirSync(path)],
    ["nothing", /ENOENT/, () => undefined],
  ])("is refused when a task put %s in its place", (_, message, plant) => {
    const { allocDir, path } = allocation();
    const victim = join(allocDir, "victim");
    writeFileSync(victim, "");
    rmSync(path);
    plant(path, victim);
    expect(refusal(path, allocDir)).toMatch(message);
    expect(statSync(victim).uid).toBe(0);
  });

  test("is refused when a task put a link in the place of its directory", () => {
    const { allocDir, path } = allocation();
    const outside = allocation();
    rmSync(join(allocDir, "alloc/logs"), { recursive: true });
    symlinkSync(join(outside.allocDir, "alloc/logs"), join(allocDir, "alloc/logs"));
    expect(refusal(path, allocDir)).toMatch(/ENOTDIR|ELOOP/);
    expect(statSync(outside.path).uid).toBe(0);
  });
});
