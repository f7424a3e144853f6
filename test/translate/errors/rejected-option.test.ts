/** Words of Podman 5.4.2 and of crun, which differ from those that test/driver/start/refused-options.podman.test.ts meets on Podman 4.3.1. */
import { expect, test } from "bun:test";
import { rejectedOption } from "../../../src/translate/errors/rejected-option.ts";
import { taskOptions } from "../../fixtures/task-input.ts";

const refused = (words: string, options: Readonly<Record<string, unknown>>, user = ""): string | undefined =>
  rejectedOption(words, { options: taskOptions(options), user })?.message;

test.each([
  ["faccessat /dev/nope: no such file or directory", { devices: ["/dev/nope"] }, 'devices = "/dev/nope"'],
  ["finding timezone: unknown time zone Europe/Nowhere", { timezone: "Europe/Nowhere" }, 'timezone = "Europe/Nowhere"'],
  [
    "container-init binary not found on the host: faccessat /nope: no such file or directory",
    { init: true, init_path: "/nope" },
    'init_path = "/nope"',
  ],
  [
    "cannot find specified PID namespace path: faccessat /proc/1/ns/nope: no such file or directory",
    { pid_mode: "ns:/proc/1/ns/nope" },
    'pid_mode = "ns:/proc/1/ns/nope"',
  ],
  [
    "crun: open `/proc/sys/net/core/nope`: No such file or directory: OCI runtime attempted to invoke a command that was not found",
    { sysctl: { "net.core.nope": "1" } },
    'sysctl.net.core.nope = "1": the kernel of this node has no such parameter',
  ],
  [
    "runc: open /proc/sys/net/core/nope: no such file or directory: OCI runtime attempted to invoke a command",
    { sysctl: { "net.core.other": "2", "net/core/nope": "1" } },
    'sysctl.net/core/nope = "1": the kernel of this node has no such parameter',
  ],
  [
    "runc: write /proc/sys/net/core/somaxconn: invalid argument: OCI runtime error",
    { sysctl: { "net.core.somaxconn": "many" } },
    'sysctl.net.core.somaxconn = "many": the kernel of this node does not take this value',
  ],
  [
    "/etc/passwd is not a valid device: not a device node",
    { devices: ["/etc/passwd:/dev/x"] },
    'devices = "/etc/passwd:/dev/x"',
  ],
  [
    "runc: error setting rlimits for ready process: error setting rlimit type 7: operation not permitted",
    {},
    "ulimit: Podman may not give the container its default limits of this node: ",
  ],
  [
    "crun: setrlimit `RLIMIT_NOFILE`: Operation not permitted: OCI permission denied",
    { ulimit: { nofile: "-1" } },
    'ulimit.nofile = "-1"',
  ],
  [
    "runc: error setting rlimits for ready process: error setting rlimit type 8: operation not permitted",
    { ulimit: { nofile: "9", RLIMIT_MEMLOCK: "-1" } },
    'ulimit.RLIMIT_MEMLOCK = "-1"',
  ],
  ["runc: error setting rlimits: operation not permitted", { ulimit: { core: "9" } }, 'ulimit = {"core":"9"}'],
  [
    "crun: write to `/proc/sys/net/ipv4/conf/eth0.1/forwarding`: Invalid argument",
    { sysctl: { "net.core.somaxconn": "1", "net/ipv4/conf/eth0.1/forwarding": "many" } },
    'sysctl.net/ipv4/conf/eth0.1/forwarding = "many"',
  ],
  [
    "crun: write file `cpuset.cpus`: Numerical result out of range: OCI runtime error",
    { cpuset_cpus: "0,99" },
    'cpuset_cpus = "0,99"',
  ],
  ["statfs /data/alloc/583e/data: no such file or directory", { volumes: ["../data:/data"] }, 'volumes = "../data:/data"'],
  [
    "creating /etc/mtab symlink: value too large for defined data type",
    { image: null, rootfs: "/srv/root", rootfs_idmap: true, userns: "auto" },
    "rootfs_idmap = true",
  ],
  ["creating container storage: could not find enough available IDs", { userns: "auto" }, 'userns = "auto"'],
  ["crun: write to `/proc/self/oom_score_adj`: Permission denied", { oom_score_adj: -500 }, "oom_score_adj = -500"],
])("rejectedOption() knows what %j is about", (words, options, named) => {
  expect(refused(`Podman: start container c1: ${words}`, options)).toStartWith(named.includes(": ") ? named : `${named}: `);
});

test.each([
  ["faccessat /dev/other: no such file or directory", { devices: ["/dev/nope"] }],
  ["unable to find user shopper: no matching entries in passwd file", {}],
  ["something that nobody has heard of", { devices: ["/dev/nope"], timezone: "UTC", volumes: ["/a:/b"] }],
])("rejectedOption() blames no option for %j", (words, options) => {
  expect(refused(words, options)).toBeUndefined();
});

test("rejectedOption() names a user whose number is too large", () => {
  const words = "Podman: start container c1: uids and gids must be in range 0-2147483647";
  expect(refused(words, {}, "99999999999")).toStartWith(
    'user = "99999999999": the number of a user or group must be from 0 to 2147483647',
  );
});
