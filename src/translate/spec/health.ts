import type { TaskOptions } from "../../config/task-options/task-options.ts";
import type { HealthConfiguration, SpecGenerator } from "../../podman/containers/spec-generator.ts";

const nanosecondsPerMillisecond = 1e6;

/** Podman's own defaults, which its command line fills in and its API does not. Milliseconds. */
const defaults = { interval: 30_000, timeout: 30_000, startPeriod: 0, retries: 3 } as const;

/** The health check of the task, or none at all with `healthchecks { disable = true }`; without either that of the image. */
export function healthConfiguration({
  healthcheck,
  healthchecks,
}: Pick<TaskOptions, "healthcheck" | "healthchecks">): Pick<SpecGenerator, "healthconfig"> {
  if (healthchecks?.disable === true) return { healthconfig: { Test: ["NONE"] } };
  return healthcheck === undefined ? {} : { healthconfig: configured(healthcheck) };
}

function configured(check: NonNullable<TaskOptions["healthcheck"]>): HealthConfiguration {
  const [first = "", ...rest] = check.command;
  // One text is a line for the image's shell, as in a HEALTHCHECK; a list is run as it stands.
  const test = rest.length === 0 ? ["CMD-SHELL", first] : ["CMD", first, ...rest];
  return {
    Test: test,
    Interval: (check.interval ?? defaults.interval) * nanosecondsPerMillisecond,
    Timeout: (check.timeout ?? defaults.timeout) * nanosecondsPerMillisecond,
    StartPeriod: (check.start_period ?? defaults.startPeriod) * nanosecondsPerMillisecond,
    Retries: check.retries ?? defaults.retries,
  };
}
