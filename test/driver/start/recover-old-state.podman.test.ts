import { expect, setDefaultTimeout, test } from "bun:test";
import { encodeRawMsgpack, type RawValue } from "../../../src/codec/msgpack-raw.ts";
import { isDriverError, messageOf } from "../../../src/core/errors.ts";
import { decodeDriverState } from "../../../src/translate/state/driver-state.ts";
import { golden, goldenContainer, olderDriver } from "../../fixtures/go-driver-states.ts";
import { forFile } from "../../lab/for-file.ts";
import { exitOf, openLifecycleLab } from "../../lab/lifecycle-lab.ts";
import type { TaskFixture } from "../../lab/plugin-client-task.ts";
import { startPodmanService } from "../../lab/test-podman.ts";
import { waitFor } from "../../lab/wait-for.ts";

setDefaultTimeout(120_000);

const podman = await startPodmanService();
const lab = forFile(openLifecycleLab(podman.socketPath));

/** Bytes of the Go driver that name a container, as it would have written them for another one. */
const naming = (bytes: Uint8Array, container: string): Uint8Array =>
  Buffer.from(Buffer.from(bytes).toString("latin1").replace(goldenContainer, container), "latin1");

const written = (state: { readonly [key: string]: RawValue }): ((id: string) => Uint8Array) => {
  return (id) => encodeRawMsgpack({ ContainerID: id, ...state });
};

const withNet = { portMap: { http: 8080 }, address: "10.88.0.9", autoAdvertise: true };

const states: readonly (readonly [what: string, make: (id: string) => Uint8Array, network: unknown])[] = [
  ["the bytes that v0.6.5 wrote", (id) => naming(golden, id), { portMap: {}, address: "10.88.0.137", autoAdvertise: true }],
  ["what v0.6.1 wrote without Net", (id) => naming(olderDriver.withoutNet, id), undefined],
  ["what v0.6.1 wrote with Net, in another time zone", (id) => naming(olderDriver.withNet, id), withNet],
  [
    "a state without socket",
    written({ TaskConfig: { image: "x" }, StartedAt: null, LogStreamer: false, Net: null }),
    undefined,
  ],
  ["a state without Net and LogStreamer", written({ TaskConfig: { socket: "default" } }), undefined],
  ["a state that names the container alone", written({}), undefined],
];

const answering = "trap 'exit 10' USR1; echo ready; while :; do sleep 0.05; done";

/** A container that runs, and the handle with which another driver left it. */
async function leftBehind(task: TaskFixture, state: (id: string) => Uint8Array) {
  const before = lab.another();
  const { handle } = await lab.start(task, before);
  const { containerId } = decodeDriverState(handle.driverState);
  const { startedAt } = before.inspectTask(task.config.id);
  await before.shutdown();
  return { handle: { ...handle, driverState: state(containerId) }, startedAt };
}

test.each(states)("recoverTask takes up a running container by %s", async (_, state, network) => {
  const task = lab.task(answering);
  const { handle, startedAt } = await leftBehind(task, state);
  const driver = lab.another();
  await driver.recoverTask(handle);
  const status = driver.inspectTask(task.config.id);
  expect({ state: status.state, startedAt: status.startedAt, network: status.network }).toEqual({
    state: "running",
    startedAt,
    network: network as typeof status.network,
  });
  await waitFor("its output", () => task.output("stdout").includes("ready"));
  await driver.signalTask(task.config.id, "USR1");
  expect(await exitOf(driver, task)).toEqual({ exitCode: 10, signal: 0, oomKilled: false });
  await driver.destroyTask(task.config.id, false);
});

test.each(states)("recoverTask finds the exit code of a container that ended, by %s", async (_, state) => {
  const task = lab.task("exit 23");
  const { handle } = await leftBehind(task, state);
  const driver = lab.another();
  await driver.recoverTask(handle);
  expect(await exitOf(driver, task)).toMatchObject({ exitCode: 23 });
  await driver.destroyTask(task.config.id, false);
});

test("recoverTask says at once that a container of the Go driver is gone", async () => {
  const task = lab.task("exit 0");
  const handle = { version: 1, config: task.config, state: "running", driverState: golden } as const;
  const error: unknown = await lab.driver.recoverTask(handle).catch((reason: unknown) => reason);
  expect(isDriverError(error, "notFound")).toBe(true);
  expect(messageOf(error)).toContain(goldenContainer.slice(0, 12));
});

test("recoverTask of a task on a socket that is not configured any more says which", async () => {
  const task = lab.task("exit 0");
  const driverState = encodeRawMsgpack({ ContainerID: "c1", TaskConfig: { socket: "gone" } });
  const handle = { version: 1, config: task.config, state: "running", driverState } as const;
  const error: unknown = await lab.driver.recoverTask(handle).catch((reason: unknown) => reason);
  expect(messageOf(error)).toMatch(/socket = "gone": not configured on this node: allowed are "default"/);
});

test("driver_state never carries auth.password, however the job wrote it", async () => {
  for (const auth of [{ username: "ci", password: "hunter2-secret" }, [{ username: "ci", password: "hunter2-secret" }]]) {
    const task = lab.task("exit 0", { auth });
    const { handle } = await lab.start(task);
    const text = Buffer.from(handle.driverState).toString("latin1");
    expect(text).toContain("ContainerID");
    expect(text).not.toContain("hunter2");
    await lab.driver.destroyTask(task.config.id, true);
  }
  expect(JSON.stringify(lab.events)).not.toContain("hunter2");
});
