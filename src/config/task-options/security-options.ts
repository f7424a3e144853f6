import { capability, flag, listOf, matching, namespaceMode, text, texts } from "../checks/values.ts";
import type { OptionTable } from "../table/option.ts";

/** What the task may do, and what it is kept apart from. */
export const taskSecurityOptions = {
  privileged: {
    type: "bool",
    default: "false",
    check: flag,
    help: "Turn off what isolates the container from the node; the plugin option allow_privileged may forbid it.",
    example: "privileged = true",
  },
  cap_add: {
    type: "list(string)",
    check: listOf(capability),
    help: "Capabilities to add to Podman's default ones; ALL is every one.",
    example: 'cap_add = ["SYS_TIME"]',
  },
  cap_drop: {
    type: "list(string)",
    check: listOf(capability),
    help: "Capabilities to take away; ALL is every one.",
    example: 'cap_drop = ["MKNOD"]',
  },
  security_opt: {
    type: "list(string)",
    check: texts,
    help: "no-new-privileges, label=…, apparmor=…, seccomp=…, proc-opts=…, mask=…, unmask=…, systempaths=unconfined; `:` works for `=`.",
    example: 'security_opt = ["no-new-privileges"]',
  },
  selinux_opts: {
    type: "list(string)",
    check: texts,
    help: "SELinux label options of the process.",
    example: 'selinux_opts = ["type:my_container.process"]',
  },
  apparmor_profile: {
    type: "string",
    check: text,
    help: "AppArmor profile of the container.",
    example: 'apparmor_profile = "my-profile"',
  },
  readonly_rootfs: {
    type: "bool",
    check: flag,
    help: "Mount the root file system read-only.",
    example: "readonly_rootfs = true",
  },
  group_add: {
    type: "list(string)",
    origin: "more",
    check: texts,
    help: "Further groups of the process, by name or number.",
    example: 'group_add = ["video"]',
  },
  userns: {
    type: "string",
    check: matching(
      /^(host|nomap|auto(:.*)?|keep-id(:.*)?|(container|ns):.+)$/,
      'must be "host", "auto[:size=…,uidmapping=…,gidmapping=…]", "keep-id[:uid=…,gid=…]", "nomap", "container:ID" or "ns:PATH"',
    ),
    help: "User namespace: host, auto[:size=,uidmapping=,gidmapping=], keep-id[:uid=,gid=], nomap, container:ID, ns:PATH. For a root Podman keep-id needs 4.5, and nomap is never there.",
    example: 'userns = "keep-id:uid=200,gid=210"',
  },
  uidmap: {
    type: "list(string)",
    origin: "more",
    check: texts,
    help: "User namespace with these users, each entry CONTAINER-ID:HOST-ID:COUNT, as podman run --uidmap; without gidmap these are the groups as well. For a rootless Podman a HOST-ID counts from its user's subordinate ids, and 0 is the user.",
    example: 'uidmap = ["0:100000:65536"]',
  },
  gidmap: {
    type: "list(string)",
    origin: "more",
    check: texts,
    help: "The same for groups; without uidmap these are the users as well.",
    example: 'gidmap = ["0:100000:65536"]',
  },
  ipc_mode: {
    type: "string",
    check: namespaceMode("host", "private", "shareable", "none"),
    help: "IPC namespace: host, private, shareable, none, container:ID, ns:PATH, task:NAME (another task of the allocation).",
    example: 'ipc_mode = "task:server"',
  },
  pid_mode: {
    type: "string",
    origin: "more",
    check: namespaceMode("host", "private"),
    help: "PID namespace: host, private, container:ID, ns:PATH, task:NAME.",
    example: 'pid_mode = "task:server"',
  },
  uts_mode: {
    type: "string",
    origin: "more",
    check: namespaceMode("host", "private"),
    help: "UTS namespace (host name): host, private, container:ID, ns:PATH, task:NAME.",
    example: 'uts_mode = "host"',
  },
  cgroupns: {
    type: "string",
    origin: "more",
    check: namespaceMode("host", "private"),
    help: "Cgroup namespace: host, private, container:ID, ns:PATH, task:NAME.",
    example: 'cgroupns = "private"',
  },
} as const satisfies OptionTable;
