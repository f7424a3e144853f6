import { expect, test } from "bun:test";
import fc from "fast-check";
import { decodeMsgpack } from "../../../src/codec/msgpack.ts";
import { encodeRawMsgpack } from "../../../src/codec/msgpack-raw.ts";
import { decodeDriverState } from "../../../src/translate/state/driver-state.ts";
import { goTime, parseGoTime } from "../../../src/translate/state/go-time.ts";

const moment = new Date("2026-11-21T02:37:11.629Z");

/** What Go's time.Time.MarshalBinary gives for 2026-11-21T02:37:11.629162687Z in zones (Go 1.26, written by Nomad's own codec). */
const zones: readonly (readonly [zone: string, hex: string])[] = [
  ["UTC", "010000000ee292fad7258042bfffff"],
  ["+01:00", "010000000ee292fad7258042bf003c"],
  ["-03:30", "010000000ee292fad7258042bfff2e"],
  ["+05:45", "010000000ee292fad7258042bf0159"],
  ["+14:00", "010000000ee292fad7258042bf0348"],
  // With seconds in the offset the format has another version and one byte more.
  ["+00:17:30", "020000000ee292fad7258042bf00111e"],
  ["-00:44:30", "020000000ee292fad7258042bfffd4e2"],
];

test.each(zones)("parseGoTime() reads the moment in %s, whatever the zone", (_, hex) => {
  expect(parseGoTime(Uint8Array.fromHex(hex))).toEqual(moment);
});

test.each(zones)("decodeDriverState() reads a StartedAt in %s", (_, hex) => {
  const state = encodeRawMsgpack({ ContainerID: "c1", StartedAt: Uint8Array.fromHex(hex) });
  expect(decodeDriverState(state).startedAt).toEqual(moment);
});

test.each([
  ["the epoch", "010000000e7791f70000000000ffff", 0],
  ["a moment before it", "010000000e75b0c380000001f4ffff", Date.UTC(1969, 0, 1)],
])("parseGoTime() reads %s", (_, hex, milliseconds) => {
  expect(parseGoTime(Uint8Array.fromHex(hex))).toEqual(new Date(milliseconds));
});

test.each([
  ["nothing", undefined],
  ["null", null],
  ["a text", "2026-11-21T02:37:11.629+01:00"],
  ["too little", Uint8Array.fromHex("010000000ee292fad7258042bfff")],
  ["another version", Uint8Array.fromHex("030000000ee292fad7258042bfffff")],
  ["a number", 1_795_228_631],
])("parseGoTime() takes %s for no time", (_, value) => {
  expect(parseGoTime(value)).toBeUndefined();
});

test("a time whose bytes happen to be a text survives the state, in any zone", () => {
  const date = fc.date({ min: new Date(0), max: new Date("2200-01-01"), noInvalidDate: true });
  const offsets = fc.integer({ min: -12 * 60, max: 14 * 60 });
  fc.assert(
    fc.property(date, offsets, (started, minutes) => {
      const bytes = goTime(started);
      new DataView(bytes.buffer).setInt16(13, minutes);
      const state = decodeMsgpack(encodeRawMsgpack({ StartedAt: bytes }));
      expect(parseGoTime(Object(state)["StartedAt"])).toEqual(started);
    }),
  );
});
