import { messageOf } from "../../core/errors.ts";
import { sleep } from "../../platform/timers.ts";
import type { CallOptions } from "../http/call-bound.ts";
import { cancelled } from "../http/error-map.ts";
import type { Transport } from "../http/transport.ts";
import { containerInspectSchema } from "./schema.ts";
import type { ContainerInspect } from "./types.ts";

/** Pauses before another try, in milliseconds. */
const pauses = [2, 10, 50, 200];

/**
 * `GET /containers/{name}/json`. While the container's process is ending, Podman 4.3.1 responds with 500 and "read
 * /proc/PID/cgroup: no such process", and a moment later how it ended (test/driver/lifecycle.podman.test.ts).
 */
export async function inspectContainer(
  transport: Transport,
  nameOrId: string,
  options: CallOptions,
): Promise<ContainerInspect> {
  const what = `inspect container ${nameOrId}`;
  const path = `/containers/${encodeURIComponent(nameOrId)}/json`;
  const inspect = () => transport.json({ method: "GET", path, what, ...options }, containerInspectSchema);
  for (const pause of pauses) {
    try {
      return await inspect();
    } catch (error) {
      if (!messageOf(error).includes("no such process")) throw error;
    }
    await sleep(pause, options.signal).catch((reason: unknown) => {
      throw cancelled(what, reason);
    });
  }
  return inspect();
}
