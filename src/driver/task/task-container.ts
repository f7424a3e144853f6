import { messageOf } from "../../core/errors.ts";
import { sleep } from "../../platform/timers.ts";
import type { PodmanClient } from "../../podman/client.ts";
import type { ContainerInspect } from "../../podman/containers/types.ts";
import type { CallOptions } from "../../podman/http/call-bound.ts";
import { createdNetworks } from "../../translate/network/created-networks.ts";
import type { TaskContainer } from "./task.ts";

/** What the driver keeps of a container that was inspected. */
export function taskContainer(inspect: ContainerInspect): TaskContainer {
  const { state } = inspect;
  return {
    id: inspect.id,
    pid: state.pid,
    conmonPid: state.conmonPid,
    conmonPidFile: inspect.conmonPidFile,
    cgroupPath: state.cgroupPath,
    stopSignal: inspect.stopSignal === "" || inspect.stopSignal === "0" ? "SIGTERM" : inspect.stopSignal,
    joined: inspect.dependencies,
    createdNetworks: createdNetworks(inspect.labels),
    imageId: inspect.imageId,
    healthCheck: inspect.healthCheck,
    healthCheckedAt: "",
    startedAt: state.startedAt ?? new Date(0),
  };
}

/** Pauses before another try, in milliseconds. */
const pauses = [2, 10, 50, 200];

/**
 * Inspects a container whose process may be ending: Podman 4.3.1 then responds with 500 and "read /proc/PID/cgroup: no such
 * process", and a moment later how it ended (test/driver/lifecycle.podman.test.ts).
 *
 * @throws DriverError
 */
export async function inspectContainer(client: PodmanClient, id: string, options: CallOptions): Promise<ContainerInspect> {
  for (const pause of pauses) {
    try {
      return await client.containers.inspect(id, options);
    } catch (error) {
      if (!messageOf(error).includes("no such process")) throw error;
      await sleep(pause);
    }
  }
  return client.containers.inspect(id, options);
}
