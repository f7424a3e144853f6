import { notAllowedOption } from "../../core/option-error.ts";
import type { SpecInput } from "../input/spec-input.ts";

const why = "it takes away what confines the task to its container: set allow_privileged = true in the plugin configuration";

/**
 * What runtimes and systemd take as orders: crun opens files of the node for some, systemd lifts limits for others. Podman's
 * own tell `podman inspect` what is not so.
 */
const orders = /^(?:run\.oci\.|org\.systemd\.property\.|io\.podman\.annotations\.|io\.kubernetes\.cri-o\.|io\.crun\.)/;

/**
 * Refuses the parts of what `privileged` turns off, where a job may not turn off all of it. With `unmask=/proc/sys`
 * alone a root task can set the node's core_pattern, which is a program that the node's kernel runs (Podman 4.3.1).
 *
 * @throws DriverError `notAllowed`
 */
export function checkConfinement({ options }: SpecInput): void {
  for (const entry of options.security_opt ?? []) {
    const harmless = /^(?:no-new-privileges|mask|proc-opts)(?:[=:]|$)/.test(entry) || isNamedProfile(entry);
    if (!harmless) throw notAllowedOption("security_opt", entry, why);
  }
  const [label] = options.selinux_opts ?? [];
  if (label !== undefined) throw notAllowedOption("selinux_opts", label, why);
  if (options.apparmor_profile === "unconfined") throw notAllowedOption("apparmor_profile", "unconfined", why);
  for (const name of Object.keys(options.annotations ?? {})) {
    if (orders.test(name)) throw notAllowedOption("annotations", name, why);
  }
}

/** An AppArmor profile is one that the node's operator has loaded. */
function isNamedProfile(entry: string): boolean {
  return /^apparmor[=:]/.test(entry) && !/[=:]unconfined$/.test(entry);
}
