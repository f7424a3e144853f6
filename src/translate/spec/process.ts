import { variableName } from "../../core/names.ts";
import { parseSignal } from "../../core/signals.ts";
import type { TaskConfig } from "../../core/task-config.ts";
import type { SpecGenerator } from "../../podman/containers/spec-generator.ts";
import type { SpecInput } from "../input/spec-input.ts";
import { filled } from "./filled.ts";
import { initProgram, machineIdVariable } from "./systemd.ts";

/** What runs in the container and as whom. */
export function process(input: SpecInput): Partial<SpecGenerator> {
  const { options, task } = input;
  const program = options.command ?? initProgram(input);
  const command = [...program, ...(options.args ?? [])];
  const entrypoint = options.entrypoint ?? [];
  // Without a program of the task's own, what is given are arguments of the image's.
  const ofFirst = entrypoint.length + program.length === 0 ? command : [...entrypoint, ...command].slice(1);
  return filled<SpecGenerator>({
    entrypoint,
    command,
    env: { ...environment(task, options.port_map), ...machineIdVariable(input, ofFirst) },
    work_dir: options.working_dir,
    create_working_dir: options.create_working_dir,
    user: task.user,
    hostname: options.hostname,
    timezone: options.timezone,
    terminal: options.tty,
    stdin: options.interactive,
    init: options.init,
    init_path: options.init === true ? options.init_path : undefined,
    groups: options.group_add,
    umask: options.umask,
    stop_signal: options.stop_signal === undefined ? undefined : parseSignal(options.stop_signal),
  });
}

/**
 * The container's environment: the task's own, what device plugins add (they win, as in Nomad's drivers), and the port
 * that port_map gives each label.
 */
function environment(task: TaskConfig, portMap: Readonly<Record<string, number>> | undefined): Record<string, string> {
  const variables: Record<string, string> = { ...task.env, ...task.deviceEnv };
  for (const [label, port] of Object.entries(portMap ?? {})) variables[`NOMAD_PORT_${variableName(label)}`] = String(port);
  return variables;
}
