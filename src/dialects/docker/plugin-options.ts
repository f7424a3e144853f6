import * as v from "valibot";
import { capability, duration, flag, listOf, matching, text, textMap, texts, whole } from "../../config/checks/values.ts";
import { pluginCleanupOptions } from "../../config/plugin-options/cleanup-options.ts";
import { pluginPolicyOptions } from "../../config/plugin-options/policy-options.ts";
import { pluginServiceOptions } from "../../config/plugin-options/service-options.ts";
import { pluginTaskDefaultOptions } from "../../config/plugin-options/task-default-options.ts";
import type { OptionTable } from "../../config/table/option.ts";
import { logType } from "./log-type.ts";

const gc = pluginCleanupOptions.gc.options;

const gcOptions = {
  image: { ...gc.image, default: "true", origin: undefined },
  image_delay: { ...gc.image_delay, origin: undefined },
  container: gc.container,
  dangling_containers: { ...gc.dangling_containers, origin: undefined },
} as const satisfies OptionTable;

const { enabled: volumes, selinuxlabel } = pluginTaskDefaultOptions.volumes.options;

const volumesOptions = {
  enabled: {
    ...volumes,
    default: "false",
    help: "True: jobs may mount any path of the node, and volumes that other jobs can name; false: only paths inside the allocation.",
    example: "enabled = true",
  },
  selinuxlabel,
} as const satisfies OptionTable;

const loggingOptions = {
  type: {
    type: "string",
    check: logType,
    help: "json-file and local: Nomad's own logs, which Nomad rotates; journald: the node's journal as well; none.",
    example: 'type = "journald"',
  },
  config: {
    kind: "mapBlock",
    check: textMap,
    help: "tag, for journald. Others have no effect: a warning in the agent's log names them.",
    example: 'config { tag = "nomad" }',
  },
} as const satisfies OptionTable;

const { config, helper } = pluginTaskDefaultOptions.auth.options;

const tlsFile = { type: "string", check: text, help: "Is an error: Podman's API has no TLS.", example: 'ca = ""' } as const;

/** Linux capabilities that Nomad's Docker driver allows by default. */
export const defaultAllowed = [
  ..."audit_write chown dac_override fowner fsetid kill mknod net_bind_service setfcap setgid setpcap setuid".split(" "),
  "sys_chroot",
] as const;

/** Modes of one kind that jobs may ask for, with `*`. */
function modesOption(kind: string, form: RegExp, allowed: string, example: string) {
  return {
    type: "list(string)",
    default: "[]",
    check: listOf(matching(form, `must be ${allowed}`)),
    help: `Of ${kind}_mode: ${allowed}; * stands for any characters.`,
    example: `${kind} = ${example}`,
  } as const;
}

const hostOnly = /^(?:host|\*)$/;

const allowedModesOptions = {
  pid: modesOption("pid", /^(?:host|\*|container:\S+)$/, '"host" or "container:NAME"', '["host"]'),
  ipc: modesOption(
    "ipc",
    /^(?:none|private|shareable|host|\*|container:\S+)$/,
    '"none", "private", "shareable", "host" or "container:NAME"',
    '["host", "container:*"]',
  ),
  userns: modesOption("userns", hostOnly, '"host"', '["host"]'),
  uts: modesOption("uts", hostOnly, '"host"', '["host"]'),
} as const satisfies OptionTable;

