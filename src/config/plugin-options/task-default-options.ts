import { ipAddress } from "../checks/network-checks.ts";
import { flag, listOf, oneOf, text, textMap, texts } from "../checks/values.ts";
import type { OptionTable } from "../table/option.ts";

const volumesOptions = {
  enabled: {
    type: "bool",
    default: "true",
    check: flag,
    help: "False: only paths inside the allocation may be mounted or loaded as an image archive, no volume that other jobs can name, and no init_path.",
    example: "enabled = false",
  },
  selinuxlabel: {
    type: "string",
    check: oneOf(["z", "Z"]),
    help: "SELinux label of mounts: z (shared) or Z (private).",
    example: 'selinuxlabel = "z"',
  },
} as const satisfies OptionTable;

const loggingOptions = {
  driver: {
    type: "string",
    default: '"nomad"',
    check: oneOf(["nomad", "journald", "k8s-file", "none"]),
    help: "nomad (as written, into Nomad's two logs), journald (into the node's journal, and from there into Nomad's log), k8s-file (the Go driver's lines with time and stream, all in Nomad's stdout log) or none.",
    example: 'driver = "journald"',
  },
  options: {
    kind: "mapBlock",
    check: textMap,
    help: "Options of the log driver: tag, for journald.",
    example: 'options { tag = "nomad" }',
  },
} as const satisfies OptionTable;

const networkingOptions = {
  default_rootless_mode: {
    type: "string",
    check: oneOf(["pasta", "slirp4netns"]),
    help: "Network of rootless tasks that set none: pasta (Podman 5 and newer by default) or slirp4netns.",
    example: 'default_rootless_mode = "pasta"',
  },
} as const satisfies OptionTable;

const authOptions = {
  config: {
    type: "string",
    check: text,
    help: "File with registry credentials (containers-auth.json or docker's config.json).",
    example: 'config = "/etc/containers/auth.json"',
  },
  helper: {
    type: "string",
    check: text,
    help: "Credential helper: the NAME of docker-credential-NAME.",
    example: 'helper = "ecr-login"',
  },
  username: {
    type: "string",
    origin: "more",
    check: text,
    help: "User for a registry of which neither the task nor config and helper have credentials.",
    example: 'username = "node"',
  },
  password: {
    type: "string",
    origin: "more",
    check: text,
    secret: true,
    help: "Its password or token; never logged.",
    example: 'password = "…"',
  },
  server_address: {
    type: "string",
    origin: "more",
    check: text,
    help: "The only registry that gets username and password, with or without a path below it. Unset, every registry gets them that a job names: set it where jobs are not yours.",
    example: 'server_address = "registry.example:5000"',
  },
} as const satisfies OptionTable;

/** What holds for tasks that do not say. */
export const pluginTaskDefaultOptions = {
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
    type: "list(string)",
    check: listOf(ipAddress),
    help: "Name servers of tasks without a network.dns block.",
    example: 'dns_servers = ["10.0.0.53"]',
  },
  extra_labels: {
    type: "list(string)",
    check: texts,
    help: "Labels com.hashicorp.nomad.NAME to set, by globs over job_name, job_id, task_group_name, task_name, namespace, node_name, node_id.",
    example: 'extra_labels = ["job_*", "task_name"]',
  },
  auth: {
    kind: "block",
    options: authOptions,
    help: "Credentials for registries, for tasks that have none themselves.",
    example: 'auth { config = "/etc/containers/auth.json" }',
  },
} as const satisfies OptionTable;
