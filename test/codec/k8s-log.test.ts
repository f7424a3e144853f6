import { expect, test } from "bun:test";
import fc from "fast-check";
import { DecodedLog, decodeK8sLog } from "../../src/codec/k8s-log.ts";

const stamp = "2026-11-21T02:15:04.054538411+00:00";

const noneOpen = { stdout: false, stderr: false };

function decode(text: string | Uint8Array, atEnd = false, offset = 0, open = noneOpen) {
  const input = Buffer.from(text);
  const stderr = Buffer.alloc(input.length);
  const into = new DecodedLog();
  decodeK8sLog(input, input.length, stderr, { offset, atEnd, open }, into);
  return {
    ...into,
    out: input.subarray(0, into.length.stdout),
    err: stderr.subarray(0, into.length.stderr),
  };
}

test.each([
  ["a line", `${stamp} stdout F one\n`, "one\n", ""],
  ["both streams", `${stamp} stdout F one\n${stamp} stderr F two\n${stamp} stdout F three\n`, "one\nthree\n", "two\n"],
  ["an empty line", `${stamp} stdout F \n`, "\n", ""],
  ["a partial line, without the newline of the format", `${stamp} stdout P par\n${stamp} stdout F t\n`, "part\n", ""],
  ["a timestamp of Zulu time", "2026-11-21T02:15:04.054538411Z stderr F x\n", "", "x\n"],
  ["a payload that looks like a line", `${stamp} stdout F ${stamp} stderr F x\n`, `${stamp} stderr F x\n`, ""],
])("decodeK8sLog() splits %s", (_, text, out, err) => {
  const decoded = decode(text);
  expect({ out: decoded.out.toString(), err: decoded.err.toString() }).toEqual({ out, err });
  expect(decoded).toMatchObject({ consumed: text.length, malformedLines: 0 });
});

test("decodeK8sLog() leaves an unfinished line for the next time", () => {
  const whole = `${stamp} stdout F one\n`;
  expect(decode(`${whole}${stamp} stdout F tw`).consumed).toBe(whole.length);
});

test("decodeK8sLog() takes the unfinished line at the end of the file", () => {
  expect(decode(`${stamp} stderr F tw`, true)).toMatchObject({ err: Buffer.from("tw"), unended: true });
  expect(decode(`${stamp} stderr F tw\n`, true).unended).toBe(false);
  expect(decode(`${stamp} std`, true)).toMatchObject({ consumed: stamp.length + 4, malformedLines: 0 });
});

test.each(["no prefix at all\n", `${stamp} stdlog F x\n`, `${stamp} stdout X x\n`, "\n"])(
  "decodeK8sLog() keeps %j as it is and counts it",
  (line) => {
    const decoded = decode(`${line}${stamp} stdout F next\n`);
    expect(decoded.out.toString()).toBe(`${line}next\n`);
    expect(decoded.malformedLines).toBe(1);
  },
);

test.each([
  ["none", `${stamp} stdout F a\n${stamp} stderr F b\n`, { at: 2, ended: [2, 2], before: [2, 2] }],
  [
    "one of stdout",
    `${stamp} stdout F a\n${stamp} stdout P b\n${stamp} stderr F c\n`,
    { at: 1, ended: [2, 2], before: [2, 0] },
  ],
  [
    "one of stderr",
    `${stamp} stderr P a\n${stamp} stdout F b\n${stamp} stderr P c\n`,
    { at: 0, ended: [2, 0], before: [0, 0] },
  ],
  ["one of each", `${stamp} stderr P a\n${stamp} stdout P b\n${stamp} stderr P c\n`, { at: 0, ended: [0, 0], before: [0, 0] }],
  ["one that has ended", `${stamp} stdout P a\n${stamp} stdout F b\n`, { at: 2, ended: [3, 0], before: [3, 0] }],
  [
    "one after another",
    `${stamp} stdout P a\n${stamp} stdout F b\n${stamp} stdout P c\n`,
    { at: 2, ended: [3, 0], before: [3, 0] },
  ],
])("decodeK8sLog() says where the first line begins that may go on: %s", (_, text, { at, ended, before }) => {
  const decoded = decode(text);
  const lineBytes = stamp.length + " stdout F a\n".length;
  expect(decoded.unfinishedAt).toBe(at * lineBytes);
  expect([decoded.ended.stdout, decoded.ended.stderr]).toEqual(ended);
  expect([decoded.before.stdout, decoded.before.stderr]).toEqual(before);
});

const write = fc.record({
  stream: fc.constantFrom("stdout", "stderr"),
  data: fc.oneof(
    fc.uint8Array({ minLength: 1, maxLength: 40 }),
    fc.array(fc.constantFrom(10, 10, 70, 32, 0, 255), { minLength: 1, maxLength: 20 }).map((bytes) => Uint8Array.from(bytes)),
  ),
});

/** What conmon writes into its log for one read of a stream. */
function framed({ stream, data }: { stream: string; data: Uint8Array }): Buffer {
  const parts: Buffer[] = [];
  for (let start = 0; start < data.length; ) {
    const end = data.indexOf(10, start);
    const line = Buffer.from(data.subarray(start, end === -1 ? data.length : end));
    parts.push(Buffer.from(`${stamp} ${stream} ${end === -1 ? "P" : "F"} `), line, Buffer.from("\n"));
    start = end === -1 ? data.length : end + 1;
  }
  return Buffer.concat(parts);
}

