/** The options of the containerd driver on running containers, and what it makes of a task that sets none. */
import { expect, test } from "bun:test";
import { readFileSync, readlinkSync } from "node:fs";
import { driverLabel } from "../../src/core/names.ts";
import { containerdTaskOptions } from "../../src/dialects/containerd/task-options.ts";
import { forFile } from "../lab/for-file.ts";
import { fileIn, openOptionsLab } from "../options/options-lab.ts";
import { cgroup, type Row } from "../options/row.ts";
import { rowTests } from "../options/row-tests.ts";

const lab = forFile(await openOptionsLab());

const pid1 = "tr '\\0' ' ' < /proc/1/cmdline";
const capabilities = "grep -E '^Cap(Bnd|Eff)' /proc/1/status | tr -d '\\t\\n'";
const interfaces = "ls /sys/class/net | tr '\\n' ' '";
const limitOfProcesses = cgroup("pids", "pids.max", "pids.max");

const noDirectories = JSON.stringify({
  defaultAction: "SCMP_ACT_ALLOW",
  syscalls: [{ names: ["mkdir", "mkdirat"], action: "SCMP_ACT_ERRNO" }],
});

const rows: readonly Row[] = [
  {
    option: "image",
    what: "runs its command line with the node's resources of the job",
    given: {},
    look: pid1,
    seen: "sleep 1000 ",
  },
  {
    option: "command",
    what: "and args are the process",
    given: { options: { command: "sleep", args: ["999"] } },
    look: pid1,
    seen: "sleep 999 ",
  },
  {
    option: "entrypoint",
    what: "gets the args",
    given: { options: { command: null, entrypoint: ["sh", "-c"], args: ["exec sleep 998"] } },
    look: pid1,
    seen: "sleep 998 ",
  },
  {
    option: "cwd",
    what: "is where the process starts",
    given: { options: { cwd: "/usr/bin" } },
    look: "readlink /proc/1/cwd",
    seen: "/usr/bin",
  },
  { option: "hostname", what: "is the container's", given: { options: { hostname: "web" } }, look: "hostname", seen: "web" },
  {
    option: "privileged",
    what: "sees the node's devices",
    given: { options: { privileged: true } },
    look: "test $(ls /dev | wc -l) -gt 20 && echo all",
    seen: "all",
  },
  { option: "pids_limit", what: "is unlimited by default", given: {}, look: limitOfProcesses, seen: "max" },
  { option: "pids_limit", what: "is set", given: { options: { pids_limit: 77 } }, look: limitOfProcesses, seen: "77" },
  {
    option: "pid_mode",
    what: "host shows the node's processes",
    given: { options: { pid_mode: "host" } },
    look: "readlink /proc/self/ns/pid",
    seen: () => readlinkSync("/proc/self/ns/pid"),
  },
  {
    option: "file_limit",
    what: "is both limits",
    given: { options: { file_limit: 1234 } },
    look: "ulimit -Sn; ulimit -Hn",
    seen: "1234\n1234",
    // With any ulimit Podman 4.3 sets that of processes too, to more than such a machine allows.
    unless: () => /^Max processes +\S+ +(?!unlimited)/m.test(readFileSync("/proc/self/limits", "utf8")),
  },
  { option: "seccomp", what: "is off by default", given: {}, look: "awk '/^Seccomp:/ {print $2}' /proc/1/status", seen: "0" },
  {
    option: "seccomp",
    what: "true is Podman's profile",
    given: { options: { seccomp: true } },
    look: "awk '/^Seccomp:/ {print $2}' /proc/1/status",
    seen: "2",
  },
  {
    option: "seccomp_profile",
    what: "is a file of the node",
    given: (lab) => ({ options: { seccomp: true, seccomp_profile: fileIn(lab.directory, "seccomp.json", noDirectories) } }),
    look: "mkdir /x 2>&1 | grep -o 'not permitted'",
    seen: "not permitted",
  },
  {
    option: "default_seccomp",
    what: "is for tasks that do not set seccomp",
    given: { plugin: { default_seccomp: true } },
    look: "awk '/^Seccomp:/ {print $2}' /proc/1/status",
    seen: "2",
  },
  {
    option: "shm_size",
    what: "is the size of /dev/shm",
    given: { options: { shm_size: "3m" } },
    look: "df -k /dev/shm | awk 'NR==2 {print $2}'",
    seen: "3072",
  },
  {
    option: "sysctl",
    what: "is set in the task's own network",
    given: { options: { sysctl: [{ "net.core.somaxconn": "16384" }] } },
    look: "cat /proc/sys/net/core/somaxconn",
    seen: "16384",
  },
  {
    option: "readonly_rootfs",
    what: "cannot be written",
    given: { options: { readonly_rootfs: true } },
    look: "touch /x 2>&1 | grep -o 'Read-only file system'",
    seen: "Read-only file system",
  },
  { option: "host_network", what: "unset in no group leaves the loopback alone", given: {}, look: interfaces, seen: "lo " },
  {
    option: "host_network",
    what: "is the node's network",
    given: { options: { host_network: true } },
    look: "readlink /proc/1/ns/net",
    seen: () => readlinkSync("/proc/self/ns/net"),
  },
  {
    option: "host_network",
    what: "has the node's /etc/hosts",
    given: { options: { host_network: true } },
    look: "cat /etc/hosts",
    seen: () => readFileSync("/etc/hosts", "utf8").trimEnd(),
  },
  {
    option: "host_dns",
    what: "is the node's resolv.conf by default",
    given: {},
    look: "cat /etc/resolv.conf; touch /etc/resolv.conf 2>&1 | grep -o 'Read-only file system'",
    seen: () => `${readFileSync("/etc/resolv.conf", "utf8")}Read-only file system`,
  },
  {
    option: "host_dns",
    what: "false is the image's resolv.conf",
    given: { options: { host_dns: false } },
    look: "cat /etc/resolv.conf 2> /dev/null | wc -l",
    seen: "0",
  },
  {
    option: "extra_hosts",
    what: "are in /etc/hosts",
    given: { options: { extra_hosts: ["db:10.0.0.7"] } },
    look: "grep -w db /etc/hosts | tr '\\t' ' '",
    seen: /^10\.0\.0\.7 db$/,
  },
  {
    option: "cap_add",
    what: "adds to what containerd grants",
    given: { options: { cap_add: ["CAP_SYS_ADMIN"] } },
    look: capabilities,
    seen: "CapEff:00000000a82425fbCapBnd:00000000a82425fb",
  },
  {
    option: "cap_drop",
    what: "takes away, also what containerd grants beyond Podman",
    given: { options: { cap_drop: ["CAP_MKNOD", "CAP_CHOWN"] } },
    look: capabilities,
    seen: "CapEff:00000000a00425faCapBnd:00000000a00425fa",
  },
  {
    option: "devices",
    what: "are there",
    given: { options: { devices: ["/dev/fuse"] } },
    look: "test -c /dev/fuse && echo fuse",
    seen: "fuse",
    unless: ({ rootless }) => rootless,
  },
  {
    option: "mounts",
    what: "bind below the task directory",
    given: { options: { mounts: [{ type: "bind", source: "local", target: "/in", options: ["rbind", "ro"] }] } },
    look: "touch /local/made; ls /in; touch /in/x 2>&1 | grep -o 'Read-only file system'",
    seen: "made\nRead-only file system",
  },
  {
    option: "mounts",
    what: "a tmpfs with fstab's options",
    given: { options: { mounts: [{ type: "tmpfs", source: "tmpfs", target: "/t", options: ["size=1m", "mode=1777"] }] } },
    look: "df -k /t | awk 'NR==2 {print $2}'; stat -c %a /t",
    seen: "1024\n1777",
  },
  {
    option: "mounts",
    what: "a volume whose source is a path is a bind",
    given: (lab) => ({ options: { mounts: [{ source: lab.directory, target: "/v", options: ["rbind", "ro"] }] } }),
    look: "test -d /v && echo there",
    seen: "there",
  },
  {
    option: "driver",
    what: "is in the container's labels",
    given: {},
    look: { inspect: `{{index .Config.Labels "${driverLabel}"}}` },
    seen: "containerd-driver",
  },
];

rowTests(lab, rows, "containerd-driver");

/** Covered by tests of their own. */
const elsewhere = ["args", "image_pull_timeout", "auth", "socket"];

test("every option of a task is set by a row, or tested elsewhere", () => {
  const tested = [...rows.map(({ option }) => option), ...elsewhere];
  expect(Object.keys(containerdTaskOptions).filter((option) => !tested.includes(option))).toEqual([]);
});
