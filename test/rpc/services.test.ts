import { afterEach, describe, expect, test } from "bun:test";
import { status } from "@grpc/grpc-js";
import type { PluginOptions } from "../../src/config/plugin-options/plugin-options.ts";
import { DriverError, taskNotFound } from "../../src/core/errors.ts";
import type { NodeFacts } from "../../src/core/node.ts";
import type { TaskConfig } from "../../src/core/task-config.ts";
import type { Driver } from "../../src/driver/api.ts";
import { encodeConfig } from "../lab/plugin-client.ts";
import { type ServedDriver, serveDriver } from "../lab/plugin-client-server.ts";

let served: ServedDriver | undefined;

async function serve(methods: Partial<Driver>): Promise<ServedDriver> {
  served = await serveDriver(methods);
  return served;
}

afterEach(() => served?.close());

/** Resolves once aborted, and says so. */
function untilAborted(signal: AbortSignal, done: () => void): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener("abort", () => {
      done();
      reject(new DriverError("cancelled", "given up"));
    });
  });
}

describe("BasePlugin", () => {
  test("PluginInfo reports the plugin's name, type and versions", async () => {
    const { base } = await serve({});
    expect(await base.PluginInfo({})).toMatchObject({
      type: 2,
      pluginApiVersions: ["v0.1.0"],
      pluginVersion: "9.9.9",
      name: "podman",
    });
  });

  test("ConfigSchema is an object with the options", async () => {
    const { base } = await serve({});
    const { spec } = await base.ConfigSchema({});
    expect(Object.keys(spec?.object?.attributes ?? {})).toContain("socket_path");
  });

  test("SetConfig passes checked options and the node to the driver", async () => {
    const calls: [PluginOptions, NodeFacts][] = [];
    const { base, configured } = await serve({ setConfig: (options, node) => void calls.push([options, node]) });
    await base.SetConfig({
      msgpackConfig: encodeConfig({ socket_path: "unix:///run/p.sock", extra_labels: null }),
      nomadConfig: { driver: { Topology: { cores: [{ baseSpeed: 2_000 }] } } },
    });
    await base.SetConfig({});
    expect(calls.map(([options]) => options.socket_path)).toEqual(["unix:///run/p.sock", undefined]);
    expect(calls[0]?.[1]).toEqual({ usableCores: 1, totalCompute: 2_000 });
    expect(configured()).toBe(2);
  });

  test.each([
    [{ recover_stopped: true }, ["recover_stopped is deprecated: Nomad restarts a stopped task itself"]],
    [{ recover_stopped: false }, []],
    [{}, []],
  ])("SetConfig of %j warns in the plugin's log: %j", async (config, warnings) => {
    const { base, log } = await serve({ setConfig: () => {} });
    await base.SetConfig({ msgpackConfig: encodeConfig(config) });
    expect(log.filter((line) => line["@level"] === "warn").map((line) => line["@message"])).toEqual(warnings);
  });

  test.each([
    ["bytes that are no msgpack", Uint8Array.of(0xc1)],
    ["a value that is not allowed", encodeConfig({ client_http_timeout: "soon" })],
  ])("SetConfig rejects %s", async (_, msgpackConfig) => {
    const { base } = await serve({});
    await expect(base.SetConfig({ msgpackConfig })).rejects.toMatchObject({ code: status.UNKNOWN });
  });
});

