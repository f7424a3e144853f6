import { parseSignal } from "../../core/signals.ts";
import type { TaskConfig } from "../../core/task-config.ts";
import type { SpecGenerator } from "../../podman/containers/spec-generator.ts";
import type { SpecInput } from "../input/spec-input.ts";
import { initProgram, machineIdVariable } from "./systemd.ts";

/** What runs in the container and as whom. */
export function process(input: SpecInput): Partial<SpecGenerator> {
  const { options, task } = input;
  const program = options.command ?? initProgram(input);
  const command = [...program, ...(options.args ?? [])];
  const entrypoint = options.entrypoint ?? [];
  // Without a program of the task's own, what is given are arguments of the image's.
  const ofFirst = entrypoint.length + program.length === 0 ? command : [...entrypoint, ...command].slice(1);
  return {
    ...(entrypoint.length === 0 ? {} : { entrypoint }),
    ...(command.length === 0 ? {} : { command }),
    env: { ...environment(task, options.port_map), ...machineIdVariable(input, ofFirst) },
    ...text("work_dir", options.working_dir),
    ...(options.create_working_dir ? { create_working_dir: true } : {}),
    ...text("user", task.user),
    ...text("hostname", options.hostname),
    ...text("timezone", options.timezone),
    ...(options.tty === true ? { terminal: true } : {}),
    ...(options.interactive === true ? { stdin: true } : {}),
    ...(options.init === true ? { init: true } : {}),
    ...(options.init === true ? text("init_path", options.init_path) : {}),
    ...(options.group_add === undefined || options.group_add.length === 0 ? {} : { groups: options.group_add }),
    ...text("umask", options.umask),
    ...(options.stop_signal === undefined ? {} : { stop_signal: parseSignal(options.stop_signal) }),
  };
}

type TextField = "work_dir" | "user" | "hostname" | "timezone" | "umask" | "init_path";

function text(field: TextField, value: string | undefined): Partial<SpecGenerator> {
  return value === undefined || value === "" ? {} : { [field]: value };
}

/**
 * The container's environment: the task's own, what device plugins add (they win, as in Nomad's drivers), and the port
 * that port_map gives each label.
 */
function environment(task: TaskConfig, portMap: Readonly<Record<string, number>> | undefined): Record<string, string> {
  const variables: Record<string, string> = { ...task.env, ...task.deviceEnv };
  for (const [label, port] of Object.entries(portMap ?? {})) variables[portVariable(label)] = String(port);
  return variables;
}

/** `NOMAD_PORT_<label>`, with what Nomad (helper.CleanEnvVar) does not allow in a variable's name replaced by `_`. */
function portVariable(label: string): string {
  return `NOMAD_PORT_${label.replace(/[^A-Za-z0-9_.]/g, "_")}`;
}
