import { expect, test } from "bun:test";
import fc from "fast-check";
import { decodeRawMsgpack, encodeRawMsgpack } from "../../src/codec/msgpack-raw.ts";
import { isDriverError } from "../../src/core/errors.ts";
import { type DriverState, decodeDriverState, encodeDriverState } from "../../src/translate/driver-state.ts";

/** What nomad-driver-podman v0.6.5 returned for a busybox task on Podman 4.3.1. */
const golden = Uint8Array.fromHex(
  "85ab436f6e7461696e65724944da004036353232386132356364633630393139333735343130383638333134353838336338653137366266386334363463306564653935646432343838306164663436ab4c6f6753747265616d6572c2a34e657483ad4175746f416476657274697365c3a24950ab31302e38382e302e313337a7506f72744d6170c0a9537461727465644174af010000000ee292fad7258c6af40000aa5461736b436f6e666967de0031b061707061726d6f725f70726f66696c65a0a461726368a0a46172677392a22d63da004f693d303b207768696c65205b202469202d6c74203630205d3b20646f20693d242828692b3129293b206563686f206c696e652d24692e3b20736c65657020302e313b20646f6e653b20657869742039a46175746883a870617373776f7264a0aa746c735f766572696679c2a8757365726e616d65a0ae617574685f736f66745f6661696cc2a76361705f616464c0a86361705f64726f70c0a7636f6d6d616e64a27368ae6370755f6366735f706572696f6400ae6370755f686172645f6c696d6974c2a764657669636573c0aa656e747279706f696e74c0ab65787472615f686f737473c0aa666f7263655f70756c6cc2a8686f73746e616d65a0a5696d616765ae6c6f63616c686f73742f62623a31b2696d6167655f70756c6c5f74696d656f7574a2356da4696e6974c2a9696e69745f70617468a0a86970635f6d6f6465a0ac697076345f61646472657373a0ac697076365f61646472657373a0a66c6162656c739180a76c6f6767696e6782a6647269766572a0a76f7074696f6e73c0b26d656d6f72795f7265736572766174696f6ea0ab6d656d6f72795f73776170a0b16d656d6f72795f7377617070696e65737300ac6e6574776f726b5f6d6f6465a0ad6f6f6d5f73636f72655f61646a00a26f73a0aa706964735f6c696d697400a8706f72745f6d6170c0a5706f727473c0aa70726976696c65676564c2af726561646f6e6c795f726f6f746673c2ac73656375726974795f6f7074c0ac73656c696e75785f6f707473c0a873686d5f73697a65a0a6736f636b6574a764656661756c74aa7374617469635f697073c0aa7374617469635f6d6163a0a673797363746cc0a5746d706673c0a3747479c2a6756c696d6974c0a6757365726e73a0a776617269616e74a0a7766f6c756d6573c0ab776f726b696e675f646972a0",
);

const goldenState: DriverState = {
  containerId: "65228a25cdc609193754108683145883c8e176bf8c464c0ede95dd24880adf46",
  socket: "default",
  startedAt: new Date("2026-11-21T02:37:11.629Z"),
  network: { portMap: {}, address: "10.88.0.137", autoAdvertise: true },
  logStreamer: false,
};

const goldenOptions = {
  image: "localhost/bb:1",
  command: "sh",
  args: ["-c", "i=0; while [ $i -lt 60 ]; do i=$((i+1)); echo line-$i.; sleep 0.1; done; exit 9"],
  image_pull_timeout: "5m",
  socket: "default",
};

test("decodeDriverState() reads what the Go driver wrote", () => {
  expect(decodeDriverState(golden)).toEqual(goldenState);
});

test("encodeDriverState() writes the Go driver's bytes, but for what is below a millisecond of the start", () => {
  const ours = encodeDriverState(goldenState, goldenOptions);
  const zeroed = (bytes: Uint8Array): string => {
    const copy = bytes.slice();
    const time = Buffer.from(copy).indexOf("StartedAt") + "StartedAt".length + 1;
    return copy.fill(0, time + 9, time + 15).toHex();
  };
  expect(zeroed(ours)).toBe(zeroed(golden));
});

test("encodeDriverState() never writes a password", () => {
  const options = { ...goldenOptions, auth: { username: "ci", password: "hunter2", tls_verify: true } };
  const text = new TextDecoder("latin1").decode(encodeDriverState(goldenState, options));
  expect(text).not.toContain("hunter2");
  expect(text).toContain("ci");
});

test("encodeDriverState() keeps the types that the Go driver decodes, whatever the job wrote", () => {
  const options = {
    command: ["a", "list"],
    labels: { team: "web" },
    port_map: [{ http: 80 }, { db: 5432 }],
    entrypoint: ["/bin/sh"],
    healthcheck: { command: "x" },
    logging: { driver: "journald", options: [{ tag: "t" }] },
  };
  const state = decodeRawMsgpack(encodeDriverState(goldenState, options));
  expect(state).toMatchObject({
    TaskConfig: {
      command: "",
      labels: [{ team: "web" }],
      port_map: [{ http: 80 }, { db: 5432 }],
      entrypoint: ["/bin/sh"],
      logging: { driver: "journald", options: [{ tag: "t" }] },
    },
  });
  expect(state).not.toHaveProperty("TaskConfig.healthcheck");
});

test.each([
  ["without socket", { ContainerID: "c1", StartedAt: null, TaskConfig: { image: "x" }, LogStreamer: false }],
  ["without Net", { ContainerID: "c1", TaskConfig: { socket: "default" } }],
  ["without TaskConfig", { ContainerID: "c1" }],
  ["with an empty Net", { ContainerID: "c1", Net: { IP: "", PortMap: null, AutoAdvertise: false } }],
] as const)("decodeDriverState() reads a state of an older driver %s", (_, state) => {
  expect(decodeDriverState(encodeRawMsgpack(state))).toEqual({
    containerId: "c1",
    socket: "default",
    startedAt: new Date(0),
    network: undefined,
    logStreamer: false,
  });
});

test("decodeDriverState() gives back what was encoded", () => {
  const states = fc.record({
    containerId: fc.stringMatching(/^[0-9a-f]{64}$/),
    socket: fc.string({ minLength: 1 }),
    startedAt: fc.date({ min: new Date(0), max: new Date("2200-01-01"), noInvalidDate: true }),
    network: fc.option(
      fc.record({
        // The decoder refuses this one name; a task's config with it never gets as far as a driver state.
        portMap: fc.dictionary(
          fc.string({ minLength: 1 }).filter((label) => label !== "__proto__"),
          fc.integer({ min: 1, max: 65_535 }),
        ),
        address: fc.ipV4(),
        autoAdvertise: fc.boolean(),
      }),
      { nil: undefined },
    ),
    logStreamer: fc.boolean(),
  });
  fc.assert(fc.property(states, (state) => expect(decodeDriverState(encodeDriverState(state, {}))).toEqual(state)));
});

test.each([
  ["nothing", new Uint8Array()],
  ["no map", encodeRawMsgpack("text")],
  ["no container", encodeRawMsgpack({ ContainerID: "" })],
  ["a torn map", golden.slice(0, 40)],
])("decodeDriverState() refuses %s", (_, bytes) => {
  expect(() => decodeDriverState(bytes)).toThrow(/driver state/);
  try {
    decodeDriverState(bytes);
  } catch (error) {
    expect(isDriverError(error, "invalidRequest")).toBe(true);
  }
});

test("decodeDriverState() answers any bytes with a state or a DriverError", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      try {
        decodeDriverState(bytes);
      } catch (error) {
        expect(isDriverError(error)).toBe(true);
      }
    }),
  );
});
