/** Rows of the Docker driver's options that need nothing of the lab, and what makes rows. */
import { readFileSync, readlinkSync } from "node:fs";
import { cgroup, type Row } from "../options/row.ts";

export const namespace = (name: string) => `readlink /proc/self/ns/${name}`;
export const rootless: NonNullable<Row["unless"]> = ({ rootless }) => rootless;

const capabilities = "grep -E '^Cap(Bnd|Eff)' /proc/1/status | tr -d '\\t\\n'";
const limitOfProcesses = cgroup("pids", "pids.max", "pids.max");
const privileged = { allow_privileged: true };

/** A row on what the process inside sees. */
export function row(
  option: string,
  what: string,
  options: object,
  look: Row["look"],
  seen: Row["seen"],
  more: Partial<Row> = {},
): Row {
  return { option, what, given: { options: { ...options } }, look, seen, ...more };
}

/** The same with options of the plugin. */
export function pluginRow(plugin: Readonly<Record<string, unknown>>, { given, ...rest }: Row): Row {
  return { ...rest, given: { ...(typeof given === "function" ? {} : given), plugin } };
}

export const isolationRows: readonly Row[] = [
  pluginRow(
    privileged,
    row("privileged", "sees the node's devices", { privileged: true }, "test $(ls /dev | wc -l) -gt 20 && echo all", "all"),
  ),
  row("cap_add", "unset is what Nomad allows of Docker's", {}, capabilities, "CapEff:00000000a80405fbCapBnd:00000000a80405fb"),
  pluginRow(
    { allow_caps: ["all"] },
    row(
      "cap_add",
      "adds what is allowed",
      { cap_add: ["NET_ADMIN"] },
      capabilities,
      "CapEff:00000000a80435fbCapBnd:00000000a80435fb",
    ),
  ),
  pluginRow(
    { allow_caps: ["chown", "kill"] },
    row(
      "allow_caps",
      "takes away of Docker's what it lacks",
      {},
      capabilities,
      "CapEff:0000000000000021CapBnd:0000000000000021",
    ),
  ),
  row(
    "cap_drop",
    "takes away",
    { cap_drop: ["MKNOD", "chown"] },
    capabilities,
    "CapEff:00000000a00405faCapBnd:00000000a00405fa",
  ),
  row(
    "cap_drop",
    "ALL leaves what is added",
    { cap_drop: ["ALL"], cap_add: ["kill"] },
    capabilities,
    "CapEff:0000000000000020CapBnd:0000000000000020",
  ),
  row(
    "security_opt",
    "needs no privileges for what Docker has",
    { security_opt: ["seccomp=unconfined", "no-new-privileges"] },
    "awk '/^(Seccomp|NoNewPrivs):/ {print $2}' /proc/1/status",
    "1\n0",
  ),
  row("readonly_rootfs", "cannot be written", { readonly_rootfs: true }, "touch /x 2>&1 | grep -o 'Read-only'", "Read-only"),
  row(
    "group_add",
    "are groups of the process",
    { group_add: ["1234"] },
    "awk '/^Groups:/' /proc/1/status | grep -o -w 1234",
    "1234",
  ),
  ...(["ipc", "pid", "uts"] as const).map((name) =>
    pluginRow(
      { allowed_modes: { [name]: ["host"] } },
      row(`${name}_mode`, "host is the node's", { [`${name}_mode`]: "host" }, namespace(name), () =>
        readlinkSync(`/proc/self/ns/${name}`),
      ),
    ),
  ),
  row("cgroupns", "host is the node's", { cgroupns: "host" }, namespace("cgroup"), () => readlinkSync("/proc/self/ns/cgroup")),
  pluginRow(
    { allowed_modes: { userns: ["host"] } },
    row("userns_mode", "host is the node's", { userns_mode: "host" }, "awk '{print $1, $2}' /proc/self/uid_map", "0 0", {
      unless: rootless,
    }),
  ),
];

export const resourceRows: readonly Row[] = [
  row(
    "memory_hard_limit",
    "is the limit, and the job's memory is reserved",
    { memory_hard_limit: 300 },
    { inspect: "{{.HostConfig.Memory}} {{.HostConfig.MemoryReservation}} {{.HostConfig.MemorySwap}}" },
    "314572800 268435456 314572800",
  ),
  row("shm_size", "is bytes", { shm_size: 3_145_728 }, "df -k /dev/shm | awk 'NR==2 {print $2}'", "3072"),
  row(
    "cpu_hard_limit",
    "is a quota",
    { cpu_hard_limit: true, cpu_cfs_period: 50_000 },
    { inspect: "{{.HostConfig.CpuPeriod}}" },
    "50000",
  ),
  row("cpuset_cpus", "are the CPUs", { cpuset_cpus: "0" }, "awk '/^Cpus_allowed_list/ {print $2}' /proc/1/status", "0"),
  row("pids_limit", "is unlimited by default", {}, limitOfProcesses, "max"),
  row("pids_limit", "is set", { pids_limit: 77 }, limitOfProcesses, "77"),
  pluginRow({ pids_limit: 99 }, row("pids_limit", "is the plugin's by default", {}, limitOfProcesses, "99")),
  row("oom_score_adj", "is the process's", { oom_score_adj: 500 }, "cat /proc/1/oom_score_adj", "500"),
  pluginRow({ oom_score_adj: 300 }, row("oom_score_adj", "is the plugin's by default", {}, "cat /proc/1/oom_score_adj", "300")),
  row("ulimit", "are both limits", { ulimit: [{ nofile: "1234" }] }, "ulimit -Sn; ulimit -Hn", "1234\n1234", {
    // With any ulimit Podman 4.3 sets that of processes too, to more than such a machine allows.
    unless: () => /^Max processes +\S+ +(?!unlimited)/m.test(readFileSync("/proc/self/limits", "utf8")),
  }),
  row(
    "sysctl",
    "is set in the task's network",
    { sysctl: [{ "net.core.somaxconn": "16384" }] },
    "cat /proc/sys/net/core/somaxconn",
    "16384",
  ),
];
