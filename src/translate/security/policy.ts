import { normalize } from "node:path";
import { notAllowedOption } from "../../core/option-error.ts";
import { taskImage } from "../images/image-import.ts";
import { type SpecInput, taskDirectory } from "../input/spec-input.ts";
import { isWithin } from "../mounts/host-path.ts";
import { checkDevices } from "./policy-devices.ts";

/**
 * Refuses what the plugin configuration does not let jobs ask for.
 *
 * @throws DriverError `notAllowed` that names the job's option and the plugin's.
 */
export function checkPolicy(input: SpecInput): void {
  const { options, plugin } = input;
  if (options.privileged === true && !plugin.allow_privileged) {
    throw notAllowedOption("privileged", true, "set allow_privileged = true in the plugin configuration");
  }
  checkCapabilities(options.cap_add, plugin.allow_caps);
  checkRuntime(options.runtime, plugin.allow_runtimes);
  if (!plugin.allow_privileged) checkConfinement(input);
  if (!plugin.allow_host_namespaces) checkHostNamespaces(input);
  if (!plugin.volumes.enabled) checkFiles(input);
  checkDevices(input);
}

function checkCapabilities(asked: readonly string[] | undefined, allowed: readonly string[] | undefined): void {
  if (asked === undefined || allowed === undefined) return;
  const permitted = new Set(allowed.map(capability));
  if (permitted.has("ALL")) return;
  const refused = asked.find((name) => !permitted.has(capability(name)));
  if (refused !== undefined) {
    throw notAllowedOption(
      "cap_add",
      refused,
      `${allowedOnly([...permitted])}: add it to allow_caps in the plugin configuration`,
    );
  }
}

function allowedOnly(names: readonly string[]): string {
  return names.length === 0 ? "none is allowed" : `allowed are ${names.join(", ")}`;
}

function capability(name: string): string {
  return name.toUpperCase().replace(/^CAP_/, "");
}

function checkRuntime(asked: string | undefined, allowed: readonly string[] | undefined): void {
  if (asked === undefined || asked === "" || allowed === undefined || allowed.includes(asked)) return;
  throw notAllowedOption("runtime", asked, `${allowedOnly(allowed)}: add it to allow_runtimes in the plugin configuration`);
}

const confinementNeeds =
  "it takes away what confines the task to its container: set allow_privileged = true in the plugin configuration";

/**
 * What runtimes and systemd take as orders: crun opens files of the node for some, systemd lifts limits for others. Podman's
 * own make `podman inspect` show what is not so.
 */
const orders = /^(?:run\.oci\.|org\.systemd\.property\.|io\.podman\.annotations\.|io\.kubernetes\.cri-o\.|io\.crun\.)/;

/**
 * Refuses the parts of what `privileged` turns off, where a job may not turn off all of it. With `unmask=/proc/sys`
 * alone a root task can set the node's core_pattern, which is a program that the node's kernel runs (Podman 4.3.1).
 *
 * @throws DriverError `notAllowed`
 */
function checkConfinement({ options }: SpecInput): void {
  for (const entry of options.security_opt ?? []) {
    const harmless = /^(?:no-new-privileges|mask|proc-opts)(?:[=:]|$)/.test(entry) || isNamedProfile(entry);
    if (!harmless) throw notAllowedOption("security_opt", entry, confinementNeeds);
  }
  const [label] = options.selinux_opts ?? [];
  if (label !== undefined) throw notAllowedOption("selinux_opts", label, confinementNeeds);
  if (options.apparmor_profile === "unconfined") throw notAllowedOption("apparmor_profile", "unconfined", confinementNeeds);
  for (const name of Object.keys(options.annotations ?? {})) {
    if (orders.test(name)) throw notAllowedOption("annotations", name, confinementNeeds);
  }
}

/** An AppArmor profile is one that the node's operator has loaded. */
function isNamedProfile(entry: string): boolean {
  return /^apparmor[=:]/.test(entry) && !/[=:]unconfined$/.test(entry);
}

const filesNeed = "volumes are not enabled: set volumes { enabled = true } in the plugin configuration";

/**
 * Refuses files of the node that a job names elsewhere than in a mount, and volumes that jobs share by their name.
 *
 * @throws DriverError `notAllowed`
 */
function checkFiles({ options, task }: SpecInput): void {
  const { init_path, rootfs, image } = options;
  if (init_path !== undefined && init_path !== "") throw notAllowedOption("init_path", init_path, filesNeed);
  // Also below the allocation: Podman itself writes into it (users, mount points), by names that another task of the
  // allocation can turn into links meanwhile.
  if (rootfs !== undefined) throw notAllowedOption("rootfs", rootfs, filesNeed);
  const source = image === undefined ? undefined : taskImage(options, taskDirectory(task));
  const archive = source?.kind === "import" ? source.archive : source;
  if (archive?.kind === "archive-file" && !isWithin(normalize(task.allocDir), normalize(archive.path))) {
    const [option, value] = source?.kind === "import" ? ["import.source", archive.path] : ["image", image];
    throw notAllowedOption(option, value, filesNeed);
  }
  for (const block of [...options.mount, ...options.mounts]) {
    const named = block.type === "volume" && (block.source ?? "") !== "" && !block.source?.includes("/");
    if (named)
      throw notAllowedOption("mount.source", block.source, `it is a volume that other jobs can mount too; ${filesNeed}`);
  }
}

const namespacesNeed = "set allow_host_namespaces = true in the plugin configuration";

/**
 * Refuses namespaces of the node, and those of containers that are not of the task's allocation: such a one may itself have
 * the node's.
 *
 * @throws DriverError `notAllowed`
 */
function checkHostNamespaces(input: SpecInput): void {
  const { options, task } = input;
  const { ipc_mode, pid_mode, uts_mode, cgroupns, userns } = options;
  // A task of a group with a network of its own joins that one, whatever it asks for.
  const ownNetwork = (task.networkIsolation?.path ?? "") === "";
  const network_mode = ownNetwork ? options.network_mode : undefined;
  for (const [option, value] of Object.entries({ network_mode, ipc_mode, pid_mode, uts_mode, cgroupns, userns })) {
    if (value === "host" || value?.startsWith("ns:") === true) throw notAllowedOption(option, value, namespacesNeed);
    if (value?.startsWith("container:") === true && !value.endsWith(`-${task.allocId}`)) {
      throw notAllowedOption(
        option,
        value,
        `"task:NAME" joins another task of the allocation; for any other container, ${namespacesNeed}`,
      );
    }
  }
  const bridged = options.networks.find(({ bridge }) => bridge !== undefined);
  if (bridged !== undefined) throw notAllowedOption("networks.bridge", bridged.bridge, namespacesNeed);
  for (const option of ["uidmap", "gidmap"] as const) {
    const [map] = options[option] ?? [];
    if (map !== undefined) throw notAllowedOption(option, map, `it chooses users of the node; ${namespacesNeed}`);
  }
  if (userns !== undefined && /^auto:.*[ug]idmapping=/.test(userns)) {
    throw notAllowedOption("userns", userns, `its mappings choose users of the node; ${namespacesNeed}`);
  }
  // pasta writes files, and both reach what listens on the node's loopback, when they are asked to.
  if (network_mode !== undefined && input.network.options.length > 0) {
    throw notAllowedOption("network_mode", options.network_mode, `leave out the words behind the colon, or ${namespacesNeed}`);
  }
}
