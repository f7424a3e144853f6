import { expect, test } from "bun:test";
import { execConmons } from "../../../src/platform/conmons.ts";
import type { ExecConnection } from "../../../src/podman/hijack/connection.ts";
import { forFile } from "../../lab/for-file.ts";
import { nameOf, never, openLifecycleLab } from "../../lab/lifecycle-lab.ts";
import { startPodmanService } from "../../lab/test-podman.ts";
import { waitFor } from "../../lab/wait-for.ts";
import { openExecLab } from "./exec-lab.ts";

const podman = await startPodmanService();
const lab = forFile(await openExecLab(podman));

/** The exec sessions that Podman has a record of. */
async function sessions(container = lab.deps.containerId): Promise<readonly string[]> {
  return JSON.parse(await podman.podman("inspect", "--format", "{{json .ExecIDs}}", container)) ?? [];
}

/** Runs what execs, and answers the ids of the sessions that it made. */
async function sessionsOf(run: () => Promise<unknown>): Promise<readonly string[]> {
  const before = lab.ended.length;
  await run();
  return [...new Set(lab.ended.slice(before))];
}

async function nothingIsLeft(made: readonly string[]): Promise<void> {
  await waitFor("conmon to end", () => execConmons((id) => made.includes(id)).size === 0);
  await waitFor("the records to go", async () => !(await sessions()).some((id) => made.includes(id)));
}

const failed = (attempt: Promise<unknown>) => attempt.catch(() => undefined);

test.each([
  ["a command", 1, () => lab.command("exit 3")],
  ["a command that is not there", 1, () => lab.session("exec /no/such/program")],
  ["a command whose time is up", 1, () => failed(lab.command("sleep 99", 500))],
  ["a session that is cancelled", 1, () => failed(lab.session("sleep 99", { signal: AbortSignal.timeout(500) }))],
  ["more commands than are cleaned up at once", 12, () => Promise.all(Array.from({ length: 12 }, () => lab.command("true")))],
] as const)(
  "no process and no record is left of %s",
  async (_, count, run) => {
    const made = await sessionsOf(run);
    expect(made.length).toBe(count);
    await nothingIsLeft(made);
  },
  120_000,
);

test("an exec that still runs keeps its processes and its record", async () => {
  const id = await lab.client.execs.create(lab.deps.containerId, { command: ["cat"], tty: false, attachStdin: true });
  const connection: ExecConnection = await lab.client.execs.start(id, { tty: false });
  lab.deps.leftovers.add(id, lab.client.execs);
  const other = await sessionsOf(() => lab.command("true"));
  await nothingIsLeft(other);
  expect(await lab.client.execs.inspect(id)).toMatchObject({ running: true });
  connection.endInput();
  await nothingIsLeft([id]);
}, 120_000);

test("where Podman has removed the record when asked, its own clean-up is not run", async () => {
  const id = await lab.client.execs.create(lab.deps.containerId, { command: ["true"], tty: false, attachStdin: false });
  const connection = await lab.client.execs.start(id, { tty: false });
  for await (const _ of connection.output);
  await waitFor("the end", async () => !(await lab.client.execs.inspect(id)).running);
  let asked = 0;
  const remove = async () => void asked++;
  lab.deps.leftovers.add(id, { remove });
  await waitFor("conmon to end", () => execConmons((execId) => execId === id).size === 0);
  expect(asked).toBeGreaterThan(0);
  // This Podman was not asked, so that only its clean-up could have removed the record.
  expect(await sessions()).toContain(id);
}, 60_000);

test("the end of the plugin cleans up after its last exec", async () => {
  await using tasks = openLifecycleLab(podman.socketPath);
  const task = tasks.task("while :; do sleep 0.1; done");
  await tasks.start(task);
  const { result } = await tasks.driver.execTask(task.config.id, ["true"], 0, never);
  expect(result.exitCode).toBe(0);
  await tasks.driver.shutdown();
  await waitFor("the record to go", async () => (await sessions(nameOf(task))).length === 0);
}, 120_000);
