import { endContainerProcesses } from "../../platform/conmons.ts";
import type { PodmanClient } from "../../podman/client.ts";
import type { CallOptions } from "../../podman/http/call-bound.ts";

/** Podman's states of a container that was made and never started. */
export const unstarted: ReadonlySet<string> = new Set(["created", "initialized"]);

/**
 * Removes a container that no task needs. A Podman that was killed within the start does not know that the runtime has set the
 * container up, and removes it without its processes, which would wait for ever (docs/podman-quirks.md#killed-start).
 *
 * @param status Podman's state of it; undefined after a start that failed
 * @throws DriverError when Podman does not remove it
 */
export async function removeLeftover(
  client: PodmanClient,
  id: string,
  status: string | undefined,
  options: CallOptions = {},
): Promise<void> {
  await client.containers.remove(id, options);
  if (status === undefined || unstarted.has(status)) endContainerProcesses(id);
}
