import { duration, flag, oneOf, textMap, textOrTexts, whole } from "../checks/values.ts";
import type { OptionTable } from "../table/option.ts";

const loggingOptions = {
  driver: {
    type: "string",
    check: oneOf(["nomad", "journald", "k8s-file", "none"]),
    help: "nomad (as written, into Nomad's two logs), journald (into the node's journal, and from there into Nomad's log), k8s-file (the Go driver's lines with time and stream, all in Nomad's stdout log) or none.",
    example: 'driver = "journald"',
  },
  options: {
    type: "any",
    readAs: "list(map(string))",
    check: textMap,
    help: "Options of the log driver: tag, for journald.",
    example: 'options = { tag = "redis" }',
  },
} as const satisfies OptionTable;

const healthcheckOptions = {
  command: {
    type: "any",
    required: true,
    check: textOrTexts,
    help: "Command that ends with 0 when the task is healthy: a list, or a string for a shell.",
    example: 'command = ["redis-cli", "ping"]',
  },
  interval: {
    type: "string",
    check: duration(1),
    help: "Time between checks.",
    example: 'interval = "30s"',
  },
  timeout: {
    type: "string",
    check: duration(1),
    help: "How long one check may take.",
    example: 'timeout = "5s"',
  },
  retries: {
    type: "number",
    check: whole(1, 1000),
    help: "Failures in a row until the task is unhealthy.",
    example: "retries = 3",
  },
  start_period: {
    type: "string",
    check: duration(),
    help: "Time after the start in which failures do not count.",
    example: 'start_period = "10s"',
  },
} as const satisfies OptionTable;

const healthchecksOptions = {
  disable: {
    type: "bool",
    default: "false",
    check: flag,
    help: "Run no health check, not even the image's.",
    example: "disable = true",
  },
} as const satisfies OptionTable;

/** What is seen of the task from outside: its output and its health. */
export const taskObservationOptions = {
  logging: {
    kind: "block",
    options: loggingOptions,
    help: "Where the output goes; the plugin option of this name sets the node's default.",
    example: 'logging {\n  driver  = "journald"\n  options = { tag = "redis" }\n}',
  },
  healthcheck: {
    kind: "block",
    origin: "more",
    options: healthcheckOptions,
    help: "Health check inside the container, run by Podman's systemd timer or, without systemd, by the driver; changes become task events.",
    example: 'healthcheck {\n  command  = ["redis-cli", "ping"]\n  interval = "30s"\n}',
  },
  healthchecks: {
    kind: "block",
    origin: "more",
    options: healthchecksOptions,
    help: "Turns the image's own health check off.",
    example: "healthchecks { disable = true }",
  },
} as const satisfies OptionTable;