test("decodeK8sLog() gives back every byte of any output, wherever the file was cut", () => {
  fc.assert(
    fc.property(fc.array(write), fc.nat(), (writes, seed) => {
      const file = Buffer.concat(writes.map(framed));
      const cut = file.length === 0 ? 0 : seed % (file.length + 1);
      const first = decode(file.subarray(0, cut));
      const second = decode(file.subarray(first.consumed));
      const all = (stream: string) =>
        Buffer.concat(writes.filter((one) => one.stream === stream).map(({ data }) => data)).toString("hex");
      expect(Buffer.concat([first.out, second.out]).toString("hex")).toBe(all("stdout"));
      expect(Buffer.concat([first.err, second.err]).toString("hex")).toBe(all("stderr"));
    }),
  );
});

test("decodeK8sLog() gives back every byte when what may go on is read again with what follows", () => {
  fc.assert(
    fc.property(fc.array(write), fc.nat(), (writes, seed) => {
      const file = Buffer.concat(writes.map(framed));
      const cut = file.length === 0 ? 0 : seed % (file.length + 1);
      const first = decode(file.subarray(0, cut));
      const second = decode(file.subarray(first.unfinishedAt));
      for (const [stream, one, two] of [
        ["stdout", first.out, second.out] as const,
        ["stderr", first.err, second.err] as const,
      ]) {
        const taken = one.subarray(0, first.ended[stream]);
        const rest = two.subarray(first.ended[stream] - first.before[stream]);
        const all = Buffer.concat(writes.filter((each) => each.stream === stream).map(({ data }) => data));
        expect(Buffer.concat([taken, rest]).toString("hex")).toBe(all.toString("hex"));
        expect(taken.length === 0 || taken.at(-1) === 10).toBe(true);
      }
    }),
  );
});

/** A line of conmon's of so many bytes. */
function lineOf(bytes: number, time: string, stream: "stdout" | "stderr" = "stdout", kind: "F" | "P" = "F"): string {
  const header = `${time} ${stream} ${kind} `;
  return `${header}${"x".repeat(bytes - header.length - 1)}\n`;
}

const later = "2026-11-21T02:15:09.100000000+00:00";
const next = `${later} stdout F next\n`;

test.each<[string, string, { out: string; err?: string; cut: number; open?: typeof noneOpen; offset?: number; from?: string }]>(
  [
    ["in its payload", lineOf(600, stamp).slice(0, 512) + next, { out: "next\n", cut: 1, from: stamp }],
    [
      "in its header",
      `${lineOf(500, stamp)}${stamp.slice(0, 12)}${next}`,
      { out: `${"x".repeat(454)}\nnext\n`, cut: 1, from: "" },
    ],
    ["before its newline", lineOf(513, stamp).slice(0, 512) + next, { out: "next\n", cut: 1, from: stamp }],
    [
      "twice",
      `${lineOf(600, stamp).slice(0, 512)}${lineOf(600, later).slice(0, 512)}${next}`,
      { out: "next\n", cut: 2, from: stamp },
    ],
    [
      "which is part of a longer one",
      `${lineOf(256, stamp, "stdout", "P")}${lineOf(600, stamp).slice(0, 256)}${next}`,
      { out: `${"x".repeat(210)}\nnext\n`, cut: 1, from: stamp },
    ],
    [
      "whose beginning is delivered",
      lineOf(600, stamp).slice(0, 512) + next,
      { out: "\nnext\n", cut: 1, from: stamp, open: { stdout: true, stderr: false } },
    ],
    [
      "whose beginning is delivered, of stderr",
      lineOf(600, stamp, "stderr").slice(0, 512) + next,
      { out: "next\n", err: "\n", cut: 1, from: stamp, open: { stdout: false, stderr: true } },
    ],
    [
      "at a block of the file, not of what was read",
      lineOf(600, stamp).slice(0, 412) + next,
      { out: "next\n", cut: 1, from: stamp, offset: 100 },
    ],
  ],
)("decodeK8sLog() leaves out a line that a full disk cut %s", (_, text, { out, err = "", cut, from = "", open, offset }) => {
  const decoded = decode(text, false, offset, open);
  expect({ out: decoded.out.toString(), err: decoded.err.toString() }).toEqual({ out, err });
  expect(decoded).toMatchObject({ consumed: text.length, cutLines: cut, cutFrom: from, cutTo: later, malformedLines: 0 });
});

test.each([
  ["a copy of an older header at a block's beginning", `${lineOf(513, later).slice(0, 512)}${stamp} stdout F copy\n`],
  ["a copy of a younger one elsewhere", `${lineOf(512, stamp).slice(0, 511)}${later} stdout F copy\n`],
])("decodeK8sLog() keeps a payload that holds %s", (_, text) => {
  const decoded = decode(text);
  expect(decoded.out.toString()).toBe(text.slice(stamp.length + " stdout F ".length));
  expect(decoded.cutLines).toBe(0);
});
