import * as v from "valibot";
import { isDriverError } from "../../core/errors.ts";
import { parseSignal } from "../../core/signals.ts";
import { flag, matching, oneOf, text, textMap, textOrTexts } from "../checks/values.ts";
import type { OptionTable } from "../table/option.ts";

const signalAllowed = 'must be a signal by name or number, such as "SIGTERM", "HUP" or "SIGRTMIN+3"';

const signal = v.pipe(
  v.string(signalAllowed),
  v.check((value) => {
    try {
      return parseSignal(value) > 0;
    } catch (error) {
      if (isDriverError(error)) return false;
      throw error;
    }
  }, signalAllowed),
);

/** What runs in the container, and as what. */
export const taskProcessOptions = {
  command: {
    type: "any",
    check: textOrTexts,
    help: "Command to run instead of the image's; a list is the command and its first arguments.",
    example: 'command = "redis-server"',
  },
  args: {
    type: "list(string)",
    check: v.pipe(v.array(v.string("must be a list of strings"), "must be a list of strings"), v.readonly()),
    help: "Arguments after the command, or for the image's entrypoint when there is no command.",
    example: 'args = ["--port", "7000"]',
  },
  entrypoint: {
    type: "any",
    check: textOrTexts,
    help: "Entrypoint instead of the image's, as a list. A string is one element and deprecated.",
    example: 'entrypoint = ["/bin/sh", "-c"]',
  },
  working_dir: {
    type: "string",
    check: matching(/^\//, 'must be an absolute path inside the container, such as "/data"'),
    help: "Working directory inside the container instead of the image's.",
    example: 'working_dir = "/data"',
  },
  create_working_dir: {
    type: "bool",
    origin: "more",
    default: "false",
    check: flag,
    help: "Make working_dir where the image, or rootfs, has no such directory, instead of failing.",
    example: "create_working_dir = true",
  },
  hostname: {
    type: "string",
    check: matching(
      /^[A-Za-z0-9]([A-Za-z0-9_.-]{0,62}[A-Za-z0-9])?$/,
      "must be a host name: at most 64 letters, digits, dots and dashes",
    ),
    help: "Host name inside the container.",
    example: 'hostname = "web"',
  },
  labels: {
    type: "list(map(string))",
    check: textMap,
    help: "Labels of the container.",
    example: 'labels = { team = "web" }',
  },
  annotations: {
    type: "list(map(string))",
    origin: "more",
    check: textMap,
    help: "Annotations of the container, for the OCI runtime and its hooks.",
    example: 'annotations = { "run.oci.keep_original_groups" = "1" }',
  },
  tty: { type: "bool", check: flag, help: "Give the process a terminal.", example: "tty = true" },
  interactive: {
    type: "bool",
    origin: "more",
    check: flag,
    help: "Keep the process's standard input open although nobody writes to it, instead of /dev/null: for programs that end with their input.",
    example: "interactive = true",
  },
  init: {
    type: "bool",
    check: flag,
    help: "Run a small init as process 1, which forwards signals and reaps processes.",
    example: "init = true",
  },
  init_path: {
    type: "string",
    check: text,
    help: "Path of that init on the node.",
    example: 'init_path = "/usr/libexec/podman/catatonit"',
  },
  systemd: {
    type: "string",
    origin: "more",
    check: oneOf(["always", "true", "false"]),
    help: "Whether process 1 is an init system, for which Podman mounts /run, /tmp and its cgroup: always, false, or true when the command is one (Podman's default). With always the machine id is the allocation's id without dashes, and where no command is given that is /usr/lib/systemd/systemd, /lib/systemd/systemd or /sbin/init of rootfs, or /sbin/init of an image that has no command. It is stopped with SIGRTMIN+3. Its messages come to the log with tty = true.",
    example: 'systemd = "always"',
  },
  timezone: {
    type: "string",
    origin: "more",
    check: matching(
      /^[A-Za-z0-9_+-]+(\/[A-Za-z0-9_+-]+)*$/,
      'must be the name of a time zone, such as "Europe/Berlin", or "local"',
    ),
    help: "Time zone inside the container; local is the node's.",
    example: 'timezone = "Europe/Berlin"',
  },
  umask: {
    type: "string",
    origin: "more",
    check: matching(/^[0-7]{1,4}$/, 'must be up to four octal digits, such as "0027"'),
    help: "File mode creation mask of the process, in octal.",
    example: 'umask = "0027"',
  },
  stop_signal: {
    type: "string",
    origin: "more",
    check: signal,
    help: "Signal that Podman stops the container with instead of the image's; the task's kill_signal wins.",
    example: 'stop_signal = "SIGINT"',
  },
  runtime: {
    type: "string",
    origin: "more",
    check: text,
    help: "OCI runtime to use, by name or path (Podman 6 and newer; before that, one Podman service per runtime).",
    example: 'runtime = "crun"',
  },
  socket: {
    type: "string",
    default: '"default"',
    check: text,
    help: "Which Podman runs the task: the name of one of the plugin's socket blocks.",
    example: 'socket = "rootless"',
  },
} as const satisfies OptionTable;
