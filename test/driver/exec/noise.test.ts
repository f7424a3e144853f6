import { expect, test } from "bun:test";
import type { LogChunk, OutputStream } from "../../../src/core/output.ts";
import { withoutNoise } from "../../../src/driver/exec/noise.ts";

const noise = "Error: read unixpacket @->/proc/self/fd/13/attach: read: connection reset by peer\n";
const refused =
  'Error: runc: exec failed: unable to start container process: exec: "nope": executable file not found in $PATH\n';

async function read(texts: readonly string[], code: number, stream: OutputStream = "stderr"): Promise<[string, number]> {
  let asked = 0;
  async function* output(): AsyncGenerator<LogChunk> {
    for (const text of texts) yield { stream, data: Buffer.from(text) };
  }
  let seen = "";
  const exitCode = async () => {
    asked += 1;
    return code;
  };
  for await (const { data } of withoutNoise(output(), exitCode)) seen += Buffer.from(data).toString();
  return [seen, asked];
}

test.each([
  ["in a chunk of its own", [refused, noise], 127],
  ["behind the runtime's line", [refused + noise], 126],
  ["on a terminal", [refused, noise.replace("\n", "\r\n")], 126],
] as const)("withoutNoise() drops Podman's line %s", async (_, texts, code) => {
  expect(await read(texts, code)).toEqual([refused, 1]);
});

test("withoutNoise() leaves the same line of a program that ran", async () => {
  expect(await read([`a\n${noise}`], 1)).toEqual([`a\n${noise}`, 1]);
});

test.each([[[noise, "more"]], [["x", "y\n"]], [["z".repeat(20_000)]], [[]]])(
  "withoutNoise() leaves all else, and asks for no exit code (%#)",
  async (texts) => {
    expect(await read(texts, 127)).toEqual([texts.join(""), 0]);
  },
);
