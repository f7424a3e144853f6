import { describe, expect, test } from "bun:test";
import { isIP } from "node:net";
import fc from "fast-check";
import { ipVersion } from "../../src/core/ip-address.ts";
import { isAtLeast, leaksDefaults } from "../../src/translate/input/version.ts";
import { deniedText, exitResult, oomText } from "../../src/translate/readings/exit.ts";
import { disabledFingerprint, fingerprint, type ServiceReport } from "../../src/translate/readings/node-attributes.ts";
import { resources } from "../fixtures/task-input.ts";

const oom = (rest: string) => `OOM killed: the task needs more memory than its limit of ${rest}`;

test.each([
  [
    { exitCode: 0, oomKilled: false },
    { exitCode: 0, signal: 0, oomKilled: false },
  ],
  [
    { exitCode: 7, oomKilled: false },
    { exitCode: 7, signal: 0, oomKilled: false },
  ],
  [
    { exitCode: 127, oomKilled: false },
    { exitCode: 127, signal: 0, oomKilled: false },
  ],
  [
    { exitCode: 137, oomKilled: false },
    { exitCode: 137, signal: 9, oomKilled: false },
  ],
  [
    { exitCode: 143, oomKilled: false },
    { exitCode: 143, signal: 15, oomKilled: false },
  ],
  [
    { exitCode: 137, oomKilled: true },
    { exitCode: 137, signal: 9, oomKilled: true, error: oom("256 MiB: raise resources.memory") },
  ],
  [
    { exitCode: 137, oomKilled: false, cgroupOomKills: 2 },
    { exitCode: 137, signal: 9, oomKilled: true, error: oom("256 MiB: raise resources.memory") },
  ],
  [
    { exitCode: 0, oomKilled: false, cgroupOomKills: 1 },
    { exitCode: 0, signal: 0, oomKilled: true },
  ],
  [
    { exitCode: 255, oomKilled: false },
    { exitCode: 255, signal: 0, oomKilled: false },
  ],
  [
    { exitCode: -1, oomKilled: false, error: " gone \n" },
    { exitCode: -1, signal: 0, oomKilled: false, error: "gone" },
  ],
])("exitResult(%j) is %j", (ended, result) => {
  expect(exitResult({ ...ended, resources: resources() })).toEqual(result);
});

test.each([
  [{ memoryMb: 16 }, oom("16 MiB: raise resources.memory")],
  [{ memoryMb: 16, memoryMaxMb: 1024 }, oom("1024 MiB: raise resources.memory_max")],
  [{ memoryMb: 0, linux: { memoryLimitBytes: 5000 } }, oom("5000 bytes: raise resources.memory")],
  [{ memoryMaxMb: -1 }, "OOM killed: the node has no memory left, and the task has no limit (resources.memory_max = -1)"],
])("oomText() of %j is %j", (amounts, text) => {
  expect(oomText(resources(amounts))).toBe(text);
});

test.each([
  [1, "once"],
  [3, "3 times"],
])("deniedText(%d) says how often", (times, often) => {
  expect(deniedText(times)).toBe(`the task reached its pids_limit and was denied a new process ${often}: raise pids_limit`);
});

