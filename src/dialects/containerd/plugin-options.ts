import { flag, text } from "../../config/checks/values.ts";
import { pluginServiceOptions } from "../../config/plugin-options/service-options.ts";
import type { OptionTable } from "../../config/table/option.ts";
import { authOptions } from "./auth-options.ts";

/** Every option of `plugin "containerd-driver" { config { … } }`; `origin: "more"` is ours. */
export const containerdPluginOptions = {
  enabled: { ...pluginServiceOptions.enabled, origin: undefined },
  containerd_runtime: {
    type: "string",
    check: text,
    help: "io.containerd.runc.v1 and io.containerd.runc.v2 mean Podman's own runtime, io.containerd.runsc.v1 runsc and io.containerd.kata.v2 kata; any other value is the name of an OCI runtime. May be left out.",
    example: 'containerd_runtime = "io.containerd.runc.v2"',
  },
  stats_interval: { ...pluginServiceOptions.stats_interval, origin: undefined },
  allow_privileged: {
    type: "bool",
    default: "true",
    check: flag,
    help: "Let jobs ask for privileged = true.",
    example: "allow_privileged = false",
  },
  auth: {
    kind: "block",
    options: authOptions,
    help: "Credentials for registries; a task's own win over them.",
    example: 'auth {\n  username = "ci"\n  password = "…"\n}',
  },
  default_seccomp: {
    type: "bool",
    default: "false",
    origin: "more",
    check: flag,
    help: "Podman's seccomp profile for tasks that do not set seccomp. The containerd driver runs them without one.",
    example: "default_seccomp = true",
  },
  socket_path: { ...pluginServiceOptions.socket_path, origin: "more" },
  socket: { ...pluginServiceOptions.socket, origin: "more" },
  client_http_timeout: { ...pluginServiceOptions.client_http_timeout, origin: "more" },
} as const satisfies OptionTable;
