import { invalidOption } from "../../core/option-error.ts";
import type { SpecGenerator } from "../../podman/containers/spec-generator.ts";
import { type SpecInput, taskDirectory, type WarningSink } from "../input/spec-input.ts";
import { filled } from "../spec/filled.ts";
import { checkLabel, securityOptions } from "./security-options.ts";

/**
 * Capabilities, confinement and what `security_opt` says. Warns of SELinux labels where there is no SELinux, as Podman leaves
 * them out without a word.
 *
 * @throws DriverError `invalidConfig`.
 */
export function security(input: SpecInput, warn: WarningSink): Partial<SpecGenerator> {
  const { options, task, host } = input;
  const named = securityOptions(options.security_opt, taskDirectory(task), host.podmanVersion);
  const apparmor = sameOrOnly(options.apparmor_profile, named.apparmor);
  if (!host.apparmor) rejectProfile(apparmor, options.apparmor_profile === undefined ? "security_opt" : "apparmor_profile");
  for (const label of options.selinux_opts ?? []) checkLabel("selinux_opts", label, label);
  const selinux = [...(options.selinux_opts ?? []), ...named.labels];
  const lost = host.selinux ? [] : selinux.filter((label) => label !== "disable");
  if (lost.length > 0) {
    const option = (options.selinux_opts ?? []).length > 0 ? "selinux_opts" : "security_opt";
    warn(`${option} has no effect on the SELinux labels ${lost.join(", ")}: SELinux is not enabled on this node`);
  }
  // Never left out: docs/podman-quirks.md#leaked-defaults.
  const privileged = options.privileged ?? false;
  const confinement = filled<SpecGenerator>({
    read_only_filesystem: options.readonly_rootfs,
    cap_add: options.cap_add,
    cap_drop: options.cap_drop,
    selinux_opts: selinux,
    procfs_opts: named.procOptions,
    mask: named.mask,
    unmask: named.unmask,
    apparmor_profile: apparmor,
    seccomp_profile_path: named.seccomp,
    no_new_privileges: named.noNewPrivileges,
    label_nested: named.labelNested,
    annotations: securityAnnotations(apparmor, named.seccomp, selinux),
  });
  return { privileged, ...confinement };
}

/** Podman refuses it as well, in words that name no option. */
function rejectProfile(profile: string | undefined, option: string): void {
  if (profile === undefined || profile === "unconfined") return;
  throw invalidOption(option, profile, `this node has no AppArmor: remove the option, or let the job run on nodes that have`);
}

function sameOrOnly(profile: string | undefined, fromSecurityOpt: string | undefined): string | undefined {
  if (profile !== undefined && fromSecurityOpt !== undefined && profile !== fromSecurityOpt) {
    throw invalidOption(
      "apparmor_profile",
      profile,
      `security_opt names another profile, "${fromSecurityOpt}"; keep one of them`,
    );
  }
  return profile ?? fromSecurityOpt;
}

/** What `podman run --security-opt` notes for `podman inspect`. */
function securityAnnotations(
  apparmor: string | undefined,
  seccomp: string | undefined,
  labels: readonly string[],
): Record<string, string> {
  return {
    ...(apparmor === undefined ? {} : { "io.podman.annotations.apparmor": apparmor }),
    ...(seccomp === undefined ? {} : { "io.podman.annotations.seccomp": seccomp }),
    ...(labels.length === 0 ? {} : { "io.podman.annotations.label": labels.join(",label=") }),
  };
}
