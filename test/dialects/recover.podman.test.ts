/** Handles of tasks under other drivers than Podman's own. */
import { expect, test } from "bun:test";
import { encode } from "@msgpack/msgpack";
import { encodeRawMsgpack, type RawValue } from "../../src/codec/msgpack-raw.ts";
import { unknownNode } from "../../src/core/node.ts";
import { silentLogger } from "../../src/core/silent-logger.ts";
import { loadDialect } from "../../src/dialects/load.ts";
import type { DriverName } from "../../src/dialects/names.ts";
import type { Driver } from "../../src/driver/api.ts";
import { createDriver } from "../../src/driver/driver.ts";
import { systemClock } from "../../src/platform/system-clock.ts";
import { Cleanup } from "../lab/cleanup.ts";
import { forFile } from "../lab/for-file.ts";
import { exitOf, never, openLifecycleLab } from "../lab/lifecycle-lab.ts";
import { startPodmanService } from "../lab/test-podman.ts";

const podman = await startPodmanService();
const lab = forFile(openLifecycleLab(podman.socketPath));
const cleanup = forFile(new Cleanup());

async function driverAs(driverName: DriverName): Promise<Driver> {
  const { around, configure } = await loadDialect(driverName, "/opt/nomad/plugins");
  const driver = around(createDriver({ logger: silentLogger, clock: systemClock, driverName, pluginVersion: "0.0.0" }));
  driver.setConfig(configure({ socket_path: `unix://${podman.socketPath}` }).options, unknownNode);
  cleanup.defer(() => driver.shutdown());
  return driver;
}

const dockersId = "9780f1ef99e7952026a9ffd039b81366b1a444ec83fec0a22349d6a856a6f32d";

/** As the drivers write them that had these names before, and what ends their tasks. */
const foreign: readonly (readonly [DriverName, RawValue, string])[] = [
  ["docker", { ContainerID: dockersId, DriverNetwork: null, ReattachConfig: null }, "with docker rm --force 9780f1ef99e7,"],
  [
    "containerd-driver",
    { StartedAt: null, ContainerName: "web-1", StdoutPath: "/out", StderrPath: "/err" },
    "with ctr --namespace nomad tasks kill --signal SIGKILL web-1,",
  ],
  [
    "nspawn",
    { ReattachConfig: { Protocol: "grpc", Network: "unix", Addr: "/s", Pid: 7 }, MachineName: "web-1", StartedAt: null },
    "with machinectl terminate web-1,",
  ],
  ["docker", { ContainerID: "$(reboot)" }, "by hand,"],
];

test.each(foreign)("RecoverTask of %s rejects what the original wrote: %j", async (driverName, state, byHand) => {
  const driver = await driverAs(driverName);
  const { config } = lab.task("");
  await expect(driver.recoverTask({ config, driverState: encodeRawMsgpack(state) })).rejects.toThrow(
    `the task was started by another ${driverName} driver than this one, which runs tasks in Podman: it cannot be recovered: end what may still run of it ${byHand} and drain a node before its driver is replaced`,
  );
  expect(() => driver.inspectTask(config.id)).toThrow();
});

test("RecoverTask takes up a task that the same dialect started, and no other", async () => {
  const before = await driverAs("containerd-driver");
  const { config, ...task } = lab.task("");
  const driverConfig = encode({
    image: "localhost/busybox:1",
    command: "sh",
    args: ["-c", "trap 'exit 4' TERM; sleep 99 & wait"],
  });
  const { handle } = await before.startTask({ ...config, driverConfig }, never);
  await before.shutdown();
  await expect((await driverAs("nspawn")).recoverTask(handle)).rejects.toThrow("drain a node before its driver is replaced");
  await expect(lab.another().recoverTask(handle)).rejects.toThrow("drain a node before its driver is replaced");
  const after = await driverAs("containerd-driver");
  await after.recoverTask(handle);
  expect(after.inspectTask(config.id).state).toBe("running");
  await after.stopTask(config.id, 30_000, "");
  expect((await exitOf(after, { ...task, config })).exitCode).toBe(4);
  await after.destroyTask(config.id, true);
});
