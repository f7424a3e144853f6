import { describe, expect, test } from "bun:test";
import { join } from "node:path";
import { Glob } from "bun";
import { fingerprintToWire } from "../../src/rpc/convert-fingerprint.ts";
import { eventToWire } from "../../src/rpc/convert-task-status.ts";
import { columnText } from "../../src/rpc/convert-values.ts";
import { statusOf } from "../../src/rpc/status.ts";

test("columnText() leaves no end of a column", () => {
  expect(columnText("a|b||c")).toBe("a¦b¦¦c");
});

test("columnText() is one line that a terminal does not obey", () => {
  expect(columnText("pulled\r\n  \x1b[2Jall\tof it\u202e")).toBe("pulled \\u001b[2Jall of it\\u202e");
});

describe("what Nomad shows in a table has no end of a column", () => {
  test.each([
    ["the error of a call", statusOf(new Error("exec: a|b")).details],
    [
      "an event",
      eventToWire({ taskId: "", allocId: "", taskName: "", timestamp: new Date(), message: "a|b", annotations: {} }).message,
    ],
    ["the driver's health", fingerprintToWire({ health: "healthy", description: "a|b", attributes: {} }).healthDescription],
  ])("%s", (_, text) => {
    expect(text).toContain("a¦b");
  });
});

/** Where a bar reaches no table: the handshake of go-plugin, and what the command line prints. A shell's double bar is not one. */
const elsewhere = new Set(["plugin/handshake.ts", "cli/help.ts", "rpc/convert-values.ts"]);

/** The texts of a source file, without what stands in `${…}`, and without comments and regular expressions. */
function textsOf(source: string): readonly string[] {
  const code = source
    .replace(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm, "")
    .replace(/(?<=[=(,:]\s*)\/(?:[^/\\\n[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/[dgimsuvy]*/g, "")
    .replace(/new RegExp\(`[^`]*`\)/g, "");
  return [...code.matchAll(/"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`/g)].map(([text]) => text.replace(/\$\{[^}]*\}/g, ""));
}

test("no text of ours has a bar that the replacement would spoil", async () => {
  const folder = join(import.meta.dir, "../../src");
  const found: string[] = [];
  let seen = 0;
  for await (const path of new Glob("**/*.ts").scan(folder)) {
    if (path.startsWith("rpc/gen/") || elsewhere.has(path)) continue;
    const texts = textsOf(await Bun.file(join(folder, path)).text());
    seen += texts.length;
    found.push(...texts.filter((text) => text.replaceAll("||", "").includes("|")).map((text) => `${path}: ${text}`));
  }
  expect(found).toEqual([]);
  expect(seen).toBeGreaterThan(1000);
});
