import type { LogConfiguration, SpecGenerator } from "../podman/spec-generator.ts";
import { invalidOption } from "./invalid-option.ts";
import type { SpecInput } from "./spec-input.ts";

/** How a task's output travels. */
export type LogDriver = "nomad" | "journald" | "k8s-file" | "none";

const logDrivers: readonly LogDriver[] = ["nomad", "journald", "k8s-file", "none"];

/** The task's logging, or the plugin's when the task has none. */
export interface LogRoute {
  readonly driver: LogDriver;
  readonly options: Readonly<Record<string, string>>;
  /** False when nothing shall reach Nomad. */
  readonly collected: boolean;
}

/** @throws DriverError `invalidConfig` for a driver that is not known. */
export function logRoute({ options, plugin }: Pick<SpecInput, "options" | "plugin">): LogRoute {
  const own = options.logging;
  const ownSet = own !== undefined && ((own.driver ?? "") !== "" || Object.keys(own.options ?? {}).length > 0);
  const logging = ownSet ? own : plugin.logging;
  const name = logging?.driver ?? "";
  const driver = name === "" ? "nomad" : logDrivers.find((known) => known === name);
  if (driver === undefined) throw invalidOption("logging.driver", name, `allowed are ${logDrivers.join(", ")}`);
  const collected = driver !== "none" && !plugin.disable_log_collection;
  return { driver, options: logging?.options ?? {}, collected };
}

/**
 * Podman's log configuration. The `nomad` driver lets conmon write the container's own k8s-file log, without a path and
 * without a size: the driver's pump reads it, and rotation was measured to lose lines. `k8s-file` writes into Nomad's
 * FIFO itself, as the Go driver does.
 *
 * @throws DriverError `invalidConfig`.
 */
export function logging(input: SpecInput): Pick<SpecGenerator, "log_configuration"> {
  const route = logRoute(input);
  const configuration: LogConfiguration = {
    ...destination(route, input.task.stdoutPath),
    ...(Object.keys(route.options).length === 0 ? {} : { options: route.options }),
  };
  return Object.keys(configuration).length === 0 ? {} : { log_configuration: configuration };
}

function destination(route: LogRoute, fifo: string): LogConfiguration {
  switch (route.driver) {
    case "nomad":
      // With disable_log_collection the node's operator collects: Podman's own default stays, as with the Go driver.
      return route.collected ? { driver: "k8s-file" } : {};
    case "k8s-file":
      return { driver: "k8s-file", ...(route.collected && fifo !== "" ? { path: fifo } : {}) };
    case "journald":
    case "none":
      return { driver: route.driver };
  }
}
