import { join } from "node:path";
import { invalidOption } from "../../core/option-error.ts";
import { isAtLeast } from "../input/version.ts";

/** What the entries of `security_opt` ask for. */
export interface SecurityOptions {
  readonly noNewPrivileges: boolean;
  readonly labelNested: boolean;
  readonly labels: readonly string[];
  readonly apparmor: string | undefined;
  /** Absolute path of a profile on the node, or `unconfined`. */
  readonly seccomp: string | undefined;
  readonly procOptions: readonly string[];
  readonly mask: readonly string[];
  readonly unmask: readonly string[];
}

const option = "security_opt";
const allowed =
  "allowed are no-new-privileges, label=…, apparmor=PROFILE, seccomp=PATH or seccomp=unconfined, proc-opts=…, mask=PATH:…, unmask=ALL or unmask=PATH:…, systempaths=unconfined";

/**
 * Reads the entries as `podman run --security-opt` does, with `=` or `:` behind the name. A relative seccomp path is in
 * the task directory.
 *
 * @throws DriverError `invalidConfig`.
 */
export function securityOptions(
  entries: readonly string[] | undefined,
  taskDirectory: string,
  podmanVersion: string,
): SecurityOptions {
  const found = {
    noNewPrivileges: false,
    labelNested: false,
    labels: [] as string[],
    apparmor: undefined as string | undefined,
    seccomp: undefined as string | undefined,
    procOptions: [] as string[],
    mask: [] as string[],
    unmask: [] as string[],
  };
  for (const entry of entries ?? []) {
    const [name, value] = nameAndValue(entry);
    switch (name) {
      case "no-new-privileges":
        found.noNewPrivileges = onOrOff(entry, value);
        break;
      case "label":
        if (value === "nested") found.labelNested = nestedLabels(entry, podmanVersion);
        else found.labels.push(checkLabel(option, entry, given(entry, value)));
        break;
      case "apparmor":
        found.apparmor = given(entry, value);
        break;
      case "seccomp":
        found.seccomp = seccompProfile(given(entry, value), taskDirectory);
        break;
      case "proc-opts":
        found.procOptions.push(...given(entry, value).split(","));
        break;
      case "mask":
        found.mask.push(...paths(entry, value));
        break;
      case "unmask":
        found.unmask.push(...(value === "ALL" || value === "all" ? ["ALL"] : paths(entry, value)));
        break;
      case "systempaths":
        if (value !== "unconfined") throw invalidOption(option, entry, `the only value of systempaths is "unconfined"`);
        found.unmask.push("ALL");
        break;
      default:
        throw invalidOption(option, entry, allowed);
    }
  }
  return found;
}

/** The value is undefined when there is no separator. */
function nameAndValue(entry: string): readonly [string, string | undefined] {
  const match = /^([^=:]+)[=:]([\s\S]*)$/.exec(entry);
  return match === null ? [entry, undefined] : [match[1] ?? "", match[2]];
}

function given(entry: string, value: string | undefined): string {
  if (value === undefined || value === "") throw invalidOption(option, entry, `a value is missing; ${allowed}`);
  return value;
}

/**
 * One SELinux label option of a process, as go-selinux takes them.
 *
 * @param value what the job wrote it in
 * @throws DriverError `invalidConfig`
 */
export function checkLabel(name: string, value: string, label: string): string {
  if (label === "disable" || /^(?:user|role|type|level|filetype):./.test(label)) return label;
  throw invalidOption(
    name,
    value,
    `a label is "disable", or user, role, type, level or filetype with ":" and a value, such as "type:shop_t"`,
  );
}

function onOrOff(entry: string, value: string | undefined): boolean {
  if (value === undefined || value === "true") return true;
  if (value === "false") return false;
  throw invalidOption(option, entry, `no-new-privileges takes nothing, "true" or "false"`);
}

function nestedLabels(entry: string, podmanVersion: string): boolean {
  if (isAtLeast(podmanVersion, "4.5.0")) return true;
  throw invalidOption(option, entry, `nested labels need Podman 4.5, this is ${podmanVersion}`);
}

function seccompProfile(value: string, taskDirectory: string): string {
  return value === "unconfined" || value.startsWith("/") ? value : join(taskDirectory, value);
}

function paths(entry: string, value: string | undefined): readonly string[] {
  const all = given(entry, value).split(":");
  // Podman leaves out a path that is not absolute, with a line in its own log only.
  const relative = all.find((path) => !path.startsWith("/"));
  if (relative !== undefined) throw invalidOption(option, entry, `"${relative}" is not an absolute path`);
  return all;
}
