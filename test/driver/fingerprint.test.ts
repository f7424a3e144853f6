import { afterAll, beforeAll, expect, setDefaultTimeout, test } from "bun:test";
import type { Fingerprint } from "../../src/core/task-status.ts";
import type { Driver } from "../../src/driver/api.ts";
import { ownPodmanService, type TestPodman } from "../helpers/podman-service.ts";
import { type LifecycleLab, openLifecycleLab } from "./lifecycle-lab.ts";

setDefaultTimeout(120_000);

let podman: TestPodman;
let lab: LifecycleLab;

beforeAll(async () => {
  podman = await ownPodmanService();
  lab = openLifecycleLab(podman.socketPath);
});

afterAll(async () => {
  await lab?.[Symbol.asyncDispose]();
  await podman?.stop();
});

/** The fingerprints of a driver, one by one. */
function open(driver: Driver) {
  const ended = new AbortController();
  const stream = driver.fingerprint(ended.signal)[Symbol.asyncIterator]();
  return {
    /** The next one that is, or is not, healthy. */
    async next(healthy: boolean): Promise<Fingerprint> {
      for (;;) {
        const { value, done } = await stream.next();
        if (done === true) throw new Error("the stream ended");
        if ((value.health === "healthy") === healthy) return value;
      }
    },
    [Symbol.dispose]: () => ended.abort(),
  };
}

test("fingerprint sees Podman go and come back, and its stream ends when it is cancelled", async () => {
  using prints = open(lab.driver);
  const { attributes } = await prints.next(true);
  expect(attributes["driver.podman"]).toBe(true);
  expect(attributes["driver.podman.version"]).toMatch(/^\d+\.\d+\.\d+/);
  await podman.stopService("SIGTERM");
  const gone = await prints.next(false);
  expect(gone.description).toContain(podman.socketPath);
  await podman.startService();
  await prints.next(true);
});

test("fingerprint is undetected when the driver is disabled, and no socket is touched", async () => {
  const driver = lab.another({ enabled: false, socket_path: "unix:///nowhere/podman.sock" });
  using prints = open(driver);
  const { health, description, attributes } = await prints.next(false);
  expect(health).toBe("undetected");
  expect(description).toContain("disabled");
  expect(attributes).toEqual({});
  const task = lab.task("exit 0");
  expect(driver.startTask(task.config, new AbortController().signal)).rejects.toThrow("enabled = false");
});

test("fingerprint names a bad socket, which is not the default one, and stays healthy", async () => {
  const socket = [
    { name: "default", socket_path: `unix://${podman.socketPath}` },
    { name: "other", socket_path: "unix:///nowhere/podman.sock" },
  ];
  using prints = open(lab.another({ socket, socket_path: undefined }));
  const { description, attributes } = await prints.next(true);
  expect(description).toContain("other");
  expect(attributes["driver.podman.other"]).not.toBe(true);
});
