import { describe, expect, test } from "bun:test";
import { emptyTask } from "../../src/core/task-config.ts";
import type { TaskContext } from "../../src/dialects/api.ts";
import { docker } from "../../src/dialects/docker/docker.ts";

const alone: TaskContext = emptyTask;

/** A task on a node whose plugin has these options. */
function translated(options: object, context = alone, plugin: object = {}) {
  const dialect = docker();
  dialect.configure(plugin);
  return dialect.ownTask({ image: "redis:7", ...options }, context);
}

describe("an error names the option and the way out:", () => {
  const on = { volumes: { enabled: true } };
  const rows: readonly [what: string, options: object, message: string, context?: TaskContext, plugin?: object][] = [
    ["privileged", { privileged: true }, "privileged = true: not allowed on this node: set allow_privileged = true"],
    [
      "the node's processes",
      { pid_mode: "host" },
      'pid_mode = "host": not allowed on this node: set allowed_modes { pid = ["host"] }',
      alone,
      { allowed_modes: {} },
    ],
    [
      "another task's memory",
      { ipc_mode: "container:web-1" },
      'ipc_mode = "container:web-1": not allowed on this node',
      alone,
      { allowed_modes: { ipc: ["host", "container:db-*"], pid: ["*"] } },
    ],
    ["the node's name", { uts_mode: "host" }, 'uts_mode = "host": not allowed on this node', alone, { allowed_modes: {} }],
    [
      "the node's users",
      { userns_mode: "host" },
      'userns_mode = "host": not allowed',
      alone,
      { allowed_modes: { pid: ["*"] } },
    ],
    ["Podman's own", { security_opt: ["unmask=ALL"] }, 'security_opt = "unmask=ALL": not allowed on this node'],
    ["Windows", { isolation: "hyperv" }, 'isolation = "hyperv": is of Windows: remove it'],
    [
      "two log drivers",
      { logging: { type: "journald", driver: "none" } },
      'logging.driver = "none": contradicts type = "journald"',
    ],
    ["a log driver", { logging: { type: "syslog" } }, 'logging.type = "syslog": must be one of "json-file"'],
    ["an archive elsewhere", { load: "../../x.tar" }, 'load = "../../x.tar": must be a path below the task'],
    ["a name server", { dns_servers: ["one"] }, "dns_servers[0]"],
    [
      "name servers of another task",
      { dns_servers: ["10.0.0.1"], network_mode: "container:x" },
      'dns_servers = ["10.0.0.1"]: cannot be used together with network_mode = "container:x"',
    ],
    [
      "the plugin's limit",
      { pids_limit: 20 },
      "pids_limit = 20: must not be above the plugin's pids_limit of 10",
      alone,
      { pids_limit: 10 },
    ],
    [
      "volumes that are off",
      { volume_driver: "local" },
      'volume_driver = "local": not allowed on this node: volumes are not enabled',
    ],
    [
      "a volume that is a path",
      { volumes: ["./a:/b"], volume_driver: "local" },
      'with volume_driver it must be "NAME:CONTAINER',
      alone,
      on,
    ],
    [
      "a driver of a volume without a name",
      { mount: [{ target: "/a", volume_options: { driver_config: { name: "nfs" } } }] },
      'mount[0].volume_options.driver_config = {"name":"nfs"}: a volume with a driver of its own needs a name',
      alone,
      on,
    ],
    [
      "a path as a volume",
      { mount: [{ target: "/a", source: "/b" }] },
      'mount[0].source = "/b": the name of a volume has no slash',
    ],
    [
      "a GPU with another runtime",
      { runtime: "runsc" },
      'runtime = "runsc": a task with a GPU needs "nvidia"',
      { ...alone, deviceEnv: { NVIDIA_VISIBLE_DEVICES: "0" } },
    ],
  ];
  for (const [what, options, message, context, plugin] of rows) {
    test(what, () => expect(() => translated(options, context, plugin)).toThrow(message));
  }
});
