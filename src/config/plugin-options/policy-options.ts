import * as v from "valibot";
import { capability, duration, flag, listOf, text, texts, whole } from "../checks/values.ts";
import type { OptionTable } from "../table/option.ts";

const deviceGlob = v.pipe(
  text,
  v.regex(
    /^(?:[/*]\S*|[^/*\s][^/\s]*\/[^/=\s]+=[^/\s]+)$/,
    'must be an absolute path or a CDI name, with *, ? and **, such as "/dev/dri/*" or "nvidia.com/gpu=*"',
  ),
);

/** What jobs may ask for, and what holds when they do not ask. */
export const pluginPolicyOptions = {
  allow_privileged: {
    type: "bool",
    default: "true",
    origin: "more",
    check: flag,
    help: "Let jobs ask for privileged = true, and for single parts of it: security_opt (but no-new-privileges, mask, proc-opts and the name of an AppArmor profile), selinux_opts, apparmor_profile = unconfined, and annotations that are orders to the OCI runtime, systemd or Podman.",
    example: "allow_privileged = false",
  },
  allow_caps: {
    type: "list(string)",
    origin: "more",
    check: listOf(capability),
    help: "Capabilities that jobs may add; unset allows all.",
    example: 'allow_caps = ["NET_ADMIN", "SYS_TIME"]',
  },
  allow_devices: {
    type: "list(string)",
    origin: "more",
    check: listOf(deviceGlob),
    help: "Devices that jobs may name, by globs of paths on the node or CDI names: * stops at a slash, ** does not. Unset allows all, an empty list none. A link must be covered itself and where it leads. Also decides on volumes and mounts below /dev, and forbids privileged = true. Devices that Nomad assigns are not checked.",
    example: 'allow_devices = ["/dev/fuse", "/dev/dri/*", "nvidia.com/gpu=*"]',
  },
  allow_runtimes: {
    type: "list(string)",
    origin: "more",
    check: texts,
    help: "OCI runtimes that jobs may name; unset allows all.",
    example: 'allow_runtimes = ["crun"]',
  },
  allow_host_namespaces: {
    type: "bool",
    default: "true",
    origin: "more",
    check: flag,
    help: "Let jobs share a namespace of the node: network_mode, pid_mode, ipc_mode, uts_mode, cgroupns or userns = host; users of the node (uidmap, gidmap, mappings of userns); joining a container of another allocation; networks on a bridge of the node; and words behind pasta: and slirp4netns:.",
    example: "allow_host_namespaces = false",
  },
  pids_limit: {
    type: "number",
    origin: "more",
    check: whole(-1, Number.MAX_SAFE_INTEGER, "must be a whole number, or -1 for unlimited"),
    help: "Most processes and threads of a task that sets no pids_limit; -1 is unlimited.",
    example: "pids_limit = 4096",
  },
  oci_runtime: {
    type: "string",
    origin: "more",
    check: text,
    help: "OCI runtime of tasks that set no runtime.",
    example: 'oci_runtime = "crun"',
  },
  image_pull_timeout: {
    type: "string",
    origin: "more",
    check: duration(1),
    help: "How long a pull may take for a task that sets no image_pull_timeout; 5m when unset.",
    example: 'image_pull_timeout = "15m"',
  },
  pull_activity_timeout: {
    type: "string",
    default: '"2m"',
    origin: "more",
    check: duration(1),
    help: "Ends a pull, or the download of an archive, that makes no progress for this long.",
    example: 'pull_activity_timeout = "5m"',
  },
} as const satisfies OptionTable;
