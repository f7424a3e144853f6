import { afterEach, expect, test } from "bun:test";
import { readFileSync } from "node:fs";
import { isAlive, killProcessTree } from "../../src/platform/processes.ts";
import { waitFor } from "../lab/wait-for.ts";

const started: Bun.Subprocess[] = [];

afterEach(() => {
  for (const child of started.splice(0)) child.kill("SIGKILL");
});

const mark = "TEST_MARK=of nobody";

/** A process that leads a session of its own, in which it has started another. */
async function session(): Promise<{ readonly leader: number; readonly member: number }> {
  const child = Bun.spawn(["setsid", "sh", "-c", "sleep 300 & echo $!; wait"], { stdout: "pipe" });
  started.push(child);
  const { value } = await child.stdout.getReader().read();
  const member = Number(Buffer.from(value ?? []).toString());
  expect(member).toBeGreaterThan(0);
  return { leader: child.pid, member };
}

/** A part of the name of the cgroup that this process and its children are in. */
function ownCgroup(): string {
  return readFileSync("/proc/self/cgroup", "utf8").split("\n")[0] ?? "";
}

test("killProcessTree kills a leader in the cgroup with its session", async () => {
  const { leader, member } = await session();
  expect(killProcessTree({ leader, mark, cgroup: ownCgroup() })).toBe(true);
  await waitFor("the processes to go", () => !isAlive(leader) && !isAlive(member));
});

test("killProcessTree does not kill a process that has been given the leader's PID", async () => {
  const { leader, member } = await session();
  expect(killProcessTree({ leader, mark, cgroup: "libpod-of-another-container" })).toBe(true);
  await Bun.sleep(50);
  expect([isAlive(leader), isAlive(member)]).toEqual([true, true]);
  process.kill(member, "SIGKILL");
});
