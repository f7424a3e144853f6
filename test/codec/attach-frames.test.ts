import { expect, test } from "bun:test";
import fc from "fast-check";
import { AttachFrames } from "../../src/codec/attach-frames.ts";

interface Part {
  readonly kind: number;
  readonly payload: Uint8Array;
}

function frame({ kind, payload }: Part): Uint8Array {
  const head = new Uint8Array(8);
  head[0] = kind;
  new DataView(head.buffer).setUint32(4, payload.length);
  return Buffer.concat([head, payload]);
}

/** What a decoder makes of bytes that come in pieces of the given lengths, again and again. */
function decode(bytes: Uint8Array, lengths: readonly number[] = [bytes.length]) {
  const frames = new AttachFrames("follow the log");
  const out = { stdout: [] as Uint8Array[], stderr: [] as Uint8Array[] };
  for (let offset = 0, turn = 0; offset < bytes.length; turn++) {
    const length = lengths[turn % lengths.length] ?? 1;
    frames.push(bytes.subarray(offset, offset + length), (stream, payload) => out[stream].push(payload));
    offset += length;
  }
  const joined = (parts: readonly Uint8Array[]) => Buffer.concat(parts).toString("hex");
  return { stdout: joined(out.stdout), stderr: joined(out.stderr), atBoundary: frames.atBoundary };
}

const parts = fc.array(fc.record({ kind: fc.constantFrom(0, 1, 2), payload: fc.uint8Array({ maxLength: 300 }) }), {
  maxLength: 12,
});

test("AttachFrames gives each stream its bytes, however the chunks are cut", () => {
  fc.assert(
    fc.property(parts, fc.array(fc.integer({ min: 1, max: 97 }), { minLength: 1, maxLength: 9 }), (frames, lengths) => {
      const of = (kind: number) =>
        Buffer.concat(frames.filter((part) => part.kind === kind).map(({ payload }) => payload)).toString("hex");
      const result = decode(Buffer.concat(frames.map(frame)), lengths);
      expect(result).toEqual({ stdout: of(1), stderr: of(2), atBoundary: true });
    }),
  );
});

test("AttachFrames passes on views of the chunk, without a copy", () => {
  const bytes = frame({ kind: 1, payload: new Uint8Array(1000) });
  new AttachFrames("follow the log").push(bytes, (_, payload) => {
    expect(payload.buffer).toBe(bytes.buffer as ArrayBuffer);
    expect(payload.length).toBe(1000);
  });
  expect.assertions(2);
});

test("AttachFrames passes on what has arrived of a frame that claims 4 GiB", () => {
  const frames = new AttachFrames("follow the log");
  const seen: number[] = [];
  frames.push(Uint8Array.of(1, 0, 0, 0, 255, 255, 255, 255, 65, 66), (_, payload) => seen.push(payload.length));
  frames.push(new Uint8Array(5000), (_, payload) => seen.push(payload.length));
  expect(seen).toEqual([2, 5000]);
  expect(frames.atBoundary).toBe(false);
});

test.each([
  ["within a head", Uint8Array.of(1, 0, 0)],
  ["within a payload", Uint8Array.of(1, 0, 0, 0, 0, 0, 0, 2, 65)],
])("AttachFrames is not at a boundary %s", (_, bytes) => {
  expect(decode(bytes).atBoundary).toBe(false);
});

test.each([
  ["an unknown kind", Uint8Array.of(4, 0, 0, 0, 0, 0, 0, 1, 65)],
  ["bytes where zeros belong", new TextEncoder().encode("HTTP/1.1")],
  ["a kind of 255", new Uint8Array(8).fill(255)],
])("AttachFrames rejects %s", (_, bytes) => {
  expect(() => decode(bytes, [1])).toThrow(
    expect.objectContaining({ code: "badReply", message: expect.stringMatching(/^Podman: follow the log: unexpected/) }),
  );
});

test("AttachFrames throws Podman's own text of an error frame, bounded", () => {
  const payload = new TextEncoder().encode(`container\nis gone ${"x".repeat(10_000)}`);
  const bytes = frame({ kind: 3, payload });
  expect(() => decode(bytes, [7])).toThrow(/^Podman: follow the log: container is gone x{4078}$/);
  expect(() => decode(frame({ kind: 3, payload: new Uint8Array(0) }))).toThrow("it gave no reason");
});

test("AttachFrames never throws anything but a DriverError", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      try {
        decode(bytes, [3]);
      } catch (error) {
        expect(error).toHaveProperty("code");
      }
    }),
  );
});
