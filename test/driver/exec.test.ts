import { afterAll, beforeAll, expect, test } from "bun:test";
import type { TerminalSize } from "../../src/driver/api.ts";
import { execCommand } from "../../src/driver/exec-command.ts";
import type { ExecDeps } from "../../src/driver/exec-process.ts";
import { execSession } from "../../src/driver/exec-session.ts";
import { systemClock } from "../../src/driver/system-clock.ts";
import type { PodmanClient } from "../../src/podman/api.ts";
import { createPodmanClient } from "../../src/podman/client.ts";
import { startPodmanService } from "../helpers/podman-service.ts";
import { LoggedLines } from "./log-fixtures.ts";

let client: PodmanClient;
let deps: ExecDeps;
const never = new AbortController().signal;

beforeAll(async () => {
  const { socketPath, image } = await startPodmanService();
  client = createPodmanClient({ socketPath: `unix://${socketPath}`, requestTimeoutMilliseconds: 60_000 });
  const spec = { name: `exec-${process.pid}`, image, command: ["sleep", "3600"], netns: { nsmode: "host" } };
  const { id } = await client.containers.create(spec);
  await client.containers.start(id);
  deps = { client, containerId: id, clock: systemClock, logger: new LoggedLines() };
}, 60_000);

afterAll(async () => {
  await client.containers.remove(deps.containerId);
  client.close();
});

async function command(line: string, timeoutMilliseconds = 0, signal = never) {
  const outcome = await execCommand(deps, ["sh", "-c", line], timeoutMilliseconds, signal);
  const text = (bytes: Uint8Array) => Buffer.from(bytes).toString();
  return { out: text(outcome.stdout), err: text(outcome.stderr), code: outcome.result.exitCode };
}

interface Caller {
  readonly tty?: boolean;
  readonly input?: readonly string[];
  readonly sizes?: readonly TerminalSize[];
  readonly signal?: AbortSignal;
}

async function session(line: string, { tty = false, input = [], sizes = [], signal = never }: Caller = {}) {
  const got = { out: "", err: "" };
  const result = await execSession(
    deps,
    { command: ["sh", "-c", line], tty },
    {
      stdin: (async function* () {
        for (const text of input) yield Buffer.from(text);
      })(),
      resizes: (async function* () {
        yield* sizes;
      })(),
      async writeStdout(chunk) {
        got.out += Buffer.from(chunk).toString();
      },
      async writeStderr(chunk) {
        got.err += Buffer.from(chunk).toString();
      },
    },
    signal,
  );
  return { ...got, code: result.exitCode };
}

/** How many processes in the container have the word in their command line. */
async function processes(word: string): Promise<number> {
  const { out } = await command(`ps -o args | grep -v grep | grep -c ${word}`);
  return Number(out);
}

test("execCommand() answers both streams and the exit code", async () => {
  expect(await command("echo out; echo err >&2; exit 3")).toEqual({ out: "out\n", err: "err\n", code: 3 });
});

test("execCommand() keeps the last 64 KiB", async () => {
  const { out } = await command("seq 1 50000");
  expect(out.length).toBe(64 * 1024);
  expect(out.endsWith("49999\n50000\n")).toBe(true);
});

test("execCommand() of a missing command is exit code 127", async () => {
  const { result } = await execCommand(deps, ["/nonexistent"], 0, never);
  expect(result.exitCode).toBe(127);
});

test("execCommand() kills what takes too long, with all it started", async () => {
  const attempt = command("sleep 7771 & sleep 7771", 500);
  expect(attempt).rejects.toMatchObject({ code: "timeout", message: "exec took longer than 0.5 s and was killed" });
  await attempt.catch(() => undefined);
  expect(await processes("7771")).toBe(0);
}, 30_000);

test("execCommand() serves 20 at once", async () => {
  const codes = await Promise.all(Array.from({ length: 20 }, async (_, index) => (await command(`exit ${index}`)).code));
  expect(codes).toEqual(Array.from({ length: 20 }, (_, index) => index));
}, 60_000);

test.each([
  ["both streams", "echo out; echo err >&2; exit 43", {}, { out: "out\n", err: "err\n", code: 43 }],
  ["stdin to its end", "cat", { input: ["one\n", "two"] }, { out: "one\ntwo", err: "", code: 0 }],
  ["a reader that stops early", "head -n1", { input: ["one\n", "two\n"] }, { out: "one\n", err: "", code: 0 }],
  ["a terminal", "echo out; echo err >&2; exit 4", { tty: true }, { out: "out\r\nerr\r\n", err: "", code: 4 }],
  [
    "a terminal's first size",
    "stty size",
    { tty: true, sizes: [{ height: 33, width: 99 }] },
    { out: "33 99\r\n", err: "", code: 0 },
  ],
  [
    "a terminal's later sizes",
    "while [ \"$(stty size)\" != '44 88' ]; do sleep 0.05; done; stty size",
    {
      tty: true,
      sizes: [
        { height: 33, width: 99 },
        { height: 44, width: 88 },
      ],
    },
    { out: "44 88\r\n", err: "", code: 0 },
  ],
] as const)(
  "execSession() carries %s",
  async (_, line, caller, expected) => {
    expect(await session(line, caller)).toEqual(expected);
  },
  30_000,
);

test("execSession() loses no byte either way", async () => {
  const block = `${"0123456789abcdef".repeat(4_095)}\n`;
  const { out } = await session("cat", { input: Array.from({ length: 64 }, () => block) });
  expect(out).toBe(block.repeat(64));
}, 30_000);

test("execSession() kills the process when it is cancelled, with all it started", async () => {
  const cancel = new AbortController();
  const attempt = session("sleep 7772 & sleep 7772", { signal: cancel.signal });
  while ((await processes("7772")) < 2) await Bun.sleep(10);
  cancel.abort();
  expect(attempt).rejects.toMatchObject({ code: "cancelled" });
  await attempt.catch(() => undefined);
  expect(await processes("7772")).toBe(0);
}, 30_000);

test("execSession() refuses an empty command", () => {
  expect(execCommand(deps, [], 0, never)).rejects.toMatchObject({ code: "invalidRequest" });
});
