import { oneOf } from "../../../config/checks/values.ts";
import type { OptionTable } from "../../../config/table/option.ts";
import { taskSecurityOptions } from "../../../config/task-options/security-options.ts";

export const dockerIsolationOptions = {
  privileged: {
    ...taskSecurityOptions.privileged,
    help: "Turn off what isolates the container from the node; needs allow_privileged = true in the plugin configuration.",
  },
  cap_add: { ...taskSecurityOptions.cap_add, help: "Capabilities to add to Docker's default ones; ALL is every one." },
  cap_drop: { ...taskSecurityOptions.cap_drop, help: "Capabilities to take away; cap_add wins over it." },
  security_opt: {
    ...taskSecurityOptions.security_opt,
    help: "no-new-privileges, label=…, apparmor=…, seccomp=PATH of the node or seccomp=unconfined; with allow_privileged = true also Podman's others.",
  },
  readonly_rootfs: taskSecurityOptions.readonly_rootfs,
  group_add: { ...taskSecurityOptions.group_add, origin: undefined },
  ipc_mode: taskSecurityOptions.ipc_mode,
  pid_mode: { ...taskSecurityOptions.pid_mode, origin: undefined },
  uts_mode: { ...taskSecurityOptions.uts_mode, origin: undefined },
  cgroupns: { ...taskSecurityOptions.cgroupns, origin: undefined },
  userns_mode: {
    type: "string",
    check: oneOf(["host"]),
    help: "host: the node's users, as is Podman's default.",
    example: 'userns_mode = "host"',
  },
} as const satisfies OptionTable;
