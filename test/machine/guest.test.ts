/** The emulated machine is what operators have: the ground that every other suite in this folder stands on. */
import { beforeAll, describe, expect, test } from "bun:test";
import { stat } from "node:fs/promises";
import { asUser, busyboxImage, importBusybox, onMachine, rootSocket, succeed, user } from "./guest.ts";

interface Information {
  readonly host: {
    readonly cgroupManager: string;
    readonly cgroupVersion: string;
    readonly cgroupControllers: readonly string[];
    readonly eventLogger: string;
    readonly logDriver: string;
    readonly ociRuntime: { readonly name: string };
    readonly security: { readonly rootless: boolean };
  };
  readonly version: { readonly Version: string };
}

/** Asks through the socket, as the driver does. */
async function information(socket: string): Promise<Information> {
  const response = await fetch("http://d/v5.0.0/libpod/info", { unix: socket, signal: AbortSignal.timeout(30_000) });
  return response.json() as Promise<Information>;
}

describe.skipIf(!onMachine)("the emulated machine", () => {
  const owners = [
    { owner: "root", socket: rootSocket, rootless: false, podman: ["podman"] },
    { owner: user.name, socket: user.socket, rootless: true, podman: asUser(["podman"]) },
  ];

  beforeAll(async () => {
    for (const { podman } of owners) await importBusybox(podman);
  });

  test("is up, with nothing failed", async () => {
    expect(await succeed(["systemctl", "is-system-running", "--wait"])).toBe("running");
  });

  test("has swap and a default route", async () => {
    expect(await succeed(["swapon", "--noheadings", "--show=SIZE"])).toBe("1024M");
    expect(await succeed(["ip", "route", "show", "default"])).toContain("via 10.0.2.2 dev uplink");
  });

  test.each(owners)(
    "has Podman 5.4 behind $owner's socket, with cgroup v2, systemd, crun and journald",
    async ({ socket, rootless }) => {
      const { host, version } = await information(socket);
      expect(version.Version).toStartWith("5.4.");
      expect(host).toMatchObject({
        cgroupManager: "systemd",
        cgroupVersion: "v2",
        eventLogger: "journald",
        logDriver: "journald",
        ociRuntime: { name: "crun" },
        security: { rootless },
      });
      expect(host.cgroupControllers).toEqual(expect.arrayContaining(["cpu", "memory", "pids"]));
      expect((await stat(socket)).uid).toBe(rootless ? user.id : 0);
    },
  );

  test.each(owners)("runs a container of $owner's in a memory limit, with a network, and keeps its log", async ({ podman }) => {
    const script = "cat /sys/fs/cgroup/memory.max; ls /sys/class/net | grep -v '^lo$' | wc -l; echo to-stderr >&2; exit 7";
    const started = await succeed([...podman, "run", "--detach", "--memory=64m", busyboxImage, "/bin/sh", "-c", script]);
    try {
      expect(await succeed([...podman, "wait", started])).toBe("7");
      const log = await succeed([...podman, "logs", started]);
      expect(log.split("\n").slice(0, 2)).toEqual([String(64 * 1024 * 1024), "1"]);
    } finally {
      await succeed([...podman, "rm", "--force", started]);
    }
  });
});
