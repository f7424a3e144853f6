import { DriverError, isDriverError } from "../../core/errors.ts";
import { allocIdLabel, containerName } from "../../core/names.ts";
import type { TaskConfig } from "../../core/task-config.ts";
import type { PodmanClient } from "../../podman/api.ts";
import type { SpecGenerator } from "../../podman/containers/spec-generator.ts";
import { freeName } from "../task/replaced-containers.ts";

/** How a container came to be. */
export interface MadeContainer {
  readonly id: string;
  /** True when it runs already and is this task's. */
  readonly adopted: boolean;
  readonly warnings: readonly string[];
}

/** States in which a container of our name holds nothing that could be lost. */
const stale: ReadonlySet<string> = new Set(["created", "initialized", "exited", "stopped", "removing", "unknown"]);

/**
 * Creates the task's container. A stopped one of the same name is a leftover and is replaced; a running one is taken over
 * when its labels prove that it is this task's.
 *
 * @throws DriverError `notFound` when Podman lacks the image; `conflict` when the name belongs to somebody else
 */
export async function createContainer(
  client: PodmanClient,
  spec: SpecGenerator,
  task: TaskConfig,
  signal: AbortSignal,
): Promise<MadeContainer> {
  try {
    return { ...(await client.containers.create(spec, { signal })), adopted: false };
  } catch (error) {
    if (!isDriverError(error, "conflict")) throw error;
  }
  const found = await client.containers.inspect(spec.name, { signal });
  if (stale.has(found.state.status)) {
    await freeName(client, found, { signal });
    return { ...(await client.containers.create(spec, { signal })), adopted: false };
  }
  const name = containerName(task.name, task.allocId);
  if (found.labels[allocIdLabel] === task.allocId && found.name === name) return { id: found.id, adopted: true, warnings: [] };
  throw new DriverError(
    "conflict",
    `a container ${name} (${found.id.slice(0, 12)}) runs already and its labels do not say that it is this task's: remove it with "podman rm -f ${name}"`,
  );
}
