import { socketAddress } from "../checks/network-checks.ts";
import { duration, flag, text } from "../checks/values.ts";
import type { OptionTable } from "../table/option.ts";

const socketOptions = {
  name: { type: "string", check: text, help: "What tasks call it.", example: 'name = "rootless"' },
  socket_path: {
    type: "string",
    required: true,
    check: socketAddress,
    help: "Where its API is.",
    example: 'socket_path = "unix:///run/user/1000/podman/podman.sock"',
  },
} as const satisfies OptionTable;

/** Which Podmans there are, and how they are talked to. */
export const pluginServiceOptions = {
  enabled: {
    type: "bool",
    default: "true",
    origin: "more",
    check: flag,
    help: "False: the node does not offer the driver, and no socket is touched.",
    example: "enabled = false",
  },
  socket_path: {
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
    type: "string",
    default: '"60s"',
    check: duration(1),
    help: "How long one request to Podman may take; pulls, loads, stops and streams have bounds of their own.",
    example: 'client_http_timeout = "60s"',
  },
  stats_interval: {
    type: "string",
    origin: "more",
    check: duration(1000),
    help: "How often tasks are sampled, whatever the agent's telemetry.collection_interval says; unset, as often as that says, and at most once a second.",
    example: 'stats_interval = "10s"',
  },
} as const satisfies OptionTable;
