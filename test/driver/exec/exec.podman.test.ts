import { expect, test } from "bun:test";
import { execCommand } from "../../../src/driver/exec/command.ts";
import { forFile } from "../../lab/for-file.ts";
import { startPodmanService } from "../../lab/test-podman.ts";
import { openExecLab } from "./exec-lab.ts";

const never = new AbortController().signal;

const lab = forFile(await openExecLab(await startPodmanService()));

test("execCommand() answers both streams and the exit code", async () => {
  expect(await lab.command("echo out; echo err >&2; exit 3")).toEqual({ out: "out\n", err: "err\n", code: 3 });
});

test("execCommand() keeps the last 64 KiB of each stream", async () => {
  const { out, err } = await lab.command("seq 1 50000; seq 1 60000 >&2");
  expect([out.length, err.length]).toEqual([64 * 1024, 64 * 1024]);
  expect(out.endsWith("49999\n50000\n")).toBe(true);
  expect(err.endsWith("59999\n60000\n")).toBe(true);
});

test("execCommand() of a missing command is exit code 127, with the reason", async () => {
  const { result, stderr } = await execCommand(lab.deps, ["/nonexistent"], 0, never);
  expect(result.exitCode).toBe(127);
  expect(Buffer.from(stderr).toString()).toBe('"/nonexistent" could not be executed: the container has no such file\n');
});

const mayNot = "it is a directory, or a file that the task's user may not execute: chmod +x";

// Podman adds a line about its own connection to some of them.
test.each([
  [["nope"], 127, "the container has no such program in $PATH"],
  [["ls -l"], 127, "the container has no such program in $PATH: write its arguments as separate words"],
  [["./nope"], 127, "the container has no such file: a relative path starts in its working directory"],
  [["/etc/passwd"], 126, mayNot],
])(
  "an exec of %j ends with %i and one line that says why",
  async ([program = ""], code, why) => {
    const line = `"${program}" could not be executed: ${why}\n`;
    for (let attempt = 0; attempt < 4; attempt += 1) {
      expect(await lab.session([program])).toEqual({ out: "", err: line, code });
    }
    expect(await lab.session([program], { tty: true })).toEqual({ out: line, err: "", code });
  },
  60_000,
);

test("execCommand() kills what takes too long, with all it started", async () => {
  const attempt = lab.command("sleep 7771 & sleep 7771", 500);
  await expect(attempt).rejects.toMatchObject({ code: "timeout", message: "exec took longer than 0.5 s and was killed" });
  expect(await lab.processes("7771")).toBe(0);
}, 30_000);

test("execCommand() serves 20 at once", async () => {
  const codes = await Promise.all(Array.from({ length: 20 }, async (_, index) => (await lab.command(`exit ${index}`)).code));
  expect(codes).toEqual(Array.from({ length: 20 }, (_, index) => index));
}, 60_000);

test.each([
  ["both streams", "echo out; echo err >&2; exit 43", {}, { out: "out\n", err: "err\n", code: 43 }],
  ["stdin to its end", "cat", { input: ["one\n", "two"] }, { out: "one\ntwo", err: "", code: 0 }],
  ["a reader that stops early", "head -n1", { input: ["one\n", "two\n"] }, { out: "one\n", err: "", code: 0 }],
  ["the signal that ended the process", "kill -9 $$", {}, { out: "", err: "", code: 137 }],
  ["a terminal", "echo out; echo err >&2; exit 4", { tty: true }, { out: "out\r\nerr\r\n", err: "", code: 4 }],
  [
    "a terminal's first size",
    "stty size",
    { tty: true, sizes: [{ height: 33, width: 99 }] },
    { out: "33 99\r\n", err: "", code: 0 },
  ],
  [
    "a terminal's later sizes",
    // A terminal of crun has no size for a moment, of which stty complains.
    "while [ \"$(stty size 2>/dev/null)\" != '44 88' ]; do sleep 0.05; done; stty size",
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
    expect(await lab.session(line, caller)).toEqual(expected);
  },
  30_000,
);

test("execSession() loses no byte either way", async () => {
  const block = `${"0123456789abcdef".repeat(4_095)}\n`;
  const { out } = await lab.session("cat", { input: Array.from({ length: 64 }, () => block) });
  expect(out).toBe(block.repeat(64));
}, 30_000);

test("execSession() kills the process when it is cancelled, with all it started", async () => {
  const cancel = new AbortController();
  const attempt = lab.session("sleep 7772 & sleep 7772", { signal: cancel.signal });
  while ((await lab.processes("7772")) < 2) await Bun.sleep(10);
  cancel.abort();
  await expect(attempt).rejects.toMatchObject({ code: "cancelled" });
  expect(await lab.processes("7772")).toBe(0);
}, 30_000);

test("an empty command is refused by execCommand() and by execSession()", async () => {
  const refusal = { code: "invalidRequest", message: "exec needs a command, and got none" };
  await expect(execCommand(lab.deps, [], 0, never)).rejects.toMatchObject(refusal);
  await expect(lab.session([])).rejects.toMatchObject(refusal);
});
