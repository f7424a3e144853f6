import { readFileSync } from "node:fs";
import type { Row } from "../row.ts";

const read = (path: string) => readFileSync(path, "utf8").replace(/\n$/, "");

/** A file that a mount shows is in the list of mounts; the root file system's own is not. */
const mounted = (path: string) => `grep -c ' ${path} ' /proc/self/mountinfo`;
const append = (path: string) => `echo '# mine' >> ${path} 2>/dev/null && echo written || echo refused`;

/** Without the lab's own init_path, which needs host volumes. */
const plain = { init: false, init_path: "" };

const dns = { servers: ["10.1.2.3"], searches: [], options: [] };

/** Of /etc/resolv.conf and /etc/hosts. */
export const nameFileRows: readonly Row[] = [
  {
    option: "resolv_conf",
    what: "image has Podman mount none, also not one with dns_servers",
    given: { options: { resolv_conf: "image" }, plugin: { dns_servers: ["10.4.5.6"] } },
    look: mounted("/etc/resolv.conf"),
    seen: "0",
  },
  {
    option: "resolv_conf",
    what: "host is the node's, read-only",
    given: { options: { resolv_conf: "host" } },
    look: `cat /etc/resolv.conf; ${append("/etc/resolv.conf")}`,
    seen: () => `${read("/etc/resolv.conf")}\nrefused`,
  },
  {
    option: "resolv_conf",
    what: "host also where another task's network is joined",
    given: ({ other }) => ({
      options: { network_mode: `task:${other.task}`, resolv_conf: "host" },
      task: { allocId: other.allocId, name: "resolver" },
    }),
    look: "cat /etc/resolv.conf",
    seen: () => read("/etc/resolv.conf"),
  },
  {
    option: "resolv_conf",
    what: "host where volumes are off",
    given: { options: { ...plain, resolv_conf: "host" }, plugin: { volumes: { enabled: false } } },
    look: "cat /etc/resolv.conf",
    seen: () => read("/etc/resolv.conf"),
  },
  {
    option: "resolv_conf",
    what: "copy-host is a copy that the task may change",
    given: { options: { ...plain, resolv_conf: "copy-host" }, plugin: { volumes: { enabled: false } } },
    look: `cat /etc/resolv.conf; ${append("/etc/resolv.conf")}; tail -n 1 /etc/resolv.conf`,
    seen: () => `${read("/etc/resolv.conf")}\nwritten\n# mine`,
  },
  {
    option: "resolv_conf",
    what: "copy-host may be changed in a user namespace too",
    given: { options: { resolv_conf: "copy-host", userns: "auto:size=1000" } },
    look: append("/etc/resolv.conf"),
    seen: "written",
    unless: ({ subordinateIds }) => !subordinateIds,
  },
  {
    option: "resolv_conf",
    what: "empty is a file without a line",
    given: { options: { resolv_conf: "empty" } },
    look: `wc -c < /etc/resolv.conf; ${mounted("/etc/resolv.conf")}`,
    seen: "0\n1",
  },
  {
    option: "resolv_conf",
    what: "stands back for the job's network.dns",
    given: { options: { resolv_conf: "copy-host" }, task: { dns } },
    look: "grep nameserver /etc/resolv.conf",
    seen: "nameserver 10.1.2.3",
    warning: /^resolv_conf = "copy-host" has no effect: the job's network.dns is used instead$/,
  },
  {
    option: "hosts_file",
    what: "image has Podman mount none",
    given: { options: { hosts_file: "image" } },
    look: mounted("/etc/hosts"),
    seen: "0",
  },
  {
    option: "hosts_file",
    what: "host is the node's, read-only",
    given: { options: { hosts_file: "host" } },
    look: `cat /etc/hosts; ${append("/etc/hosts")}`,
    seen: () => `${read("/etc/hosts")}\nrefused`,
  },
  {
    option: "hosts_file",
    what: "host takes the place of the group's",
    given: async (lab) => ({
      options: { hosts_file: "host" },
      task: {
        networkIsolation: { mode: "group", path: await lab.networkNamespace(), labels: {}, hostsConfig: undefined },
      },
    }),
    look: "cat /etc/hosts",
    seen: () => read("/etc/hosts"),
    unless: ({ rootless }) => rootless,
  },
];
