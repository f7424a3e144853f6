import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import { unknownNode } from "../../src/core/node.ts";
import { fingerprintToWire } from "../../src/rpc/convert-fingerprint.ts";
import { nodeFromWire } from "../../src/rpc/convert-node.ts";
import { exitToWire, statusToWire } from "../../src/rpc/convert-task-status.ts";
import { usageToWire } from "../../src/rpc/convert-usage.ts";
import { durationFromWire, timestampToWire } from "../../src/rpc/convert-values.ts";
import { google, hashicorp } from "../../src/rpc/gen/protocol.js";

const { CPUUsage, MemoryUsage, FingerprintResponse, TaskStats } = hashicorp.nomad.plugins.drivers.proto;

describe("durationFromWire", () => {
  test.each([
    [undefined, 0],
    [{}, 0],
    [{ seconds: 0, nanos: 0 }, 0],
    [{ seconds: 5, nanos: 0 }, 5_000],
    [{ seconds: 1, nanos: 500_000 }, 1_000.5],
    [{ seconds: -5, nanos: 0 }, 0],
    [{ seconds: Number.MAX_SAFE_INTEGER, nanos: 0 }, 315_576_000_000_000],
  ])("reads %j as %d ms", (wire, milliseconds) => {
    expect(durationFromWire(wire)).toBe(milliseconds);
  });

  test("gives back what a client encoded", () => {
    fc.assert(
      fc.property(fc.nat(), (milliseconds) => {
        const seconds = Math.trunc(milliseconds / 1_000);
        const wire = { seconds, nanos: (milliseconds - seconds * 1_000) * 1e6 };
        const bytes = google.protobuf.Duration.encode(wire).finish();
        expect(durationFromWire(google.protobuf.Duration.decode(bytes))).toBe(milliseconds);
      }),
    );
  });
});

test("timestampToWire is seconds, and nanoseconds that are never negative, also before 1970", () => {
  fc.assert(
    fc.property(fc.date({ noInvalidDate: true }), (date) => {
      const { seconds, nanos } = timestampToWire(date) ?? {};
      expect(nanos).toBeGreaterThanOrEqual(0);
      expect(nanos).toBeLessThan(1e9);
      expect(Number(seconds) * 1_000 + Number(nanos) / 1e6).toBe(date.getTime());
    }),
  );
});

describe("fingerprintToWire", () => {
  test.each([
    ["undetected", 0],
    ["unhealthy", 1],
    ["healthy", 2],
  ] as const)("sends %s as %d", (health, number) => {
    expect(fingerprintToWire({ health, description: "", attributes: {} }).health).toBe(number);
  });

  test("sends each value in the field of its type", () => {
    const attributes = { text: "a", flag: false, whole: 3, part: 0.5 };
    const wire = fingerprintToWire({ health: "healthy", description: "fine", attributes });
    const decoded = FingerprintResponse.decode(FingerprintResponse.encode(wire).finish());
    expect(decoded.healthDescription).toBe("fine");
    expect(decoded.attributes["text"]).toMatchObject({ stringVal: "a" });
    expect(decoded.attributes["flag"]).toMatchObject({ boolVal: false });
    expect(decoded.attributes["whole"]).toMatchObject({ intVal: 3 });
    expect(decoded.attributes["part"]).toMatchObject({ floatVal: 0.5 });
  });
});

describe("usageToWire", () => {
  const timestamp = new Date("2026-01-02T03:04:05.678Z");

  test("lists just what was measured, by the numbers of the protocol", () => {
    const wire = usageToWire("t", { timestamp, cpu: { percent: 12.5, throttledTime: 7 }, memory: { rss: 1, usage: 2 } });
    const decoded = TaskStats.decode(TaskStats.encode(wire).finish());
    expect(decoded.id).toBe("t");
    expect(decoded.timestamp).toMatchObject({ seconds: 1767323045, nanos: 678_000_000 });
    const { cpu, memory } = decoded.aggResourceUsage ?? {};
    expect(cpu?.measuredFields).toEqual([CPUUsage.Fields.THROTTLED_TIME, CPUUsage.Fields.PERCENT]);
    expect(cpu).toMatchObject({ percent: 12.5, throttledTime: 7 });
    expect(memory?.measuredFields).toEqual([MemoryUsage.Fields.RSS, MemoryUsage.Fields.USAGE]);
    expect(memory).toMatchObject({ rss: 1, usage: 2 });
  });

  test("sends zeros that were measured as measured", () => {
    const wire = usageToWire("t", { timestamp, cpu: { systemMode: 0 }, memory: { swap: 0 } });
    expect(wire.aggResourceUsage?.cpu?.measuredFields).toEqual([CPUUsage.Fields.SYSTEM_MODE]);
    expect(wire.aggResourceUsage?.memory?.measuredFields).toEqual([MemoryUsage.Fields.SWAP]);
  });
});

describe("statusToWire", () => {
  const base = { id: "i", name: "n", attributes: { a: "b" }, network: undefined } as const;

  test("sends Go's zero time for what has not happened: the client rejects a response without it", () => {
    const wire = statusToWire({ ...base, state: "running", startedAt: undefined, completedAt: undefined, result: undefined });
    expect(wire.task).toMatchObject({ state: 1, startedAt: { seconds: -62_135_596_800 } });
    expect(wire.task?.completedAt).toEqual({ seconds: -62_135_596_800, nanos: 0 });
    expect(wire.task?.result).toEqual({ exitCode: 0, signal: 0, oomKilled: false });
    expect(wire.driver?.attributes).toEqual({ a: "b" });
    expect(wire.networkOverride).toBeNull();
  });

  test("sends the exit and the network of a task that ended", () => {
    const network = { portMap: { http: 80 }, address: "10.88.0.2", autoAdvertise: true };
    const result = { exitCode: 137, signal: 9, oomKilled: true };
    const date = new Date(1_500);
    const wire = statusToWire({ ...base, state: "exited", startedAt: date, completedAt: date, result, network });
    expect(wire.task?.result).toEqual(result);
    expect(wire.task?.completedAt).toEqual({ seconds: 1, nanos: 500_000_000 });
    expect(wire.networkOverride).toEqual({ portMap: { http: 80 }, addr: "10.88.0.2", autoAdvertise: true });
  });
});

test("exitToWire keeps numbers within 32 bits", () => {
  expect(exitToWire({ exitCode: 2 ** 40, signal: -1, oomKilled: false })).toEqual({
    exitCode: 2 ** 31 - 1,
    signal: -1,
    oomKilled: false,
  });
});

describe("nodeFromWire", () => {
  const cores = [
    { baseSpeed: 2_000, maxSpeed: 4_000 },
    { maxSpeed: 3_000 },
    { guessSpeed: 1_000, disable: true },
    { guessSpeed: 500 },
  ];

  test("knows nothing of a node that is not described", () => {
    expect(nodeFromWire(undefined)).toEqual(unknownNode);
    expect(nodeFromWire({})).toEqual(unknownNode);
  });

  test("adds up the speeds of the cores that tasks may use", () => {
    expect(nodeFromWire({ driver: { Topology: { cores } } })).toEqual({ usableCores: 3, totalCompute: 5_500 });
  });

  test("takes cpu_total_compute as the speed of all cores", () => {
    const driver = { Topology: { cores, overrideTotalCompute: 8_000 } };
    expect(nodeFromWire({ driver })).toMatchObject({ usableCores: 3, totalCompute: 6_000 });
  });
});
