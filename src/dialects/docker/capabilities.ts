import type { OwnOptions } from "../own-options.ts";
import type { PluginOptions } from "./plugin.ts";
import type { TaskOptions } from "./task-options/task-options.ts";

/** What Docker gives a container. */
const basis = [
  ..."AUDIT_WRITE CHOWN DAC_OVERRIDE FOWNER FSETID KILL MKNOD NET_BIND_SERVICE NET_RAW SETFCAP SETGID SETPCAP".split(" "),
  ...["SETUID", "SYS_CHROOT"],
];

/** Those that Podman does not give by itself, or not in each version. */
const furtherThanPodman = ["AUDIT_WRITE", "MKNOD", "NET_RAW"];

/**
 * A task has what Docker gives, as far as allow_caps has it, without cap_drop, and with cap_add.
 *
 * @param user of the task: Podman gives what is added to other users than root as well, and Docker does not
 */
export function setCapabilities(own: OwnOptions, options: TaskOptions, { allow_caps }: PluginOptions, user: string): void {
  const { cap_add = [], cap_drop = [], privileged } = options;
  const adds = cap_add.map(plain);
  const drops = cap_drop.map(plain).filter((name) => name === "ALL" || !adds.includes(name));
  if (privileged || adds.includes("ALL") || drops.includes("ALL")) {
    own.add("cap_add", adds, "cap_add", cap_add);
    own.add("cap_drop", drops, "cap_drop", cap_drop);
    return;
  }
  const allowed = allow_caps.map(plain);
  const isAllowed = (name: string) => allowed.includes("ALL") || allowed.includes(name);
  const isRoot = user === "" || /^(?:root|0)(?::|$)/.test(user);
  const given = isRoot ? furtherThanPodman.filter((name) => isAllowed(name) && !drops.includes(name)) : [];
  const taken = basis.filter((name) => !isAllowed(name));
  own.add("cap_add", [...new Set([...adds, ...given])], "cap_add", cap_add);
  own.add("cap_drop", [...new Set([...drops, ...taken])], "cap_drop", cap_drop);
}

function plain(name: string): string {
  return name.toUpperCase().replace(/^CAP_/, "");
}
