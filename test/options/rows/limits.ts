import { cgroup, type Row } from "../row.ts";

const limits = (name: string): string => `grep '${name}' /proc/1/limits | tr -s ' '`;
/** A machine without CAP_SYS_RESOURCE refuses limits above its own, and Podman raises those two once any ulimit is set. */
const within = { nofile: "1024:1024", nproc: "1024:1024" };

/** Limits that are not of memory or CPU, and kernel parameters. */
export const limitRows: readonly Row[] = [
  {
    option: "pids_limit",
    what: "limits processes",
    given: { options: { pids_limit: 77 } },
    look: cgroup("pids", "pids.max", "pids.max"),
    seen: "77",
  },
  {
    option: "pids_limit",
    what: "is unlimited with -1",
    given: { options: { pids_limit: -1 } },
    look: cgroup("pids", "pids.max", "pids.max"),
    seen: "max",
  },
  {
    option: "pids_limit",
    what: "0 is unlimited",
    given: { options: { pids_limit: 0 }, plugin: { pids_limit: 99 } },
    look: cgroup("pids", "pids.max", "pids.max"),
    seen: "max",
    warning: /^pids_limit = 0: 0 is no limit at all/,
  },
  {
    option: "plugin.pids_limit",
    what: "gives way to the task's",
    given: { options: { pids_limit: 55 }, plugin: { pids_limit: 99 } },
    look: cgroup("pids", "pids.max", "pids.max"),
    seen: "55",
  },
  {
    option: "plugin.pids_limit",
    what: "is the default",
    given: { plugin: { pids_limit: 99 } },
    look: cgroup("pids", "pids.max", "pids.max"),
    seen: "99",
  },
  {
    option: "ulimit",
    what: "soft and hard",
    given: { options: { ulimit: { ...within, nofile: "512:1024" } } },
    look: limits("open files"),
    seen: "Max open files 512 1024 files ",
  },
  {
    option: "ulimit",
    what: "one for both",
    given: { options: { ulimit: { ...within, core: "0" } } },
    look: limits("core file"),
    seen: "Max core file size 0 0 bytes ",
  },
  {
    option: "ulimit",
    what: "-1 is unlimited",
    given: { options: { ulimit: { ...within, cpu: "-1" } } },
    look: limits("cpu time"),
    seen: "Max cpu time unlimited unlimited seconds ",
  },
  {
    option: "ulimit",
    what: "-1 is unlimited for one of the two",
    given: { options: { ulimit: { ...within, data: "1048576000:-1" } } },
    look: limits("data size"),
    seen: "Max data size 1048576000 unlimited bytes ",
  },
  {
    option: "ulimit",
    what: "as a list of maps",
    given: { options: { ulimit: [within, { FSIZE: "unlimited" }, { stack: "1048576" }] } },
    look: `${limits("file size")}; ${limits("stack size")}`,
    seen: /^Max file size unlimited unlimited bytes \n(.*\n)?Max stack size 1048576 1048576 bytes/,
  },
  {
    option: "oom_score_adj",
    what: "is the process's",
    given: { options: { oom_score_adj: 500 } },
    look: "cat /proc/1/oom_score_adj",
    seen: "500",
  },
  {
    option: "sysctl",
    what: "of the network namespace",
    given: { options: { sysctl: { "net.core.somaxconn": "1234" } } },
    look: "cat /proc/sys/net/core/somaxconn",
    seen: "1234",
  },
  {
    option: "sysctl",
    what: "of the IPC namespace",
    given: { options: { sysctl: { "kernel.msgmax": "4096", "fs.mqueue.msg_max": "7" } } },
    look: "cat /proc/sys/kernel/msgmax /proc/sys/fs/mqueue/msg_max",
    seen: "4096\n7",
  },
  {
    option: "sysctl",
    what: "as a list of maps",
    given: { options: { sysctl: [{ "net.core.somaxconn": "1" }, { "net.core.somaxconn": "4321" }] } },
    look: "cat /proc/sys/net/core/somaxconn",
    seen: "4321",
  },
];
