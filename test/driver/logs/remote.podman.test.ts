/** What a Podman says of a log's place is believed only where it is proven: it may be on another machine. */

import { expect, setDefaultTimeout, test } from "bun:test";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { validatePluginOptions } from "../../../src/config/validate.ts";
import { unknownNode } from "../../../src/core/node.ts";
import { silentLogger } from "../../../src/core/silent-logger.ts";
import type { Driver } from "../../../src/driver/api.ts";
import { podmanDriver } from "../../../src/driver/driver.ts";
import type { Connect } from "../../../src/driver/services/podman-services.ts";
import { systemClock } from "../../../src/platform/system-clock.ts";
import { createPodmanClient } from "../../../src/podman/client.ts";
import { socketProxy } from "../../fakes/socket-proxy.ts";
import { Cleanup } from "../../lab/cleanup.ts";
import { forFile } from "../../lab/for-file.ts";
import { exitOf, nameOf, openLifecycleLab } from "../../lab/lifecycle-lab.ts";
import { scratchDirectory } from "../../lab/scratch.ts";
import { startPodmanService } from "../../lab/test-podman.ts";
import { waitFor } from "../../lab/wait-for.ts";
import { logLine } from "./fixtures.ts";

setDefaultTimeout(120_000);

const cleanup = forFile(new Cleanup());

const podman = await startPodmanService();
const proxy = forFile(await socketProxy(podman.socketPath));
const lab = forFile(openLifecycleLab(proxy.socketPath));

/** A driver on the real Podman, which now names another file as each container's log. */
function misled(logOf: (id: string) => string): Driver {
  const connect: Connect = (socketPath, requestTimeoutMilliseconds) => {
    const client = createPodmanClient({ socketPath, requestTimeoutMilliseconds });
    const { inspect } = client.containers;
    const lying: typeof inspect = async (...args) => {
      const found = await inspect.call(client.containers, ...args);
      return { ...found, log: { ...found.log, path: logOf(found.id) } };
    };
    return Object.assign(Object.create(client), {
      containers: Object.assign(Object.create(client.containers), { inspect: lying }),
    });
  };
  const driver = podmanDriver({
    logger: silentLogger,
    clock: systemClock,
    driverName: "podman",
    pluginVersion: "0.0.0",
    userId: 0,
    connect,
  });
  driver.setConfig(validatePluginOptions({ socket_path: `unix://${proxy.socketPath}` }), unknownNode);
  cleanup.defer(() => driver.shutdown());
  return driver;
}

test.each(["nomad", "k8s-file"])(
  "with %s a file of the node is neither read nor emptied because a Podman names it as log",
  async (name) => {
    const directory = scratchDirectory(cleanup);
    let victim = "";
    const text = logLine("stdout", "x".repeat(8_000)).repeat(1_500);
    const driver = misled((id) => {
      victim = join(directory, id, "userdata/ctr.log");
      mkdirSync(dirname(victim), { recursive: true });
      if (!existsSync(victim)) writeFileSync(victim, text);
      return victim;
    });
    const task = lab.task("echo out; echo err >&2; exit 3", { logging: { driver: name } });
    await lab.start(task, driver);
    expect(await exitOf(driver, task)).toMatchObject({ exitCode: 3 });
    await waitFor("its own output", () => task.output("stdout").includes("out\n"));
    expect(task.output("stdout")).not.toContain("xxx");
    expect(readFileSync(victim, "utf8") === text).toBe(true);
    expect(statSync(victim).blocks * 512).toBeGreaterThanOrEqual(text.length);
    expect(readdirSync(dirname(victim))).toEqual(["ctr.log"]);
  },
);

test("another container of this node is not taken for the task's either", async () => {
  const other = lab.task("echo secret; while :; do sleep 0.1; done");
  await lab.start(other);
  await waitFor("its output", () => other.output("stdout") === "secret\n");
  const path = (await podman.podman("inspect", "--format", "{{.HostConfig.LogConfig.Path}}", nameOf(other))).trim();
  const driver = misled(() => path);
  const task = lab.task("echo out; exit 3");
  await lab.start(task, driver);
  await exitOf(driver, task);
  await waitFor("its own output", () => task.output("stdout") === "out\n");
});

test.each(["nomad", "k8s-file"])(
  "with %s the log of a Podman of this node is read from its file, wherever its storage is",
  async (name) => {
    proxy.requests.length = 0;
    const task = lab.task("echo out; exit 3", { logging: { driver: name } });
    await lab.start(task);
    expect(await exitOf(lab.driver, task)).toMatchObject({ exitCode: 3 });
    await waitFor("its output", () => task.output("stdout").endsWith("out\n"));
    const path = (await podman.podman("inspect", "--format", "{{.HostConfig.LogConfig.Path}}", nameOf(task))).trim();
    expect(path).toStartWith(podman.root);
    expect(proxy.requests.filter((request) => request.includes("/logs"))).toEqual([]);
  },
);
