import { normalize } from "node:path";
import { invalidOption } from "../../core/option-error.ts";
import { type Mount, taskDirectoryNames } from "../../core/task-config.ts";
import type { BindMount, SpecGenerator } from "../../podman/containers/spec-generator.ts";
import { type SpecInput, taskDirectory } from "../input/spec-input.ts";
import { filled } from "../spec/filled.ts";
import { machineIdFile } from "../spec/systemd.ts";
import { mountBlocks } from "./mount-blocks.ts";
import { checkTargets, type Mounted } from "./mount-targets.ts";
import { tmpfsMounts, volumeMounts } from "./volumes.ts";

/** Nomad's propagation modes in the words of mount(8); without one Podman's default holds, which is private. */
const propagation: Readonly<Record<string, string>> = {
  private: "rprivate",
  "host-to-task": "rslave",
  bidirectional: "rshared",
};

/**
 * Everything that is mounted into the container: Nomad's three directories, host and CSI volumes, the options volumes,
 * tmpfs and mount, and the files /etc/hosts and /etc/resolv.conf where they are not Podman's.
 *
 * @throws DriverError `invalidConfig` or `notAllowed`.
 */
export function mounts(input: SpecInput): Partial<SpecGenerator> {
  const volumeMountPaths = input.task.mounts.map(({ taskPath }) => taskPath);
  const directories = nomadDirectories(input);
  checkTargets({ directories, volumeMounts: volumeMountPaths, options: input.options, files: fileOptions(input) });
  const volumes = volumeMounts(input);
  const blocks = mountBlocks(input);
  const binds = [
    ...nomadBinds(input),
    ...nomadMounts(input),
    ...volumes.mounts,
    ...tmpfsMounts(input.options.tmpfs),
    ...blocks.mounts,
  ];
  const overlays = [...volumes.overlays, ...blocks.overlays];
  const targets = [
    ...binds.map(({ destination }) => destination),
    ...overlays.map(({ destination }) => destination),
    ...blocks.volumes.map(({ Dest }) => Dest),
    ...blocks.images.map(({ Destination }) => Destination),
  ];
  return filled<SpecGenerator>({
    mounts: [...binds, ...hostsMount(input, targets), ...resolvConfMount(input), ...machineIdMount(input, targets)],
    overlay_volumes: overlays,
    volumes: blocks.volumes,
    image_volumes: blocks.images,
  });
}

/** Nomad's three directories: below which path of the node, where in the container, and what a job author knows them as. */
function nomadDirectories({ task }: SpecInput) {
  const own = taskDirectory(task);
  const { alloc, local, secrets } = taskDirectoryNames;
  return [
    { source: `${task.allocDir}/${alloc}`, path: task.env["NOMAD_ALLOC_DIR"] || "/alloc", what: "the allocation's directory" },
    { source: `${own}/${local}`, path: task.env["NOMAD_TASK_DIR"] || "/local", what: "the task directory" },
    {
      source: `${own}/${secrets}`,
      path: task.env["NOMAD_SECRETS_DIR"] || "/secrets",
      what: "the directory of the task's secrets",
    },
  ];
}

function nomadBinds(input: SpecInput): readonly BindMount[] {
  const options = label(input, input.plugin.volumes.selinuxlabel);
  return nomadDirectories(input).map(({ source, path }) => ({ destination: path, type: "bind", source, options }));
}

function nomadMounts(input: SpecInput): readonly BindMount[] {
  return input.task.mounts.map((mount) => ({
    destination: mount.taskPath,
    type: "bind",
    source: mount.hostPath,
    options: [
      ...(mount.readonly ? ["ro"] : []),
      ...propagationOf(mount),
      ...label(input, mount.selinuxLabel || input.plugin.volumes.selinuxlabel),
    ],
  }));
}

function propagationOf({ propagationMode }: Mount): readonly string[] {
  if (propagationMode === "") return [];
  const word = propagation[propagationMode];
  if (word !== undefined) return [word];
  throw invalidOption("volume_mount.propagation_mode", propagationMode, `allowed are ${Object.keys(propagation).join(", ")}`);
}

/** `z` or `Z` as mount option; a privileged container is not confined, so nothing is relabelled for it. */
function label(input: SpecInput, selinux: string | undefined): readonly string[] {
  return selinux === undefined || selinux === "" || input.options.privileged === true ? [] : [selinux];
}

const hostsPath = "/etc/hosts";
const resolvConfPath = "/etc/resolv.conf";

/** Options that have the driver itself mount a file, by its path in the container. */
function fileOptions({ options, resolvConf }: SpecInput): Mounted["files"] {
  const { hosts_file, resolv_conf } = options;
  return [
    ...(hosts_file === "host" ? [{ path: hostsPath, option: "hosts_file", value: hosts_file }] : []),
    ...(resolvConf === undefined ? [] : [{ path: resolvConfPath, option: "resolv_conf", value: resolv_conf ?? "" }]),
  ];
}

/** The group's hosts file, unless the job mounts one of its own, or asks for the node's. */
function hostsMount(input: SpecInput, targets: readonly string[]): readonly BindMount[] {
  if (input.options.hosts_file === "host") return [nodeFile(hostsPath, hostsPath)];
  const file = input.hostsFile;
  if (file === undefined || targets.some((path) => normalize(path) === hostsPath)) return [];
  const options = ["rprivate", ...label(input, input.plugin.volumes.selinuxlabel)];
  return [{ destination: hostsPath, type: "bind", source: file.path, options }];
}

function resolvConfMount(input: SpecInput): readonly BindMount[] {
  if (input.resolvConf === undefined) return [];
  const { source, copy } = input.resolvConf;
  if (copy === undefined) return [nodeFile(resolvConfPath, source)];
  const options = ["rprivate", ...label(input, input.plugin.volumes.selinuxlabel)];
  return [{ destination: resolvConfPath, type: "bind", source, options }];
}

/** The task's machine id, unless the job mounts one of its own. */
function machineIdMount(input: SpecInput, targets: readonly string[]): readonly BindMount[] {
  const file = machineIdFile(input);
  const destination = "/etc/machine-id";
  if (file === undefined || targets.some((path) => normalize(path) === destination)) return [];
  const options = ["ro", "rprivate", ...label(input, input.plugin.volumes.selinuxlabel)];
  return [{ destination, type: "bind", source: file.path, options }];
}

/** Never relabelled: it is the node's. Podman shows much the same to every container, so `volumes { enabled = false }` allows it. */
function nodeFile(destination: string, source: string): BindMount {
  return { destination, type: "bind", source, options: ["rbind", "ro"] };
}
