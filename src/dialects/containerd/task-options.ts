import { flag, matching, oneOf, text, texts, whole } from "../../config/checks/values.ts";
import type { OptionTable } from "../../config/table/option.ts";
import { taskImageOptions } from "../../config/task-options/image-options.ts";
import { taskNetworkOptions } from "../../config/task-options/network-options.ts";
import { taskProcessOptions } from "../../config/task-options/process-options.ts";
import { taskResourceOptions } from "../../config/task-options/resource-options.ts";
import { taskSecurityOptions } from "../../config/task-options/security-options.ts";
import { taskStorageOptions } from "../../config/task-options/storage-options.ts";
import { authOptions } from "./auth-options.ts";

const mountOptions = {
  type: {
    type: "string",
    default: '"volume"',
    check: oneOf(["bind", "volume", "tmpfs"]),
    help: "Kind of mount. A volume whose source is a path is a bind; one whose source is a name is a volume of Podman.",
    example: 'type = "bind"',
  },
  target: {
    type: "string",
    required: true,
    check: matching(/^\//, 'must be an absolute path inside the container, such as "/data"'),
    help: "Path inside the container.",
    example: 'target = "/data"',
  },
  source: {
    type: "string",
    check: text,
    help: "Path on the node; one that begins with local is in the task directory.",
    example: 'source = "/srv/data"',
  },
  options: {
    type: "list(string)",
    check: texts,
    help: "Mount options as in fstab. Without any, a bind is recursive and writable.",
    example: 'options = ["rbind", "ro"]',
  },
} as const satisfies OptionTable;

/** Every option of a task with `driver = "containerd-driver"`; those without a text of their own mean what ours mean. */
export const containerdTaskOptions = {
  image: { ...taskImageOptions.image, required: true, help: "Image to run." },
  image_pull_timeout: { ...taskImageOptions.image_pull_timeout, help: "How long the task waits for its image." },
  command: { type: "string", check: text, help: "Command to run instead of the image's.", example: 'command = "sleep"' },
  args: taskProcessOptions.args,
  entrypoint: {
    type: "list(string)",
    check: texts,
    help: "Entrypoint instead of the image's; not together with command.",
    example: 'entrypoint = ["/bin/sh", "-c"]',
  },
  cwd: {
    type: "string",
    check: matching(/^\//, 'must be an absolute path inside the container, such as "/srv"'),
    help: "Working directory, made when it is missing.",
    example: 'cwd = "/srv"',
  },
  hostname: taskProcessOptions.hostname,
  privileged: { ...taskSecurityOptions.privileged },
  pids_limit: {
    type: "number",
    check: whole(-1, Number.MAX_SAFE_INTEGER, "must be a whole number; 0, -1 and no value are unlimited"),
    help: "Most processes and threads; unlimited by default.",
    example: "pids_limit = 1024",
  },
  pid_mode: {
    type: "string",
    check: matching(/^host$/i, 'must be "host"'),
    help: "host: the node's processes are seen.",
    example: 'pid_mode = "host"',
  },
  file_limit: {
    type: "number",
    check: whole(0, Number.MAX_SAFE_INTEGER),
    help: "Most open files (RLIMIT_NOFILE); 0 leaves Podman's default.",
    example: "file_limit = 65536",
  },
  host_dns: {
    type: "bool",
    default: "true",
    check: flag,
    help: "The node's /etc/resolv.conf, read-only; false: the image's, unless host_network is set. A network.dns block of the job wins.",
    example: "host_dns = false",
  },
  seccomp: {
    type: "bool",
    check: flag,
    help: "True: Podman's seccomp profile. Otherwise none, unless the plugin's default_seccomp says so.",
    example: "seccomp = true",
  },
  seccomp_profile: {
    type: "string",
    check: matching(/^\//, 'must be an absolute path on the node, such as "/opt/seccomp/seccomp.json"'),
    help: "Another profile, on the node; needs seccomp = true.",
    example: 'seccomp_profile = "/opt/seccomp/seccomp.json"',
  },
  shm_size: taskStorageOptions.shm_size,
  sysctl: taskResourceOptions.sysctl,
  readonly_rootfs: taskSecurityOptions.readonly_rootfs,
  host_network: {
    type: "bool",
    default: "false",
    check: flag,
    help: "The node's network, with its /etc/hosts; not in a group with a network of its own. Without either, the task has no network but its loopback.",
    example: "host_network = true",
  },
  extra_hosts: taskNetworkOptions.extra_hosts,
  cap_add: taskSecurityOptions.cap_add,
  cap_drop: taskSecurityOptions.cap_drop,
  devices: taskStorageOptions.devices,
  mounts: {
    kind: "block",
    repeated: true,
    options: mountOptions,
    help: "Mounts, as blocks or as a list of objects.",
    example: 'mounts = [{ type = "bind", source = "/srv/data", target = "/data", options = ["rbind", "ro"] }]',
  },
  auth: {
    kind: "block",
    options: authOptions,
    help: "Credentials for the registry.",
    example: 'auth {\n  username = "ci"\n  password = "…"\n}',
  },
  socket: { ...taskProcessOptions.socket, origin: "more" },
} as const satisfies OptionTable;
