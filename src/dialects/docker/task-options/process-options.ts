import { text, textMap, texts, whole } from "../../../config/checks/values.ts";
import type { OptionTable } from "../../../config/table/option.ts";
import { taskObservationOptions } from "../../../config/task-options/observation-options.ts";
import { taskProcessOptions } from "../../../config/task-options/process-options.ts";
import { logType } from "../log-type.ts";

const loggingOptions = {
  type: {
    type: "string",
    check: logType,
    help: "json-file and local: Nomad's own logs, which Nomad rotates; journald: the node's journal as well; none. Podman has no others.",
    example: 'type = "journald"',
  },
  driver: { type: "string", check: logType, help: "Another spelling of type.", example: 'driver = "journald"' },
  config: {
    type: "any",
    readAs: "list(map(string))",
    check: textMap,
    help: "tag, for journald. Others have no effect: a warning names them.",
    example: 'config { tag = "redis" }',
  },
} as const satisfies OptionTable;

export const dockerProcessOptions = {
  command: { type: "string", check: text, help: "Command to run instead of the image's.", example: 'command = "sleep"' },
  args: taskProcessOptions.args,
  entrypoint: {
    type: "list(string)",
    check: texts,
    help: "Entrypoint instead of the image's.",
    example: 'entrypoint = ["/bin/sh", "-c"]',
  },
  work_dir: {
    ...taskProcessOptions.working_dir,
    help: "Working directory inside the container, made when it is missing.",
    example: 'work_dir = "/data"',
  },
  hostname: taskProcessOptions.hostname,
  labels: taskProcessOptions.labels,
  tty: taskProcessOptions.tty,
  interactive: { ...taskProcessOptions.interactive, origin: undefined },
  init: taskProcessOptions.init,
  runtime: {
    type: "string",
    check: text,
    help: "runc is Podman's own runtime, whichever that is; the plugin's nvidia_runtime gives the GPUs of NVIDIA_VISIBLE_DEVICES as CDI devices; any other is an OCI runtime, for which each container needs Podman 6.",
    example: 'runtime = "nvidia"',
  },
  logging: {
    kind: "block",
    options: loggingOptions,
    help: "Where the output goes; the plugin option of this name sets the node's default.",
    example: 'logging {\n  type = "journald"\n  config { tag = "redis" }\n}',
  },
  healthchecks: { ...taskObservationOptions.healthchecks, origin: undefined },
  container_exists_attempts: {
    type: "number",
    check: whole(0, Number.MAX_SAFE_INTEGER),
    help: "Has no effect, which a warning says: what is left of a task's earlier container is always replaced.",
    example: "container_exists_attempts = 5",
  },
  isolation: { type: "string", check: text, help: "Is of Windows, and an error here.", example: 'isolation = ""' },
  socket: { ...taskProcessOptions.socket, origin: "more" },
} as const satisfies OptionTable;
