import { duration, flag } from "../checks/values.ts";
import type { OptionTable } from "../table/option.ts";

const danglingOptions = {
  enabled: {
    type: "bool",
    default: "true",
    check: flag,
    help: "Look for such containers.",
    example: "enabled = false",
  },
  period: {
    type: "string",
    default: '"5m"',
    check: duration(1000),
    help: "Time between two sweeps.",
    example: 'period = "10m"',
  },
  creation_grace: {
    type: "string",
    default: '"5m"',
    check: duration(),
    help: "A container younger than this is left alone.",
    example: 'creation_grace = "10m"',
  },
  dry_run: {
    type: "bool",
    default: "false",
    check: flag,
    help: "Only log what would be removed.",
    example: "dry_run = true",
  },
} as const satisfies OptionTable;

const gcOptions = {
  container: {
    type: "bool",
    default: "true",
    check: flag,
    help: "Remove the container of a task that Nomad destroys.",
    example: "container = false",
  },
  image: {
    type: "bool",
    default: "false",
    origin: "more",
    check: flag,
    help: "Remove images that the driver pulled or loaded, with this set, and that no task uses any more. Others are the operator's.",
    example: "image = true",
  },
  image_delay: {
    type: "string",
    default: '"3m"',
    origin: "more",
    check: duration(),
    help: "How long an image must have been unused.",
    example: 'image_delay = "1h"',
  },
  dangling_containers: {
    kind: "block",
    implied: true,
    origin: "more",
    options: danglingOptions,
    help: "Remove containers that carry our label of an allocation and belong to no task that Nomad knows. Another agent's stay while their allocation's directory exists.",
    example: "dangling_containers { dry_run = true }",
  },
} as const satisfies OptionTable;

/** What is removed, and what is brought back. */
export const pluginCleanupOptions = {
  gc: {
    kind: "block",
    implied: true,
    options: gcOptions,
    help: "What the driver removes.",
    example: "gc { container = false }",
  },
  recover_stopped: {
    type: "bool",
    default: "false",
    deprecated: "Nomad restarts a stopped task itself",
    check: flag,
    help: "Start a stopped container again when its task is recovered.",
    example: "recover_stopped = true",
  },
} as const satisfies OptionTable;
