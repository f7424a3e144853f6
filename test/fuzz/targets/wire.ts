/** What Nomad sends: msgpack, driver states, and messages of the protocol. */
import { expect } from "bun:test";
import fc from "fast-check";
import { decodeMsgpack } from "../../../src/codec/msgpack.ts";
import { encodeRawMsgpack, type RawValue } from "../../../src/codec/msgpack-raw.ts";
import { taskConfigFromWire } from "../../../src/rpc/convert-task-config.ts";
import { driverMethods } from "../../../src/rpc/driver-methods.ts";
import { decodeDriverState } from "../../../src/translate/state/driver-state.ts";
import { rejection, type Target, target } from "../target.ts";
import { damaged, mutated } from "../values.ts";

/** A driver state as the Go driver writes it. */
const state = {
  ContainerID: "0123456789ab",
  LogStreamer: false,
  Net: { AutoAdvertise: true, IP: "10.88.0.2", PortMap: { http: 80 } },
  StartedAt: "2026-11-21T05:26:26Z",
  TaskConfig: { image: "redis:7", socket: "default", args: ["a", "b"] },
};
const document = mutated(state).map((value) => encodeRawMsgpack((value ?? {}) as Readonly<Record<string, RawValue>>));

const msgpack = target("msgpack", damaged(document), (bytes) => {
  rejection(() => decodeMsgpack(bytes));
});

const states = target("driver states", damaged(document), (bytes) => {
  rejection(() => {
    const { containerId, socket, startedAt } = decodeDriverState(bytes);
    expect(containerId).not.toBe("");
    expect(socket).not.toBe("");
    expect(startedAt.getTime()).not.toBeNaN();
  });
});

const startTask = Buffer.from(
  driverMethods.StartTask.requestSerialize({
    task: {
      id: "b640480f/web/1",
      name: "web",
      env: { A: "b" },
      allocDir: "/var/nomad/alloc/b640480f",
      resources: {
        linuxResources: { memoryLimitBytes: 1024, cpuShares: 100 },
        allocatedResources: { memory: { memoryMb: 64 } },
      },
      mounts: [{ taskPath: "/a", hostPath: "/b" }],
      networkIsolationSpec: { mode: 1, path: "/run/netns/a", hostsConfig: { hostname: "h", address: "10.0.0.1" } },
      dns: { servers: ["10.0.0.2"] },
      msgpackDriverConfig: encodeRawMsgpack({ image: "redis:7" }),
    },
  }),
);

/** What the generated code throws for bytes that are no message; grpc-js makes a status of it. */
const broken = /^(RangeError|Error|TypeError)/;

const messages = target("protobuf messages", damaged(fc.constant(startTask)), (bytes) => {
  for (const method of Object.values(driverMethods)) {
    try {
      method.requestDeserialize(Buffer.from(bytes));
    } catch (error) {
      expect(String(error)).toMatch(broken);
    }
  }
  let message: Parameters<typeof taskConfigFromWire>[0];
  try {
    message = driverMethods.StartTask.requestDeserialize(Buffer.from(bytes)).task;
  } catch {
    return;
  }
  const task = taskConfigFromWire(message);
  for (const value of Object.values(task.resources.linux)) if (typeof value === "number") expect(value).not.toBeNaN();
});

export const wireTargets: readonly Target[] = [msgpack, states, messages];
