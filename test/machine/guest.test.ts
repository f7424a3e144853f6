/** The emulated machine is what operators have: the ground that every other suite in this folder stands on. */
import { beforeAll, describe, expect, test } from "bun:test";
import { stat } from "node:fs/promises";
import { check } from "../lab/run.ts";
import { importBusybox, onMachine, patience, rootPodman, userPodman } from "./guest.ts";

/** Asks through the socket, as the driver does. */
async function information(socket: string): Promise<unknown> {
  const response = await fetch("http://podman/v5.0.0/libpod/info", { unix: socket, signal: AbortSignal.timeout(patience) });
  return response.json();
}

describe.skipIf(!onMachine)("the emulated machine", () => {
  const podmans = [
    { ...rootPodman, rootless: false },
    { ...userPodman, rootless: true },
  ];

  beforeAll(async () => {
    for (const podman of podmans) {
      await importBusybox(podman);
    }
  }, patience);

  test("is up, with nothing failed", async () => {
    expect(await check(["systemctl", "is-system-running", "--wait"])).toBe("running\n");
  });

  test("has swap and a default route", async () => {
    expect(await check(["swapon", "--noheadings", "--show=SIZE"])).toBe("1024M\n");
    expect(await check(["ip", "route", "show", "default"])).toContain("via 10.0.2.2 dev uplink");
  });

  test.each(podmans)(
    "has Podman 5.4 behind $owner's socket, with cgroup v2, systemd, crun and journald",
    async ({ socket, userId, rootless }) => {
      expect(await information(socket)).toMatchObject({
        host: {
          cgroupManager: "systemd",
          cgroupVersion: "v2",
          cgroupControllers: expect.arrayContaining(["cpu", "memory", "pids"]),
          eventLogger: "journald",
          logDriver: "journald",
          ociRuntime: { name: "crun" },
          security: { rootless },
        },
        version: { Version: expect.stringMatching(/^5\.4\./) },
      });
      expect((await stat(socket)).uid).toBe(userId);
    },
  );

  test.each(podmans)("runs $owner's container in a memory limit, with a network, and keeps its log", async ({ podman }) => {
    const script = "cat /sys/fs/cgroup/memory.max; ls /sys/class/net | grep -v '^lo$' | wc -l; exit 7";
    const id = (await podman("run", "--detach", "--memory=64m", "localhost/busybox:1", "sh", "-c", script)).trim();
    try {
      expect((await podman("wait", id)).trim()).toBe("7");
      expect((await podman("logs", id)).trim().split("\n")).toEqual([String(64 * 1024 * 1024), "1"]);
    } finally {
      await podman("rm", "--force", id);
    }
  });
});
