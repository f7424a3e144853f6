/** Every option of `plugin "nomad-driver-podman" { config { … } }`. */
import { duration, flag, listOf, oneOf, text, textMap, texts } from "./checks.ts";
import { ipAddress, socketAddress } from "./checks-network.ts";
import type { OptionGroup, OptionTable, OptionValues } from "./option.ts";
import { pluginCleanupOptions } from "./plugin-cleanup-options.ts";
import { pluginPolicyOptions } from "./plugin-policy-options.ts";

const socketOptions = {
  name: { kind: "attribute", type: "string", check: text, help: "What tasks call it.", example: 'name = "rootless"' },
  socket_path: {
    kind: "attribute",
    type: "string",
    required: true,
    check: socketAddress,
    help: "Where its API is.",
    example: 'socket_path = "unix:///run/user/1000/podman/podman.sock"',
  },
} as const satisfies OptionTable;

const serviceOptions = {
  enabled: {
    kind: "attribute",
    type: "bool",
    default: "true",
    origin: "more",
    check: flag,
    help: "False: the node does not offer the driver, and no socket is touched.",
    example: "enabled = false",
  },
  socket_path: {
    kind: "attribute",
    type: "string",
    check: socketAddress,
    help: "Podman's API socket. By default unix:///run/podman/podman.sock for root, else unix:///run/user/UID/podman/podman.sock.",
    example: 'socket_path = "unix:///run/podman/podman.sock"',
  },
  socket: {
    kind: "block",
    repeated: true,
    options: socketOptions,
    help: "One of several Podmans, instead of socket_path; a task picks one with its option socket. The first is the default unless one is called default.",
    example: 'socket {\n  name        = "rootless"\n  socket_path = "unix:///run/user/1000/podman/podman.sock"\n}',
  },
  client_http_timeout: {
    kind: "attribute",
    type: "string",
    default: '"60s"',
    check: duration(1),
    help: "How long one request to Podman may take; pulls, loads, stops and streams have bounds of their own.",
    example: 'client_http_timeout = "60s"',
  },
  stats_interval: {
    kind: "attribute",
    type: "string",
    default: '"1s"',
    origin: "more",
    check: duration(1000),
    help: "Tasks are not sampled more often than this.",
    example: 'stats_interval = "10s"',
  },
} as const satisfies OptionTable;

const volumesOptions = {
  enabled: {
    kind: "attribute",
    type: "bool",
    default: "true",
    check: flag,
    help: "False: only paths inside the allocation may be mounted.",
    example: "enabled = false",
  },
  selinuxlabel: {
    kind: "attribute",
    type: "string",
    check: oneOf(["z", "Z"]),
    help: "SELinux label of mounts: z (shared) or Z (private).",
    example: 'selinuxlabel = "z"',
  },
} as const satisfies OptionTable;

const loggingOptions = {
  driver: {
    kind: "attribute",
    type: "string",
    default: '"nomad"',
    check: oneOf(["nomad", "journald", "k8s-file", "none"]),
    help: "nomad (as written, into Nomad's two logs), journald (into the node's journal, and from there into Nomad's log), k8s-file (the Go driver's lines with time and stream, all in Nomad's stdout log) or none.",
    example: 'driver = "journald"',
  },
  options: {
    kind: "mapBlock",
    check: textMap,
    help: "Options of the log driver, such as tag for journald.",
    example: 'options { tag = "nomad" }',
  },
} as const satisfies OptionTable;

const networkingOptions = {
  default_rootless_mode: {
    kind: "attribute",
    type: "string",
    check: oneOf(["pasta", "slirp4netns"]),
    help: "Network of rootless tasks that set none: pasta (Podman 5 and newer by default) or slirp4netns.",
    example: 'default_rootless_mode = "pasta"',
  },
} as const satisfies OptionTable;

const authOptions = {
  config: {
    kind: "attribute",
    type: "string",
    check: text,
    help: "File with registry credentials (containers-auth.json or docker's config.json).",
    example: 'config = "/etc/containers/auth.json"',
  },
  helper: {
    kind: "attribute",
    type: "string",
    check: text,
    help: "Credential helper: the NAME of docker-credential-NAME.",
    example: 'helper = "ecr-login"',
  },
} as const satisfies OptionTable;

const taskDefaultOptions = {
  volumes: {
    kind: "block",
    implied: true,
    options: volumesOptions,
    help: "Mounts of paths of the node.",
    example: "volumes { enabled = false }",
  },
  logging: {
    kind: "block",
    implied: true,
    options: loggingOptions,
    help: "Where output goes for tasks without a logging block.",
    example: 'logging { driver = "journald" }',
  },
  disable_log_collection: {
    kind: "attribute",
    type: "bool",
    default: "false",
    check: flag,
    help: "Collect no output at all for Nomad.",
    example: "disable_log_collection = true",
  },
  networking: {
    kind: "block",
    implied: true,
    options: networkingOptions,
    help: "Networks of tasks that set none.",
    example: 'networking { default_rootless_mode = "slirp4netns" }',
  },
  dns_servers: {
    kind: "attribute",
    type: "list(string)",
    check: listOf(ipAddress),
    help: "Name servers of tasks without a network.dns block.",
    example: 'dns_servers = ["10.0.0.53"]',
  },
  extra_labels: {
    kind: "attribute",
    type: "list(string)",
    check: texts,
    help: "Labels com.hashicorp.nomad.NAME to set, by globs over job_name, job_id, task_group_name, task_name, namespace, node_name, node_id.",
    example: 'extra_labels = ["job_*", "task_name"]',
  },
  auth: {
    kind: "block",
    options: authOptions,
    help: "Credentials for registries.",
    example: 'auth { config = "/etc/containers/auth.json" }',
  },
} as const satisfies OptionTable;

/** The options by theme, in the order of the documentation. */
export const pluginOptionGroups: readonly OptionGroup[] = [
  { title: "Podman services", options: serviceOptions },
  { title: "Defaults for tasks", options: taskDefaultOptions },
  { title: "Clean-up", options: pluginCleanupOptions },
  { title: "What jobs may ask for", options: pluginPolicyOptions },
];

export const pluginOptionTable = {
  ...serviceOptions,
  ...taskDefaultOptions,
  ...pluginCleanupOptions,
  ...pluginPolicyOptions,
} as const satisfies OptionTable;

/** The plugin's options after the checks, by HCL name; see TaskOptions for the units. */
export type PluginOptions = OptionValues<typeof pluginOptionTable>;
