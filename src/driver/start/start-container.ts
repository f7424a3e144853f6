import { DriverError } from "../../core/errors.ts";
import type { PodmanClient } from "../../podman/client.ts";
import type { CallOptions } from "../../podman/http/call-bound.ts";
import { type Bind, MountGuard } from "./mount-guard.ts";

/** What decides how a container is started. */
export interface StartGuard {
  readonly allocDir: string;
  /** Everything that the container mounts of the node. */
  readonly binds: readonly Bind[];
  /** `volumes { enabled }` of the plugin configuration. */
  readonly hostVolumes: boolean;
}

/**
 * Starts a container that was created. Where jobs may mount only their allocation, it is first set up without running its
 * process, and its mounts are checked: two requests more.
 *
 * @throws DriverError `notAllowed` when a mount leads out of the allocation
 */
export async function startContainer(
  client: PodmanClient,
  id: string,
  { allocDir, binds, hostVolumes }: StartGuard,
  options: CallOptions,
): Promise<void> {
  if (!hostVolumes) {
    const guard = new MountGuard(binds, allocDir);
    try {
      await client.containers.init(id, options);
      const { state } = await client.containers.inspect(id, options);
      if (state.pid === 0) throw new DriverError("podmanFailed", `container ${id.slice(0, 12)} was set up but has no process`);
      guard.verify(state.pid);
    } finally {
      guard.close();
    }
  }
  await client.containers.start(id, options);
}
