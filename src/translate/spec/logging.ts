import { rawLogLabel } from "../../core/names.ts";
import type { TaskConfig } from "../../core/task-config.ts";
import type { LogConfiguration, SpecGenerator } from "../../podman/containers/spec-generator.ts";
import type { SpecInput, TaskFacts, WarningSink } from "../input/spec-input.ts";

/** How a task's output travels. */
export type LogDriver = "nomad" | "journald" | "k8s-file" | "none";

/** The task's logging, or the plugin's when the task has none. */
export interface LogRoute {
  readonly driver: LogDriver;
  readonly options: Readonly<Record<string, string>>;
  /** False when nothing shall reach Nomad. */
  readonly collected: boolean;
}

export function logRoute({ options, plugin }: Pick<TaskFacts, "options" | "plugin">): LogRoute {
  const own = options.logging;
  const ownSet = own !== undefined && (own.driver !== undefined || Object.keys(own.options ?? {}).length > 0);
  const logging = ownSet ? own : plugin.logging;
  const driver = logging?.driver ?? "nomad";
  const collected = driver !== "none" && !plugin.disable_log_collection;
  return { driver, options: logging?.options ?? {}, collected };
}

/**
 * A size that no log reaches: Podman (4.3.1 to 5.4.2) takes none and zero for log_size_max of the node's containers.conf
 * (test/driver/logs/rotation.podman.test.ts).
 */
const neverRotated = Number.MAX_SAFE_INTEGER;

/**
 * Podman's log configuration. With `nomad` and `k8s-file` conmon writes the container's own log, never rotated: the driver's
 * pump reads it, and rotation was measured to lose lines. conmon is given no path: it opens that by name, through whatever
 * link a task has put there by then (test/driver/logs/planted-links.podman.test.ts).
 */
export function logging({ log, task, journalIsThere }: SpecInput, warn: WarningSink): Pick<SpecGenerator, "log_configuration"> {
  // Podman 4.3.1 rejects the start; 4.4.4 and later ones run the task (docs/podman-quirks.md#no-journal).
  if (!journalIsThere)
    warn('logging.driver = "journald": this node has no journal, so the output is lost; use nomad or k8s-file');
  const options = effectiveOptions(log, warn);
  const configuration: LogConfiguration = {
    ...destination(log, task),
    ...(Object.keys(options).length === 0 ? {} : { options }),
  };
  return Object.keys(configuration).length === 0 ? {} : { log_configuration: configuration };
}

/** The label by which recovery finds the route where the container's log driver does not show it. */
export function logLabels({ log }: SpecInput): Record<string, string> {
  return log.driver === "k8s-file" ? { [rawLogLabel]: "true" } : {};
}

/**
 * Podman's API reads no option but `tag` (4.3.1 to 5.4.2), and conmon refuses to start with a tag unless it writes to the
 * journal (test/options/rows/observation.ts).
 */
function effectiveOptions({ driver, options }: LogRoute, warn: WarningSink): Readonly<Record<string, string>> {
  const has = (name: string) => name === "tag" && driver === "journald";
  const [kept, lost] = [
    Object.entries(options).filter(([name]) => has(name)),
    Object.keys(options).filter((name) => !has(name)),
  ];
  for (const name of lost) {
    const why =
      name === "tag" ? `driver = "${driver}" keeps no tag, journald does` : "the only option that Podman's API takes is tag";
    warn(`logging.options.${name} has no effect: ${why}`);
  }
  return Object.fromEntries(kept);
}

function destination({ driver, collected }: LogRoute, { stdoutPath, stderrPath }: TaskConfig): LogConfiguration {
  switch (driver) {
    case "nomad":
    case "k8s-file":
      // With disable_log_collection the node's operator collects: Podman's own default stays, as with the Go driver.
      if (!collected) return driver === "nomad" ? {} : { driver };
      // `logs { disabled = true }`: the file's space would never be freed.
      if (!isWanted(stdoutPath) && !isWanted(stderrPath)) return { driver: "none" };
      return { driver: "k8s-file", size: neverRotated };
    case "journald":
    case "none":
      return { driver };
  }
}

/** Whether Nomad takes what is written to that path. */
export function isWanted(path: string): boolean {
  return path !== "" && path !== "/dev/null";
}
