import { describe, expect, test } from "bun:test";
import { build, type InputOverrides, resources, specOf } from "../fixtures/task-input.ts";

const mebibyte = 1024 ** 2;

describe("memory", () => {
  test.each([
    [{ memoryMb: 64 }, {}, { limit: 64 * mebibyte }],
    [{ memoryMb: 64 }, { memory_reservation: "32m" }, { limit: 64 * mebibyte, reservation: 32 * mebibyte }],
    [{ memoryMb: 64, memoryMaxMb: 96 }, {}, { limit: 96 * mebibyte, reservation: 64 * mebibyte }],
    [{ memoryMb: 64, memoryMaxMb: 96 }, { memory_reservation: "80m" }, { limit: 96 * mebibyte, reservation: 64 * mebibyte }],
    [{ memoryMb: 64, memoryMaxMb: 96 }, { memory_reservation: "16m" }, { limit: 96 * mebibyte, reservation: 16 * mebibyte }],
    [{ memoryMb: 64, memoryMaxMb: -1 }, {}, { reservation: 64 * mebibyte }],
    [{ memoryMb: 64, memoryMaxMb: -1 }, { memory_reservation: "16m" }, { reservation: 16 * mebibyte }],
    [{ memoryMb: 64 }, { memory_swap: "64m" }, { limit: 64 * mebibyte, swap: 64 * mebibyte }],
    [{ memoryMb: 64 }, { memory_swap: "-1" }, { limit: 64 * mebibyte, swap: -1 }],
  ])("%j with %j is %j", (amounts, options, memory) => {
    expect(specOf({ options, task: { resources: resources(amounts) } }).resource_limits?.memory).toEqual(memory);
  });
});

describe("limits of a rootless Podman", () => {
  const given: InputOverrides = {
    options: { pids_limit: 10 },
    task: { resources: resources({ linux: { cpusetCpus: "0" } }) },
    host: { rootless: true, cgroupControllers: ["cpu", "memory", "pids"] },
  };

  test("are left out where the controller is not delegated, with one warning", () => {
    const { spec, warnings } = build(given);
    expect(spec.resource_limits).toEqual({ memory: { limit: 256 * mebibyte }, cpu: { shares: 500 }, pids: { limit: 10 } });
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toContain("cpuset");
  });

  test("are left out altogether on cgroup v1", () => {
    const { spec, warnings } = build({ ...given, host: { ...given.host, cgroupVersion: "v1", cgroupManager: "cgroupfs" } });
    expect(spec.resource_limits).toBeUndefined();
    expect(spec.cgroup_parent).toBeUndefined();
    expect(warnings).toHaveLength(1);
  });

  test("are never left out for root", () => {
    const { spec, warnings } = build({ ...given, host: { rootless: false, cgroupControllers: [] } });
    expect(spec.resource_limits?.cpu?.cpus).toBe("0");
    expect(warnings).toEqual([]);
  });
});

test("cpu_hard_limit gives a quota of the share of all cores, at least a millisecond", () => {
  const quota = (percentTicks: number, cores: number): unknown =>
    specOf({ options: { cpu_hard_limit: true }, host: { cores }, task: { resources: resources({ linux: { percentTicks } }) } })
      .resource_limits?.cpu;
  expect(quota(0.25, 4)).toMatchObject({ period: 100_000, quota: 100_000 });
  expect(quota(0.29, 1)).toMatchObject({ period: 100_000, quota: 29_000 });
  expect(quota(0.0001, 1)).toMatchObject({ period: 100_000, quota: 1_000 });
});

test("unlimited process limits keep all their digits in JSON", () => {
  const json = JSON.stringify(specOf({ options: { ulimit: [{ core: "-1", memlock: "1:unlimited" }] } }));
  expect(json).toContain('{"type":"core","soft":18446744073709551615,"hard":18446744073709551615}');
  expect(json).toContain('{"type":"memlock","soft":1,"hard":18446744073709551615}');
});