describe("Driver", () => {
  test.each(["Init", "CreateNetwork", "DestroyNetwork"] as const)("%s is not implemented", async (name) => {
    const { driver } = await serve({});
    await expect(driver[name]({})).rejects.toMatchObject({ code: status.UNIMPLEMENTED });
  });

  test.each([true, false])("Capabilities say whether logs are collected: %p", async (logCollectionDisabled) => {
    const { driver } = await serve({ logCollectionDisabled });
    const { capabilities } = await driver.Capabilities({});
    expect(capabilities).toMatchObject({
      sendSignals: true,
      exec: true,
      fsIsolation: 2,
      networkIsolationModes: [0, 1, 2],
      mustCreateNetwork: false,
      disableLogCollection: logCollectionDisabled,
    });
  });

  test("StartTask passes the task on and returns handle and network", async () => {
    let seen: TaskConfig | undefined;
    const { driver } = await serve({
      startTask: async (config) => {
        seen = config;
        return {
          handle: { config, driverState: Uint8Array.of(7) },
          network: { portMap: { http: 8080 }, address: "10.0.0.2", autoAdvertise: false },
        };
      },
    });
    const answer = await driver.StartTask({ task: { id: "a/b/c", name: "b", msgpackDriverConfig: Uint8Array.of(0x80) } });
    expect(seen).toMatchObject({ id: "a/b/c", name: "b", driverConfig: Uint8Array.of(0x80) });
    expect(answer.handle).toMatchObject({ version: 1, state: 1 });
    expect([...(answer.handle?.driverState ?? [])]).toEqual([7]);
    expect(answer.networkOverride).toMatchObject({ portMap: { http: 8080 }, addr: "10.0.0.2" });
  });

  test("StartTask returns the whole task unchanged, including what the driver does not read", async () => {
    const { driver } = await serve({
      startTask: async (config) => ({ handle: { config, driverState: new Uint8Array() }, network: undefined }),
    });
    const task = {
      id: "a/b/c",
      parentJobId: "parent",
      networkIsolationSpec: { mode: 1, path: "/run/netns/a", labels: { made: "by nomad" } },
      resources: { linuxResources: { cpuPeriod: 100_000, cpusetCgroup: "/nomad/shared", PercentTicks: 0.5 } },
    };
    const { handle } = await driver.StartTask({ task });
    expect(handle?.config).toMatchObject(task);
  });

  test("StartTask's recoverable failure reaches the client with its detail", async () => {
    const { driver } = await serve({
      startTask: () => Promise.reject(new DriverError("imageFailed", "the registry is away", { recoverable: true })),
    });
    const error = await driver.StartTask({ task: {} }).catch((caught) => caught);
    expect(error).toMatchObject({ code: status.FAILED_PRECONDITION, details: "the registry is away" });
    expect(error.metadata.get("grpc-status-details-bin")).toHaveLength(1);
  });

  test.each(["StartTask", "RecoverTask"] as const)("%s rejects an empty request", async (name) => {
    const { driver } = await serve({});
    await expect(driver[name]({})).rejects.toMatchObject({ code: status.UNKNOWN, details: expect.stringContaining(name) });
  });

  test("WaitTask returns the exit and its error", async () => {
    const { driver } = await serve({
      waitTask: async () => ({ exitCode: 3, signal: 15, oomKilled: true, error: "lost sight of it" }),
    });
    const answer = await driver.WaitTask({ taskId: "t" });
    expect(answer.result).toMatchObject({ exitCode: 3, signal: 15, oomKilled: true });
    expect(answer.err).toBe("lost sight of it");
  });

  test("WaitTask is given up when the client cancels it", async () => {
    const { promise: aborted, resolve } = Promise.withResolvers<void>();
    const { promise: waiting, resolve: started } = Promise.withResolvers<void>();
    const { driver } = await serve({
      waitTask: (_, signal) => {
        started();
        return untilAborted(signal, resolve);
      },
    });
    const controller = new AbortController();
    const call = driver.WaitTask({ taskId: "t" }, { signal: controller.signal }).catch(() => {});
    await waiting;
    controller.abort();
    await aborted;
    await call;
  });

  test("StopTask passes a timeout of zero and a signal on unchanged", async () => {
    const calls: unknown[][] = [];
    const { driver } = await serve({ stopTask: async (...given) => void calls.push(given) });
    await driver.StopTask({ taskId: "t", timeout: { seconds: 0, nanos: 0 }, signal: "SIGHUP" });
    await driver.StopTask({ taskId: "t", timeout: { seconds: 30, nanos: 0 } });
    expect(calls).toEqual([
      ["t", 0, "SIGHUP"],
      ["t", 30_000, ""],
    ]);
  });

  test("a task that does not exist has the error that Nomad recognizes", async () => {
    const gone = () => {
      throw taskNotFound();
    };
    const { driver } = await serve({ inspectTask: gone, signalTask: async () => gone() });
    const notFound = { code: status.UNKNOWN, details: "task not found for given id" };
    await expect(driver.InspectTask({ taskId: "t" })).rejects.toMatchObject(notFound);
    await expect(driver.SignalTask({ taskId: "t", signal: "HUP" })).rejects.toMatchObject(notFound);
  });

  test("a fault of ours is an error of that call, with its stack in the log", async () => {
    const { driver, log } = await serve({
      destroyTask: () => {
        throw new TypeError("undefined is not a task");
      },
    });
    await driver.DestroyTask({ taskId: "t" }).catch(() => {});
    expect(log).toContainEqual(expect.objectContaining({ "@level": "error", call: "DestroyTask", stack: expect.anything() }));
  });

  test("Fingerprint streams until the client cancels", async () => {
    const { promise: aborted, resolve } = Promise.withResolvers<void>();
    const { driver } = await serve({
      async *fingerprint(signal) {
        yield { health: "healthy", description: "1", attributes: {} };
        yield { health: "unhealthy", description: "2", attributes: {} };
        await untilAborted(signal, resolve);
      },
    });
    const controller = new AbortController();
    const seen: string[] = [];
    try {
      for await (const { healthDescription } of driver.Fingerprint({}, { signal: controller.signal })) {
        if (seen.push(healthDescription) === 2) controller.abort();
      }
    } catch {
      // Cancelled.
    }
    await aborted;
    expect(seen).toEqual(["1", "2"]);
  });

  test("TaskStats ends with the error of the driver", async () => {
    const { driver } = await serve({
      taskStats: () => ({ [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(taskNotFound()) }) }),
    });
    const read = async () => {
      for await (const _ of driver.TaskStats({ taskId: "t", collectionInterval: { seconds: 1 } }));
    };
    await expect(read()).rejects.toMatchObject({ details: "task not found for given id" });
  });
});
