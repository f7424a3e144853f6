import { isDriverError } from "../../core/errors.ts";
import { sleep } from "../../platform/timers.ts";
import type { CallOptions } from "../http/call-bound.ts";
import { cancelled } from "../http/error-map.ts";
import type { Transport } from "../http/transport.ts";

/**
 * Pauses before another try, in milliseconds. Right after an exit Podman 4.3.1 responds with 500 `device or resource busy` while
 * /dev/shm is being unmounted, and the container is gone a moment later (docs/podman-quirks.md#busy-removal); a container that is
 * just being stopped or removed by another call is in a state that forbids removal.
 */
const pauses = [50, 200, 1_000];

/**
 * `DELETE /containers/{name}` with SIGKILL for a running one, and its anonymous volumes. Missing is success. What a Podman that is
 * killed meanwhile leaves of its network stays (docs/podman-quirks.md#killed-podman).
 */
export async function removeContainer(transport: Transport, nameOrId: string, options: CallOptions): Promise<void> {
  const what = `remove container ${nameOrId}`;
  for (const pause of [...pauses, undefined]) {
    try {
      await transport.head({
        method: "DELETE",
        path: `/containers/${encodeURIComponent(nameOrId)}`,
        // The parameter is `volumes`: libpod ignores Docker's `v` (docs/podman-quirks.md#anonymous-volumes). Without `timeout` a running one gets 10 s for SIGTERM.
        query: { force: true, volumes: true, ignore: true, timeout: 0 },
        accept: [404],
        what,
        ...options,
      });
      return;
    } catch (error) {
      if (isDriverError(error, "notFound")) return;
      const mayPass = (isDriverError(error, "podmanFailed") || isDriverError(error, "conflict")) && !hasDependents(error);
      if (pause === undefined || !mayPass) throw error;
    }
    await sleep(pause, options.signal).catch((reason: unknown) => {
      throw cancelled(what, reason);
    });
  }
}

/** Other containers share its namespaces: no other try helps before those are removed (4.3.1 to 5.8). */
function hasDependents(error: Error): boolean {
  return error.message.includes("has dependent containers");
}
