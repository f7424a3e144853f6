import { isDriverError } from "../../core/errors.ts";
import { allocIdLabel, originalName, replacedName } from "../../core/names.ts";
import type { PodmanClient } from "../../podman/client.ts";
import type { ContainerInspect } from "../../podman/containers/types.ts";
import type { CallOptions } from "../../podman/http/call-bound.ts";
import { removeLeftover } from "./remove-leftover.ts";

/**
 * Frees the name of a container that has ended: removes it, or renames it where Podman cannot remove it yet, because other
 * containers share its namespaces (4.3.1 to 5.8). {@link removeReplaced} removes it after the last of those.
 *
 * @throws DriverError
 */
export async function freeName(client: PodmanClient, ended: ContainerInspect, options: CallOptions): Promise<void> {
  try {
    await removeLeftover(client, ended.id, ended.state.status, options);
  } catch (error) {
    if (!isDriverError(error, "podmanFailed") && !isDriverError(error, "conflict")) throw error;
    try {
      await client.containers.rename(ended.id, replacedName(ended.name, ended.id), options);
    } catch {
      // Why it is in the way says more than why it has no other name.
      throw error;
    }
    return;
  }
  await removeReplaced(client, ended.dependencies, ended.labels[allocIdLabel] ?? "");
}

const bound = { timeoutMilliseconds: 10_000 };

/**
 * Removes those of the containers that {@link freeName} renamed. To be called after a container that shared their namespaces
 * was removed; what still is in use goes after the last one. What fails is left to the sweep of dangling containers; never rejects.
 */
export async function removeReplaced(client: PodmanClient, ids: readonly string[], allocId: string): Promise<void> {
  for (const id of ids) {
    try {
      const { name, labels } = await client.containers.inspect(id, bound);
      if (labels[allocIdLabel] === allocId && originalName(name) !== name) await client.containers.remove(id, bound);
    } catch {
      // Gone, or not yet to be removed.
    }
  }
}
