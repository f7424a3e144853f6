import { expect, test } from "bun:test";
import fc from "fast-check";
import { decodeMsgpack } from "../../../src/codec/msgpack.ts";
import { encodeRawMsgpack } from "../../../src/codec/msgpack-raw.ts";
import { isDriverError } from "../../../src/core/errors.ts";
import { type DriverState, decodeDriverState, encodeDriverState } from "../../../src/translate/state/driver-state.ts";
import { golden, goldenContainer } from "../../fixtures/go-driver-states.ts";

const goldenState: DriverState = {
  containerId: goldenContainer,
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
  const state = decodeMsgpack(encodeDriverState(goldenState, options));
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

test.each([
  ["containerd-driver", { StartedAt: null, ContainerName: "web-1", StdoutPath: "/o", StderrPath: "/e" }],
  [
    "nspawn",
    { ReattachConfig: { Protocol: "grpc", Network: "unix", Addr: "/s", Pid: 7 }, MachineName: "web-1", StartedAt: null },
  ],
  ["podman", { ContainerID: "abc", Driver: "nspawn" }],
  ["nspawn", { ContainerID: "abc" }],
])("decodeDriverState() refuses for %s what another driver wrote, and advises to drain", (driverName, state) => {
  expect(() => decodeDriverState(encodeRawMsgpack(state), driverName)).toThrow(
    new RegExp(`^the task was started by another ${driverName} driver .* drain a node before its driver is replaced$`),
  );
});

test("decodeDriverState() returns a state or throws a DriverError for any bytes", () => {
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

test("decodeDriverState() refuses what Nomad's own Docker driver wrote", () => {
  const state = encodeRawMsgpack({
    ReattachConfig: { Protocol: "grpc", Network: "unix", Addr: "/tmp/plugin1", Pid: 7 },
    ContainerID: "0".repeat(64),
    DriverNetwork: { PortMap: {}, IP: "172.17.0.2", AutoAdvertise: false },
  });
  expect(() => decodeDriverState(state, "docker")).toThrow("docker");
});
