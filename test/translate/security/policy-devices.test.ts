import { expect, test } from "bun:test";
import { isDriverError, messageOf } from "../../../src/core/errors.ts";
import { globCovers } from "../../../src/translate/security/policy-devices.ts";
import { hostPathsToResolve } from "../../../src/translate/spec/container-spec.ts";
import { build, type InputOverrides, specInput } from "../../fixtures/task-input.ts";

test.each([
  ["/dev/fuse", "/dev/fuse", true],
  ["/dev/fuse", "/dev/fuse2", false],
  ["/dev/fuse", "/x/dev/fuse", false],
  ["/dev/*", "/dev/fuse", true],
  ["/dev/*", "/dev/dri/card0", false],
  ["/dev/**", "/dev/dri/card0", true],
  ["/dev/tty?", "/dev/tty1", true],
  ["/dev/tty?", "/dev/tty/", false],
  ["/dev/a.b", "/dev/axb", false],
  ["/dev/[a]", "/dev/a", false],
  ["nvidia.com/gpu=*", "nvidia.com/gpu=0", true],
  ["nvidia.com/gpu=*", "nvidia.com/mig=0", false],
  ["**", "/dev/fuse", true],
])("the glob %s covers %s: %p", (glob, path, covers) => {
  expect(globCovers(glob, path)).toBe(covers);
});

const dri = ["/dev/dri/*", "vendor.example/class=*"];
const byId = "/dev/disk/by-id/one";
const resolved = new Map([
  [byId, "/dev/sda"],
  ["/srv/link", "/dev/sda"],
  ["/dev/log", "/run/systemd/journal/dev-log"],
]);

/** What is asked, what allow_devices has, and how the message begins; empty when it is allowed. */
const rows: readonly (readonly [what: string, allow: readonly string[], given: InputOverrides, message: string])[] = [
  ["a device of the list", dri, { options: { devices: ["/dev/dri/card0:/dev/x:rw"] } }, ""],
  ["a CDI name of the list", dri, { options: { devices: ["vendor.example/class=one"] } }, ""],
  ["a device of Nomad's", [], { task: { devices: [{ hostPath: "/dev/x", taskPath: "", cgroupPermissions: "" }] } }, ""],
  ["a link that is covered twice", [byId, "/dev/sd?"], { options: { devices: [byId] } }, ""],
  ["a mount from elsewhere", [], { options: { volumes: ["/srv:/x"] } }, ""],
  ["a link below /dev that leads elsewhere", ["/dev/log"], { options: { volumes: ["/dev/log:/dev/log"] } }, ""],
  [
    "another device",
    dri,
    { options: { devices: ["/dev/dri/card0", "/dev/fuse:/x"] } },
    'devices = "/dev/fuse:/x": not allowed on this node: allow_devices in the plugin configuration has "/dev/dri/*", "vendor.example/class=*"',
  ],
  [
    "any device with an empty list",
    [],
    { options: { devices: ["/dev/null"] } },
    'devices = "/dev/null": not allowed on this node: allow_devices in the plugin configuration has none',
  ],
  ["dots", dri, { options: { devices: ["/dev/dri/../fuse"] } }, 'devices = "/dev/dri/../fuse": not allowed'],
  [
    "another CDI name",
    dri,
    { options: { devices: ["vendor.example/other=one"] } },
    'devices = "vendor.example/other=one": not',
  ],
  [
    "a link that leads out",
    [byId],
    { options: { devices: [byId] } },
    `devices = "${byId}": not allowed on this node: it is a link to /dev/sda`,
  ],
  [
    "a link to what is covered",
    ["/dev/sd?"],
    { options: { devices: [byId] } },
    `devices = "${byId}": not allowed on this node: allow`,
  ],
  ["a volume below /dev", dri, { options: { volumes: ["/dev/fuse:/x"] } }, 'volumes = "/dev/fuse:/x": not allowed'],
  ["all of /dev", dri, { options: { volumes: ["/dev/:/x"] } }, 'volumes = "/dev/:/x": not allowed'],
  [
    "a volume that is a link",
    dri,
    { options: { volumes: ["/srv/link:/x"] } },
    'volumes = "/srv/link:/x": not allowed on this node: it is a link',
  ],
  [
    "a mount below /dev",
    dri,
    { options: { mount: [{ type: "bind", source: "/dev/fuse", target: "/x" }] } },
    'mount.source = "/dev/fuse": not allowed',
  ],
  [
    "a volume of a device",
    dri,
    { options: { mount: [{ source: "v", target: "/x", driver_options: { type: "ext4", DEVICE: "/dev/fuse" } }] } },
    'mount.driver_options = "/dev/fuse": not allowed',
  ],
  [
    "a volume of whatever mount(8) takes for a device",
    dri,
    { options: { mounts: [{ source: "v", target: "/x", driver_options: { type: "ext4", device: "LABEL=data" } }] } },
    'mount.driver_options = "LABEL=data": not allowed',
  ],
  [
    "a volume in memory",
    dri,
    { options: { mount: [{ source: "v", target: "/x", driver_options: { type: "tmpfs", device: "tmpfs" } }] } },
    "",
  ],
  [
    "privileged",
    dri,
    { options: { privileged: true } },
    "privileged = true: not allowed on this node: a privileged task has all devices",
  ],
];

test.each(rows)("allow_devices: %s", (_, allow_devices, given, message) => {
  const attempt = () => build({ ...given, plugin: { allow_devices }, resolvedPaths: resolved });
  if (message === "") return void expect(attempt).not.toThrow();
  let error: unknown;
  try {
    attempt();
  } catch (thrown) {
    error = thrown;
  }
  expect(isDriverError(error, "notAllowed")).toBe(true);
  expect(messageOf(error)).toStartWith(message);
});

test("hostPathsToResolve() names devices where allow_devices is set", () => {
  const options = { devices: ["/dev/fuse:/x"], volumes: ["/dev/log:/dev/log"] };
  expect(hostPathsToResolve(specInput({ options, plugin: { allow_devices: [] } }))).toEqual(["/dev/fuse", "/dev/log"]);
  expect(hostPathsToResolve(specInput({ options }))).toEqual([]);
});

test.each(["dev/fuse", "", "a b", "vendor.example/class"])("allow_devices does not take %p", (glob) => {
  expect(() => specInput({ plugin: { allow_devices: [glob] } })).toThrow(/allow_devices/);
});