describe("fingerprint()", () => {
  const facts = {
    version: "5.4.2",
    bridgeAddress: "10.88.0.1",
    info: {
      host: {
        cgroupVersion: "v2",
        cgroupManager: "systemd",
        cgroupControllers: [],
        networkBackend: "netavark",
        ociRuntime: { path: "/usr/bin/crun" },
        remoteSocket: { path: "/run/podman/podman.sock" },
        security: {
          apparmorEnabled: true,
          capabilities: "CAP_KILL",
          rootless: false,
          seccompEnabled: true,
          selinuxEnabled: false,
        },
      },
      store: { graphDriverName: "overlay" },
    },
  };
  const main: ServiceReport = { name: "default", isDefault: true, socket: "unix:///run/podman/podman.sock", facts };
  const second: ServiceReport = { name: "root-less", isDefault: false, socket: "unix:///run/user/1000/p.sock", facts };
  const named = (socket: string) => `Podman's socket ${socket} does not respond: start podman.socket`;
  const down = (service: ServiceReport, error = named(service.socket)): ServiceReport => ({ ...service, facts: { error } });

  test("has the Go driver's attributes and more", () => {
    expect(fingerprint([main], "podman", "0.1.0")).toEqual({
      health: "healthy",
      description: "All Podman sockets are responding.",
      attributes: {
        "driver.podman": true,
        "driver.podman.appArmor": true,
        "driver.podman.bridgeAddress": "10.88.0.1",
        "driver.podman.capabilities": "CAP_KILL",
        "driver.podman.cgroupManager": "systemd",
        "driver.podman.cgroupVersion": "v2",
        "driver.podman.defaultPodman": true,
        "driver.podman.health": "healthy",
        "driver.podman.networkBackend": "netavark",
        "driver.podman.ociRuntime": "/usr/bin/crun",
        "driver.podman.plugin.version": "0.1.0",
        "driver.podman.rootless": false,
        "driver.podman.seccompEnabled": true,
        "driver.podman.selinuxEnabled": false,
        "driver.podman.socket": "/run/podman/podman.sock",
        "driver.podman.socketName": "default",
        "driver.podman.storageDriver": "overlay",
        "driver.podman.version": "5.4.2",
      },
    });
  });

  test("puts a further socket's attributes below its name", () => {
    const { attributes } = fingerprint([main, second], "podman", "0.1.0");
    expect(attributes["driver.podman.root_less.version"]).toBe("5.4.2");
    expect(attributes["driver.podman.root_less.defaultPodman"]).toBe(false);
    expect(attributes["driver.podman.root_less.socketName"]).toBe("root-less");
  });

  const refused = "connection refused";
  test.each([
    ["the only one", [down(main, refused)], "undetected", `No Podman service responds: ${main.socket}: ${refused}`],
    [
      "the only one, whose error names its socket",
      [down(main)],
      "undetected",
      `No Podman service responds: ${named(main.socket)}`,
    ],
    [
      "all",
      [down(main), down(second)],
      "undetected",
      `No Podman service responds: ${main.name}: ${named(main.socket)}; ${second.name}: ${named(second.socket)}`,
    ],
    [
      "the default one",
      [down(main, refused), second],
      "unhealthy",
      `Some Podman services do not respond: ${main.name} (${main.socket}): ${refused}`,
    ],
    [
      "another one",
      [main, down(second)],
      "healthy",
      `Some Podman services do not respond: ${second.name}: ${named(second.socket)}`,
    ],
  ] as const)("with %s down says so, and each socket once", (_, services, health, description) => {
    const answer = fingerprint(services, "podman", "0.1.0");
    expect(answer).toMatchObject({ health, description });
    expect(answer.attributes["driver.podman"]).toBe(health !== "undetected");
  });

  test("says the same whatever the order of the sockets", () => {
    expect(fingerprint([down(second), down(main)], "podman", "1").description).toBe(
      fingerprint([down(main), down(second)], "podman", "1").description,
    );
  });

  test("is undetected when disabled", () => {
    expect(disabledFingerprint.health).toBe("undetected");
    expect(disabledFingerprint.description).toMatch(/enabled = false/);
  });
});

test("ipVersion() agrees with the platform", () => {
  const pieces = fc.array(fc.constantFrom(":", "::", "0", "ffff", "1.2.3.4", "256", "g", "::1", "%eth0", "/64", ".", ""), {
    maxLength: 9,
  });
  const texts = fc.oneof(
    fc.ipV4(),
    fc.ipV6(),
    pieces.map((parts) => parts.join("")),
    fc.string(),
  );
  fc.assert(
    fc.property(texts, (text) => {
      // A zone says nothing outside this machine, so it is no address here.
      fc.pre(!text.includes("%"));
      expect(ipVersion(text) ?? 0).toBe(isIP(text) as 0 | 4 | 6);
    }),
    { numRuns: 2000 },
  );
});

test.each([
  ["4.3.1", "4.7.0", false],
  ["4.7.0", "4.7.0", true],
  ["4.10.0", "4.7.0", true],
  ["5.0.0-rc1", "5.0.0", true],
  ["6.0", "5.9.9", true],
  ["", "1.0.0", false],
  ["unknown", "1.0.0", false],
] as const)("isAtLeast(%p, %p) is %p", (found, wanted, answer) => {
  expect(isAtLeast(found, wanted)).toBe(answer);
});

test.each([
  ["4.9.5", false],
  ["5.0.0-rc1", true],
  ["5.1.2", true],
  ["5.2.0", false],
  ["unknown", false],
] as const)("leaksDefaults(%p) is %p", (version, answer) => {
  expect(leaksDefaults(version)).toBe(answer);
});
