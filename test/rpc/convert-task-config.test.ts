import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import type { TaskConfig } from "../../src/core/task-config.ts";
import { taskConfigFromWire } from "../../src/rpc/convert-task-config.ts";
import { handleFromWire, handleToWire } from "../../src/rpc/convert-task-status.ts";
import { hashicorp } from "../../src/rpc/gen/protocol.js";
import { taskToWire } from "../lab/task-to-wire.ts";

const { TaskConfig: WireTaskConfig, TaskHandle: WireTaskHandle } = hashicorp.nomad.plugins.drivers.proto;

const text = fc.string({ unit: "grapheme", maxLength: 12 });
const texts = fc.array(text, { maxLength: 3 });
const map = fc.dictionary(text, text, { maxKeys: 3, noNullPrototype: true });
const int32 = fc.integer();
const int64 = fc.maxSafeInteger();
const bytes = fc.uint8Array({ maxLength: 40 });
const label = fc.record({ label: text, value: int32 });

const resources = fc.record({
  cpuShares: int64,
  memoryMb: int64,
  memoryMaxMb: int64,
  ports: fc.array(fc.record({ label: text, value: int32, to: int32, hostIp: text }), { maxLength: 2 }),
  networks: fc.array(
    fc.record({
      ip: text,
      reservedPorts: fc.array(label, { maxLength: 2 }),
      dynamicPorts: fc.array(label, { maxLength: 2 }),
    }),
    { maxLength: 2 },
  ),
  linux: fc.record({
    cpuShares: int64,
    memoryLimitBytes: int64,
    cpusetCpus: text,
    percentTicks: fc.double({ noNaN: true, noDefaultInfinity: true }).filter((value) => !Object.is(value, -0)),
  }),
});

const taskConfig: fc.Arbitrary<TaskConfig> = fc.record({
  id: text,
  name: text,
  jobName: text,
  jobId: text,
  taskGroupName: text,
  namespace: text,
  nodeName: text,
  nodeId: text,
  allocId: text,
  user: text,
  env: map,
  deviceEnv: map,
  allocDir: text,
  stdoutPath: text,
  stderrPath: text,
  resources,
  mounts: fc.array(
    fc.record({ taskPath: text, hostPath: text, readonly: fc.boolean(), propagationMode: text, selinuxLabel: text }),
    { maxLength: 2 },
  ),
  devices: fc.array(fc.record({ taskPath: text, hostPath: text, cgroupPermissions: text }), { maxLength: 2 }),
  networkIsolation: fc.option(
    fc.record({
      mode: fc.constantFrom("host", "group", "task", "none"),
      path: text,
      hostsConfig: fc.option(fc.record({ hostname: text, address: text }), { nil: undefined }),
    }),
    { nil: undefined },
  ),
  dns: fc.option(fc.record({ servers: texts, searches: texts, options: texts }), { nil: undefined }),
  driverConfig: bytes,
});

const handle = fc.record({ config: taskConfig, driverState: bytes });

describe("taskConfigFromWire", () => {
  test("reads what Nomad sends, over the wire", () => {
    fc.assert(
      fc.property(taskConfig, (config) => {
        const wire = WireTaskConfig.decode(WireTaskConfig.encode(taskToWire(config)).finish());
        expect(taskConfigFromWire(wire)).toEqual(config);
      }),
    );
  });

  test("takes any bytes that are a message, and has every field", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (garbage) => {
        let wire: ReturnType<typeof WireTaskConfig.decode>;
        try {
          wire = WireTaskConfig.decode(garbage);
        } catch {
          return;
        }
        const config = taskConfigFromWire(wire);
        expect(config.driverConfig).toBeInstanceOf(Uint8Array);
        expect(Number.isSafeInteger(config.resources.memoryMb)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  test("has a value for everything that was not sent", () => {
    const config = taskConfigFromWire(undefined);
    expect(config).toMatchObject({ id: "", env: {}, mounts: [], networkIsolation: undefined, dns: undefined });
    expect(config.resources.linux.memoryLimitBytes).toBe(0);
    expect(config.driverConfig).toEqual(new Uint8Array());
  });

  test("bounds what a number cannot hold", () => {
    // Field 4 (memory_limit_bytes), varint 2^63 − 1.
    const linux = [0x20, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f];
    const bytes = Uint8Array.from([0x32, linux.length + 2, 0x12, linux.length, ...linux]);
    const config = taskConfigFromWire(WireTaskConfig.decode(bytes));
    expect(config.resources.linux.memoryLimitBytes).toBe(Number.MAX_SAFE_INTEGER);
  });

  test("keeps no view of the message", () => {
    const message = WireTaskConfig.encode({ msgpackDriverConfig: Uint8Array.of(1, 2, 3) }).finish();
    const config = taskConfigFromWire(WireTaskConfig.decode(message));
    expect(config.driverConfig.buffer.byteLength).toBe(3);
  });
});

test("handleFromWire reads back what handleToWire wrote, over the wire", () => {
  fc.assert(
    fc.property(handle, (original) => {
      const wire = WireTaskHandle.decode(WireTaskHandle.encode(handleToWire(original, taskToWire(original.config))).finish());
      expect(handleFromWire(wire)).toEqual(original);
    }),
  );
});
