import type { TaskConfig } from "../../core/task-config.ts";

/**
 * The container's environment: the task's own, what device plugins add (they win, as in Nomad's drivers), and the port
 * that port_map gives each label.
 */
export function environment(task: TaskConfig, portMap: Readonly<Record<string, number>> | undefined): Record<string, string> {
  const variables: Record<string, string> = { ...task.env, ...task.deviceEnv };
  for (const [label, port] of Object.entries(portMap ?? {})) variables[portVariable(label)] = String(port);
  return variables;
}

/** `NOMAD_PORT_<label>`, with what Nomad (helper.CleanEnvVar) does not allow in a variable's name replaced by `_`. */
function portVariable(label: string): string {
  return `NOMAD_PORT_${label.replace(/[^A-Za-z0-9_.]/g, "_")}`;
}
