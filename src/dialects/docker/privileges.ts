/** What the plugin configuration must allow a job. */
import { matchesGlob } from "../../core/glob.ts";
import { notAllowedOption } from "../../core/option-error.ts";
import type { PluginOptions } from "./plugin.ts";
import type { TaskOptions } from "./task-options/task-options.ts";

/** What Docker's API takes; of Podman's others some open the node's kernel parameters. */
const dockersOwn = /^(?:apparmor|label|no-new-privileges|seccomp)(?:[=:]|$)/;

/** Open nothing of the node or of another job. Nomad's own driver wants even these to be allowed. */
const harmless = /^(?:none|private|shareable|task:.*)$/;

const modes = [
  ["pid_mode", "pid"],
  ["ipc_mode", "ipc"],
  ["uts_mode", "uts"],
  ["userns_mode", "userns"],
] as const;

/** @throws DriverError `notAllowed` for what needs allow_privileged, or an entry of allowed_modes where the operator has set that */
export function checkPrivileges(options: TaskOptions, { allow_privileged, allowed_modes }: PluginOptions): void {
  if (allow_privileged) return;
  const { privileged, security_opt = [] } = options;
  const needed = "set allow_privileged = true in the plugin configuration";
  if (privileged) throw notAllowedOption("privileged", true, needed);
  const refused = security_opt.find((entry) => !dockersOwn.test(entry));
  if (refused !== undefined) throw notAllowedOption("security_opt", refused, needed);
  // Nomad before 2.0.4 knows no allowed_modes, and its jobs run unchanged.
  if (allowed_modes === undefined) return;
  for (const [option, kind] of modes) {
    const mode = options[option];
    if (mode === undefined || harmless.test(mode)) continue;
    if (allowed_modes[kind].some((glob) => matchesGlob(glob, mode))) continue;
    throw notAllowedOption(option, mode, `set allowed_modes { ${kind} = ["${mode}"] } in the plugin configuration`);
  }
}
