/** Tasks of Docker's jobs in the Podman driver's options. */
import { emptyTask } from "../../src/core/task-config.ts";
import type { TaskContext } from "../../src/dialects/api.ts";
import { docker } from "../../src/dialects/docker/docker.ts";

/** A task in a group without a network of its own. */
export const alone: TaskContext = emptyTask;

/** A task on a node whose plugin has these options. */
export function translated(options: object, context = alone, plugin: object = {}) {
  const dialect = docker();
  dialect.configure(plugin);
  return dialect.ownTask({ image: "redis:7", ...options }, context);
}
