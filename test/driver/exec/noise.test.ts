import { expect, test } from "bun:test";
import type { LogChunk } from "../../../src/core/output.ts";
import { withoutNoise } from "../../../src/driver/exec/noise.ts";

const noise = "Error: read unixpacket @->/proc/self/fd/13/attach: read: connection reset by peer\n";
const refused =
  'Error: runc: exec failed: unable to start container process: exec: "nope": executable file not found in $PATH\n';

const plain = '"nope" could not be executed: the container has no such program in $PATH\n';

async function read(texts: readonly string[], code: number, command = ["nope"]): Promise<[string, number]> {
  let asked = 0;
  async function* output(): AsyncGenerator<LogChunk> {
    for (const text of texts) yield { stream: "stderr", data: Buffer.from(text) };
  }
  let seen = "";
  const exitCode = async () => {
    asked += 1;
    return code;
  };
  for await (const { data } of withoutNoise(output(), command, exitCode)) seen += Buffer.from(data).toString();
  return [seen, asked];
}

test.each([
  ["alone", [refused], 127],
  ["with Podman's line in a chunk of its own", [refused, noise], 127],
  ["with Podman's line behind it", [refused + noise], 126],
  ["on a terminal", [refused, noise.replace("\n", "\r\n")], 126],
] as const)("withoutNoise() puts the runtime's line %s into plain words", async (_, texts, code) => {
  expect(await read(texts, code)).toEqual([plain, 1]);
});

test.each([
  [
    "the kernel's line of runc",
    ["exec /opt/tool: exec format error\r\n"],
    "/opt/tool",
    "it is no program of this node's architecture",
  ],
  [
    "crun's line",
    [
      "Error: crun: executable file `nope` not found in $PATH: No such file or directory: OCI runtime attempted to invoke a command that was not found\n",
    ],
    "nope",
    "the container has no such program in $PATH",
  ],
  [
    "the line of crun before 1.20, which names no program",
    ["Error: crun: open executable: Permission denied: OCI permission denied\n"],
    "/etc/passwd",
    "it is a directory, or a file that the task's user may not execute",
  ],
  [
    "a whole command line in quotes",
    [refused.replace("nope", "ls -l")],
    "ls -l",
    "the container has no such program in $PATH: write its arguments as separate words",
  ],
  [
    "a relative path",
    [refused.replace('"nope": executable file not found in $PATH', '"./nope": stat ./nope: no such file or directory')],
    "./nope",
    "the container has no such file: a relative path starts in its working directory",
  ],
])("withoutNoise() knows %s", async (_, texts, program, why) => {
  const [seen] = await read(texts, 127, [program]);
  expect(seen).toStartWith(`"${program}" could not be executed: ${why}`);
  expect(seen.trimEnd()).not.toContain("\n");
});

test("withoutNoise() drops Podman's line behind words that it does not know", async () => {
  expect(await read(["Error: crun: what\n", noise], 126)).toEqual(["Error: crun: what\n", 1]);
});

test.each([
  ["Podman's line", [`a\n${noise}`]],
  ["the runtime's line", [refused]],
  ["both", [refused, noise]],
])("withoutNoise() leaves %s of a program that ran", async (_, texts) => {
  expect(await read(texts, 2)).toEqual([texts.join(""), 1]);
});

test.each([[[noise, "more"]], [["x", "y\n"]], [["z".repeat(20_000)]], [[]], [["x\n", refused]], [[refused, "more"]]])(
  "withoutNoise() leaves all else, and asks for no exit code (%#)",
  async (texts) => {
    expect(await read(texts, 127)).toEqual([texts.join(""), 0]);
  },
);

test("withoutNoise() leaves the runtime's line about another program", async () => {
  expect(await read([refused], 127, ["sh"])).toEqual([refused, 0]);
});
