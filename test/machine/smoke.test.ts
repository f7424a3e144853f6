/** The driver's executable on a machine as operators have it: it starts, fingerprints, runs a task and sees its exit. */
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { version } from "../../package.json";
import { hashicorp } from "../../src/rpc/gen/protocol.js";
import { Cleanup } from "../lab/cleanup.ts";
import { launchPlugin, type PluginClient } from "../lab/plugin-client.ts";
import { taskFixture } from "../lab/plugin-client-task.ts";
import { check } from "../lab/run.ts";
import { scratchDirectory } from "../lab/scratch.ts";
import { waitFor } from "../lab/wait-for.ts";
import { importBusybox, onMachine, patience, rootPodman } from "./guest.ts";

const binary = process.env["NOMAD_DRIVER_PODMAN"] ?? "";
const { FingerprintResponse, StartTaskResponse } = hashicorp.nomad.plugins.drivers.proto;

describe.skipIf(!onMachine)("nomad-driver-podman on the emulated machine", () => {
  const cleanup = new Cleanup();
  let plugin: PluginClient;

  beforeAll(async () => {
    await importBusybox(rootPodman);
    plugin = await launchPlugin({ binary });
    cleanup.defer(() => plugin.kill());
    await plugin.setConfig({ socket_path: `unix://${rootPodman.socket}` });
  }, patience * 2);
  afterAll(() => cleanup.run(), patience);

  test("--version names it", async () => {
    expect(await check([binary, "--version"])).toContain(version);
  });

  test("--fingerprint finds Podman healthy", async () => {
    // Not healthy at the first look while the emulated machine is so busy that Podman does not answer in the driver's bound.
    const command = [binary, "--fingerprint", "--socket", rootPodman.socket];
    const printed = await waitFor("a healthy Podman", () => check(command), { timeout: patience });
    expect(JSON.parse(printed)).toMatchObject({
      health: "healthy",
      attributes: {
        "driver.podman.cgroupVersion": "v2",
        "driver.podman.cgroupManager": "systemd",
        "driver.podman.ociRuntime": "/usr/bin/crun",
        "driver.podman.appArmor": true,
      },
    });
  });

  test("fingerprints as healthy, on cgroup v2 with crun", async () => {
    for await (const { health, healthDescription, attributes } of plugin.driver.Fingerprint({})) {
      expect({ health, healthDescription }).toMatchObject({ health: FingerprintResponse.HealthState.HEALTHY });
      expect(attributes?.["driver.podman.cgroupVersion"]?.stringVal).toBe("v2");
      expect(attributes?.["driver.podman.ociRuntime"]?.stringVal).toContain("crun");
      break;
    }
  });

  test("runs a task within its limits, delivers its output, and reports its exit", async () => {
    const script = "cat /sys/fs/cgroup/memory.max; echo to stderr >&2; exit 7";
    const task = taskFixture(scratchDirectory(cleanup), {
      image: "localhost/busybox:1",
      command: "/bin/sh",
      args: ["-c", script],
    });
    cleanup.defer(() => task.close());
    const taskId = task.config.id;
    const { result, driverErrorMsg } = await plugin.driver.StartTask({ task: task.wire });
    expect({ result, driverErrorMsg }).toMatchObject({ result: StartTaskResponse.Result.SUCCESS });

    const { result: exit } = await plugin.driver.WaitTask({ taskId });
    expect(exit).toMatchObject({ exitCode: 7, signal: 0, oomKilled: false });
    expect(task.output("stdout")).toBe(`${64 * 1024 * 1024}\n`);
    expect(task.output("stderr")).toBe("to stderr\n");

    await plugin.driver.DestroyTask({ taskId, force: false });
    expect(await rootPodman.podman("ps", "--all", "--quiet", "--filter", `name=${task.config.allocId}`)).toBe("");
  });
});
