import { parseSignal } from "../../core/signals.ts";
import type { SpecGenerator } from "../../podman/containers/spec-generator.ts";
import type { SpecInput } from "../input/spec-input.ts";
import { environment } from "./environment.ts";

/** What runs in the container and as whom. */
export function process(input: SpecInput): Partial<SpecGenerator> {
  const { options, task } = input;
  const command = [...(options.command ?? []), ...(options.args ?? [])];
  const entrypoint = options.entrypoint ?? [];
  return {
    ...(entrypoint.length === 0 ? {} : { entrypoint }),
    ...(command.length === 0 ? {} : { command }),
    env: environment(task, options.port_map),
    ...text("work_dir", options.working_dir),
    ...text("user", task.user),
    ...text("hostname", options.hostname),
    ...text("timezone", options.timezone),
    ...(options.tty === true ? { terminal: true } : {}),
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