/** Every option of `plugin "docker" { config { … } }`; `origin: "more"` is ours. */
export const dockerPluginOptions = {
  endpoint: {
    type: "string",
    check: v.pipe(
      v.string("must be a string"),
      v.regex(
        /^(?:unix:|\/|tcp:\/\/)/,
        'must be a unix socket of Podman, such as "unix:///run/podman/podman.sock"; left out, it is Podman\'s default',
      ),
    ),
    help: "Podman's API socket. Docker's own, unix:///var/run/docker.sock, means Podman's default one, as does none.",
    example: 'endpoint = "unix:///run/podman/podman.sock"',
  },
  auth: {
    kind: "block",
    options: { config, helper },
    help: "Credentials for registries, for tasks that have none themselves.",
    example: 'auth { config = "/etc/docker/config.json" }',
  },
  tls: {
    kind: "block",
    options: { cert: tlsFile, key: tlsFile, ca: tlsFile },
    help: "Is an error when set: Podman's API has no TLS. Use its unix socket.",
    example: "tls {}",
  },
  extra_labels: pluginTaskDefaultOptions.extra_labels,
  logging: {
    kind: "block",
    options: loggingOptions,
    help: "Where output goes for tasks without a logging block.",
    example: 'logging { type = "journald" }',
  },
  gc: {
    kind: "block",
    implied: true,
    options: gcOptions,
    help: "What the driver removes: unlike the Podman driver, images too.",
    example: "gc { image = false }",
  },
  volumes: {
    kind: "block",
    implied: true,
    options: volumesOptions,
    help: "Mounts of paths of the node.",
    example: "volumes { enabled = true }",
  },
  allow_privileged: {
    type: "bool",
    default: "false",
    check: flag,
    help: "Let jobs ask for privileged = true, for security_opt beyond those that Docker has, and for each mode that allowed_modes leaves out.",
    example: "allow_privileged = true",
  },
  allowed_modes: {
    kind: "block",
    options: allowedModesOptions,
    help: "Namespaces of the node and of other containers that jobs may share; unset, or with allow_privileged = true, all of them. One's own (private, shareable, none) are always allowed.",
    example: 'allowed_modes {\n  pid = ["host"]\n  ipc = ["host", "container:*"]\n}',
  },
  allow_caps: {
    type: "list(string)",
    default: JSON.stringify(defaultAllowed),
    check: listOf(capability),
    help: "Capabilities that tasks may have: of those that Docker gives by default the ones in this list, and these may be added; all allows every one.",
    example: 'allow_caps = ["chown", "net_raw", "net_admin"]',
  },
  nvidia_runtime: {
    type: "string",
    default: '"nvidia"',
    check: text,
    help: "What a task calls the runtime with GPUs. On Podman there is none: the devices of NVIDIA_VISIBLE_DEVICES are given by CDI, nvidia.com/gpu=NAME.",
    example: 'nvidia_runtime = "nvidia"',
  },
  allow_runtimes: {
    type: "list(string)",
    default: '["runc","nvidia"]',
    check: texts,
    help: "Runtimes that jobs may name. runc means Podman's own runtime, whichever that is.",
    example: 'allow_runtimes = ["runc", "runsc"]',
  },
  infra_image: {
    type: "string",
    check: text,
    help: "Has no effect: the network of a group needs no container.",
    example: 'infra_image = "registry.k8s.io/pause:3.3"',
  },
  infra_image_pull_timeout: {
    type: "string",
    check: duration(),
    help: "Has no effect, as infra_image.",
    example: 'infra_image_pull_timeout = "5m"',
  },
  image_pull_timeout: {
    ...pluginPolicyOptions.image_pull_timeout,
    default: '"5m"',
    origin: undefined,
    help: "How long a pull may take for a task that sets no image_pull_timeout.",
  },
  pull_activity_timeout: { ...pluginPolicyOptions.pull_activity_timeout, origin: undefined },
  container_exists_attempts: {
    type: "number",
    check: whole(0, Number.MAX_SAFE_INTEGER),
    help: "Has no effect: what is left of a task's earlier container is always replaced.",
    example: "container_exists_attempts = 5",
  },
  oom_score_adj: {
    type: "number",
    default: "0",
    check: whole(-1000, 1000),
    help: "For tasks that set none: how readily the kernel kills them when memory is short; 0 is the kernel's own.",
    example: "oom_score_adj = 500",
  },
  pids_limit: {
    type: "number",
    check: whole(-1, Number.MAX_SAFE_INTEGER),
    help: "Most processes and threads of a task, which its own pids_limit can only lower; 0, -1 and none are unlimited.",
    example: "pids_limit = 4096",
  },
  disable_log_collection: pluginTaskDefaultOptions.disable_log_collection,
  windows_allow_insecure_container_admin: {
    type: "bool",
    check: flag,
    help: "Has no effect: it is about Windows.",
    example: "windows_allow_insecure_container_admin = false",
  },
  enabled: pluginServiceOptions.enabled,
  socket_path: { ...pluginServiceOptions.socket_path, origin: "more" },
  socket: { ...pluginServiceOptions.socket, origin: "more" },
  client_http_timeout: { ...pluginServiceOptions.client_http_timeout, origin: "more" },
  stats_interval: pluginServiceOptions.stats_interval,
} as const satisfies OptionTable;
